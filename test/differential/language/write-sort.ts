import type { Weighted } from '../random.js'
import type { LanguageScope, NameKind } from './language-scope.js'
import { named } from './language-scope.js'
import { writeNumber, writeTest } from './write-value.js'

/** What a comparator may look at: nothing that calls what may assign a variable. */
const seen: ReadonlySet<NameKind> = new Set(['number', 'boolean', 'typed', 'plain', 'list', 'tuple', 'point'])

/** Sorts by comparators, most of which contradict themselves. */
export function sortStores(scope: LanguageScope): readonly Weighted<string>[] {
  const { random } = scope
  const arrays = [...scope.arrays(), ...scope.of('list')].filter(
    ({ name, isWritable }) => isWritable && !name.includes('§'),
  )
  if (!scope.has('sort') || arrays.length === 0) return []
  const [a, b] = [scope.fresh('a'), scope.fresh('b')]
  const visible = scope.names.filter(({ kind }) => seen.has(kind))
  const inside = scope.only([...visible, named(a, 'number'), named(b, 'number')])
  const order = random.oneOf<() => string>([
    [3, () => () => `${random.pick([`${a} - ${b}`, `${b} - ${a}`, `Math.abs(${a}) - Math.abs(${b})`])}`],
    [2, () => () => `${a} < ${b} ? -1 : ${a} > ${b} ? 1 : 0`],
    [2, () => () => writeNumber(inside, 2)],
    [1, () => () => `Number(${writeTest(inside, 1)})`],
  ])
  const comparator = (): string =>
    random.chance(70)
      ? `(${a}, ${b}) => ${order()}`
      : `(${a}, ${b}) => { if (${writeTest(inside, 1)}) return ${order()}; return ${order()} }`
  return [[2, () => `${random.pick(arrays).name}.sort(${comparator()})`]]
}
