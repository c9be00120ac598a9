import type { Random, Weighted } from '../random.js'
import type { LanguageScope, Name } from './language-scope.js'
import { named } from './language-scope.js'
import type { SourceNode } from './source-tree.js'
import type { WriteBody } from './write-control.js'
import { writeNumber, writeTest } from './write-value.js'

interface Declared {
  readonly nodes: readonly SourceNode[]
  readonly names: readonly Name[]
}

/** Array methods with callbacks that write what is outside of them, and methods that move elements. */
export function callbackLines(scope: LanguageScope, body: WriteBody): readonly Weighted<Declared>[] {
  const { random } = scope
  const arrays = scope.arrays().filter(({ name }) => !name.includes('§'))
  if (arrays.length === 0) return []
  const { name: array, kind } = random.pick(arrays)
  const element = scope.fresh('e')
  const position = scope.fresh('i')
  const result = scope.fresh('m')
  const inside = scope.inner(named(element, 'number'), named(position, 'number'))
  const call = (method: string, value: string, before = ''): SourceNode => ({
    head: `const ${result} = ${array}.${method}((${before}${element}, ${position}) =>`,
    body: [...body(inside, 1), `return ${value}`],
    close: before === '' ? ')' : `, ${writeNumber(scope, 1)})`,
  })
  const makers: Weighted<Declared>[] = [
    [1, () => ({ nodes: [call('every', writeTest(inside))], names: [named(result, 'boolean')] })],
    [1, () => ({ nodes: [call('some', writeTest(inside))], names: [named(result, 'boolean')] })],
    [1, () => ({ nodes: [call('findIndex', writeTest(inside))], names: [named(result, 'number')] })],
    [
      2,
      () => {
        const value = `s + ${writeNumber(inside, 2)}`
        return {
          nodes: [call(random.pick(['reduce', 'reduceRight']), value, 's, ')],
          names: [named(result, 'number')],
        }
      },
    ],
  ]
  if (kind !== 'typed') return makers
  makers.push([2, () => ({ nodes: [call('map', writeNumber(inside, 2))], names: [named(result, 'typed')] })])
  makers.push([1, () => ({ nodes: [call('filter', writeTest(inside))], names: [named(result, 'typed')] })])
  const cut = (): string => `${random.int(-2, 3)}, ${random.int(-2, 6)}`
  makers.push([
    2,
    () => ({
      nodes: [`const ${result} = ${array}.${random.pick(['slice', 'subarray'])}(${cut()})`],
      names: [named(result, 'typed')],
    }),
  ])
  const moves = [
    'reverse()',
    'sort()',
    `copyWithin(${random.int(-2, 3)}, ${cut()})`,
    `fill(${writeNumber(scope, 1)}, ${cut()})`,
  ]
  makers.push([2, () => ({ nodes: [`${array}.${random.pick(moves)}`], names: [] })])
  const others = arrays.filter(other => other.kind === 'typed')
  const set = (): string => `${array}.set(${random.pick(others).name}${random.chance(30) ? ', 1' : ''})`
  makers.push([1, () => ({ nodes: [set()], names: [] })])
  return makers
}

/** What `reduce` calls: mostly a function of its own, sometimes one of JavaScript's. */
export function writeFolding(random: Random, number: () => string): string {
  if (random.chance(20)) return random.pick(['Math.atan2', 'Math.imul', 'Math.pow'])
  return `(s, x) => s + x * ${number()}`
}
