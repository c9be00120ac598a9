import type { KernelPlan } from '../abi/kernel-plan.js'
import { elements, isArray } from '../ir/types.js'
import type { Gathered } from './gather-leaves.js'
import { gatherLeaves } from './gather-leaves.js'
import type { GlueInput } from './glue-inputs.js'
import { glueInputs, moduleNames } from './glue-inputs.js'
import { localNames } from './glue-names.js'
import type { ModuleNotes } from './module-notes.js'
import type { Outlets } from './outlets.js'
import { runsInBursts } from './place-turns.js'
import { scalarText } from './scalar-text.js'
import { scatterOutputs } from './scatter-outputs.js'
import { writeBlocks } from './write-blocks.js'
import { lengthText, writeCoverage } from './write-coverage.js'
import { arrayText, writeGuards } from './write-guards.js'
import { writeAsked } from './write-hosted.js'
import { writeCallResult } from './write-result.js'
import type { PartText } from './write-sections.js'
import { writeSections } from './write-sections.js'
import type { SiteNames } from './write-sites.js'
import { writeAskedSite } from './write-sites.js'
import { writeKind } from './write-unit.js'

/** Where the state of a marked function is found. */
export interface StateText {
  /** Expression that gives its kernel state. */
  readonly state: string
  /** Variable of the module that says how many calls are left to JavaScript without asking. */
  readonly off: string
}

/** Whether it is to be asked now. */
export const isAsked = (off: string): string => `!(${off} && ${off}--)`

/** What the text of one glue function is made of. */
export interface KernelText extends StateText {
  /** Name of the glue function. */
  readonly name: string
  readonly plans: readonly KernelPlan[]
  /** Whether it is never compared with its JavaScript. */
  readonly stays: boolean
  readonly outlets: Outlets
  /** The functions that make calls of the user's text. */
  readonly sites?: SiteNames
  readonly notes: ModuleNotes
  readonly runtime: string
}

/** The names that the cases of one glue function use. */
interface Names {
  readonly runtime: string
  readonly notes: ModuleNotes
  readonly outlets: Outlets
  readonly sites: SiteNames
  readonly inputs: readonly GlueInput[]
  readonly gathered: Gathered
  readonly kernel: string
  /** The arrays of a call, and their pointers. */
  readonly arrays: string
  readonly at: string
  readonly take: string
  readonly result: string
  readonly error: string
}

/**
 * Writes the glue function of one marked function: for the first signature that fits what it is given it calls the Wasm
 * function and puts back what that wrote, else it gives `miss`.
 */
export function writeKernel(text: KernelText): string {
  const { name, plans, state, off, outlets, sites = new Map(), notes, runtime } = text
  const inputs = glueInputs(plans)
  const gathered = gatherLeaves(plans, inputs, moduleNames(plans), notes, runtime)
  const claimed = localNames(['k', 's', 'at', 'take', 'r', 'e'], gathered.taken)
  const [kernel = '', arrays = '', at = '', take = '', result = '', error = ''] = claimed
  const names: Names = {
    ...{ runtime, outlets, sites, notes, inputs, gathered },
    ...{ kernel, arrays, at, take, result, error },
  }
  const ready = !text.stays && runsInBursts(plans) ? 'start' : 'ready'
  return [
    `function ${name}(${inputs.map(input => input.name).join(', ')}) {`,
    `  const ${kernel} = ${state}`,
    `  if (!${runtime}.${ready}(${kernel})) { ${off} = ${kernel}.pause; return ${runtime}.miss }`,
    ...gathered.statements.map(line => `  ${line}`),
    ...plans.map((plan, i) => `  ${writeCase(plan, i, names)}`),
    `  return ${runtime}.pass(${kernel})`,
    '}',
  ].join('\n')
}

function writeCase(plan: KernelPlan, index: number, names: Names): string {
  const { gathered } = names
  const callbacks = plan.callbacks ?? []
  const guards = writeGuards(plan, names)
  const asked = callbacks.map(one =>
    one.kind === 'site'
      ? writeAskedSite(one, names.sites, gathered.nameOf, names.runtime)
      : writeAsked(one, gathered.nameOf(one.source)),
  )
  const call = writeAround(plan, asked, index, names)
  return guards.length > 0 ? `if (${guards.join(' && ')}) ${call}` : call
}

/** The call with what stands around it: its arrays, and what callbacks need that it asks. */
function writeAround(plan: KernelPlan, callbacks: readonly string[], index: number, names: Names): string {
  const isRun = usesMemory(plan)
  const run = isRun ? writeArguments(plan, names) : null
  const given = run?.given ?? []
  const alone = run ? writeRun(plan, run, index, names) : writeCall(plan, index, names)
  const arrays = isRun ? `const ${names.arrays} = [${given.join(', ')}]` : ''
  const blocks = run ? writeBlocks(plan, run.covered, index, names) : ''
  if (callbacks.length === 0 && !plan.draws)
    return isRun ? `{ ${arrays}${blocks ? `; ${blocks} const ` : ', '}${alone} }` : alone
  const ask = `return ${names.runtime}.consult(${names.kernel}, ${index}, [${callbacks.join(', ')}], () => { `
  if (!isRun) return `${ask}${alone} })`
  const shown = given.length > 0 ? `, ${names.arrays}` : ''
  return `{ ${arrays}; ${ask}const ${alone} }${shown}) }`
}

function usesMemory({ params, result, allocates, outputs }: KernelPlan): boolean {
  return (
    allocates ||
    isArray(result) ||
    outputs.some(({ type }) => isArray(type)) ||
    params.some(({ type }) => isArray(type))
  )
}

/** A call without arrays: nothing to copy, so nothing but the counter stands around it. */
function writeCall(plan: KernelPlan, index: number, names: Names): string {
  const { kernel, result, error, runtime } = names
  const args = plan.params.map(param => scalarText(param, names.gathered))
  const call = `${kernel}.f[${index}](${args.join(', ')})`
  const { value } = writeCallResult(call, plan, index, names)
  const scatter = scatterOutputs(plan, names.inputs, names.gathered, names.outlets, runtime)
  if (!plan.mayTrap && !scatter) return `{ ${kernel}.wasm++; return ${value} }`
  const body = `const ${result} = ${value};${scatter && ` ${scatter};`} ${kernel}.wasm++; return ${result}`
  if (!plan.mayTrap) return `{ ${body} }`
  const finish = scatter && `, () => { ${scatter} }`
  return `try { ${body} } catch (${error}) { return ${runtime}.leave(${kernel}, ${index}, ${error}${finish}) }`
}

interface RunArguments {
  /** The arrays that the runtime gets, and what the Wasm function does. */
  readonly given: readonly string[]
  readonly args: readonly string[]
  /** Of the arrays that this call overwrites, and so does not copy in, a bit each by position; empty where it may be none. */
  readonly covered: string
  /** Those of which only a part is copied. */
  readonly parts: readonly PartText[]
}

function writeArguments(plan: KernelPlan, names: Names): RunArguments {
  const { at, runtime } = names
  const given: string[] = []
  const covered: string[] = []
  const parts: PartText[] = []
  const args = plan.params.map(param => {
    if (!isArray(param.type)) return scalarText(param, names.gathered)
    const pointer = `${at}[${given.length}]`
    const value = arrayText(param, names.gathered, runtime)
    // As many as a number has bits.
    const test =
      given.length < 31 && param.covered && writeCoverage(param, param.covered, plan, names.gathered)
    if (test) covered.push(given.length > 0 ? `(${test}) << ${given.length}` : `+(${test})`)
    const length = lengthText(param, names.gathered)
    const { section } = param
    if (section) {
      const bytesPerElement = elements[param.type].bytes
      parts.push({ array: given.length, length, bytesPerElement, section })
    }
    given.push(names.notes.arrayText(param, value, writeKind(param.type, runtime)))
    return `${pointer}, ${length}`
  })
  if (plan.allocates) args.push(`${at}[${given.length}]`)
  return { given, args, covered: covered.join(' | '), parts }
}

/** A call with arrays, around which the runtime lays them out and copies them; it goes on from a `const`. */
function writeRun(
  plan: KernelPlan,
  { args, covered, parts }: RunArguments,
  index: number,
  names: Names,
): string {
  const { kernel, arrays, at, result, error, runtime } = names
  const { before, value } = writeCallResult(`${kernel}.f[${index}](${args.join(', ')})`, plan, index, names)
  const scatter = scatterOutputs(plan, names.inputs, names.gathered, names.outlets, runtime)
  const finish = scatter && `, () => { ${scatter} }`
  const call = `${kernel}, ${index}`
  const otherwise = writeOtherwise(parts, covered, plan, names)
  return [
    `${at} = ${runtime}.enter(${call}, ${arrays}${otherwise && `, ${otherwise}`});`,
    `if (!${at}) return ${runtime}.miss; let ${result};`,
    `try { ${before}${result} = ${value} }`,
    `catch (${error}) { return ${runtime}.abandon(${call}, ${error}, ${arrays}${finish}) }`,
    // Not inside `try`: after a store has become visible, JavaScript must not run the call again.
    `${runtime}.exit(${call}, ${arrays});${scatter && ` ${scatter};`} return ${result}`,
  ].join(' ')
}

/** What copies arrays that need not be copied whole; empty where all are. */
function writeOtherwise(
  parts: readonly PartText[],
  covered: string,
  plan: KernelPlan,
  { arrays, gathered, runtime }: Names,
): string {
  if (parts.length > 0) return writeSections(parts, arrays, covered, plan, gathered, runtime)
  return covered && `${runtime}.covered(${covered})`
}
