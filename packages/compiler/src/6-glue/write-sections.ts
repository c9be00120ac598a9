import type { KernelPlan } from '../abi/kernel-plan.js'
import type { Factor, Product, Section, Sum } from '../ir/section.js'
import type { Gathered } from './gather-leaves.js'
import { lengthText } from './write-coverage.js'

/** Arrays of so many bytes are copied whole, as making the views for a part takes as long. */
const fewBytes = 3 * 2 ** 13

/** An array of a call, by its position among the arrays, with its length and the part of it that is touched. */
export interface PartText {
  readonly array: number
  readonly length: string
  readonly bytesPerElement: number
  readonly section: Section
}

/**
 * The expression for what the runtime copies the parts of a call's arrays with; nothing of it is computed for short ones.
 * `covered` is as in `RunArguments`.
 */
export function writeSections(
  parts: readonly PartText[],
  arrays: string,
  covered: string,
  plan: KernelPlan,
  gathered: Gathered,
  runtime: string,
): string {
  const list = parts.map(({ array, section }) => {
    const write = (sums: readonly Sum[]) => sums.map(sum => writeSum(sum, plan, gathered)).join(', ')
    const tests = writeTests(section, plan, gathered)
    const part = `[${array}, [${write(section.lows)}], [${write(section.highs)}]]`
    return tests.length > 0 ? `${tests.join(' && ')} && ${part}` : part
  })
  const isLong = parts.map(({ length, bytesPerElement }) => `${length} > ${fewBytes / bytesPerElement}`)
  const asked = isLong.length > 1 ? `(${isLong.join(' || ')})` : isLong.join('')
  const bits = covered && `, ${covered}`
  const otherwise = covered ? `${runtime}.covered(${covered})` : 'void 0'
  return `${asked} ? ${runtime}.sections(${arrays}, [${list.join(', ')}]${bits}) : ${otherwise}`
}

/** What has to hold so that the section is what it says. */
function writeTests(
  { given, capped, whole }: Section,
  plan: KernelPlan,
  gathered: Gathered,
): readonly string[] {
  const small = whole.map(param => {
    const name = factorText({ kind: 'param', param }, plan, gathered)
    return `(${name} | 0) === ${name}`
  })
  // One comparison for both sides, of whole numbers of 32 bits.
  const caps = capped.map(({ factor, cap }) => `${factorText(factor, plan, gathered)} >>> 0 <= ${cap}`)
  return [...small, ...caps, ...given.map(sum => `${writeSum(sum, plan, gathered)} >= 0`)]
}

function writeSum({ constant, terms, divisor }: Sum, plan: KernelPlan, gathered: Gathered): string {
  const signed = [
    ...terms.map(term => ({ isLess: term.coef < 0, text: writeProduct(term, plan, gathered) })),
    ...(constant !== 0 || terms.length === 0
      ? [{ isLess: constant < 0, text: String(Math.abs(constant)) }]
      : []),
  ]
  // What is added first, so that most sums begin without a sign.
  const ordered = [...signed.filter(({ isLess }) => !isLess), ...signed.filter(({ isLess }) => isLess)]
  const text = ordered
    .map(({ isLess, text }, n) => (n === 0 ? (isLess ? `-${text}` : text) : `${isLess ? '-' : '+'} ${text}`))
    .join(' ')
  return divisor === 1 ? text : `(${text}) / ${divisor}`
}

/** Without its sign. */
function writeProduct({ coef, factors }: Product, plan: KernelPlan, gathered: Gathered): string {
  const names = factors.map(factor => factorText(factor, plan, gathered))
  return [...(Math.abs(coef) === 1 ? [] : [String(Math.abs(coef))]), ...names].join(' * ')
}

function factorText({ kind, param }: Factor, plan: KernelPlan, gathered: Gathered): string {
  const found = plan.params[param]
  if (!found) throw new Error(`6-glue: no parameter ${param}`)
  return kind === 'length' ? lengthText(found, gathered) : gathered.nameOf(found.source)
}
