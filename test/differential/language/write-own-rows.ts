import type { Weighted } from '../random.js'
import type { LanguageScope } from './language-scope.js'
import { writeIndex, writeNumber, writeSmallIndex } from './write-value.js'

/** The first value of an array of arrays that a program makes itself, all rows of which are arrays of numbers. */
export function writeNewRows(scope: LanguageScope): string {
  const { random } = scope
  const rows = scope.of('rows').map(({ name }) => name)
  const makers: Weighted<string>[] = [
    [2, () => '[]'],
    [3, () => `[${row(scope)}, ${row(scope)}, ${row(scope)}]`],
    [2, () => '[[1, 2, 1], [2, 4, 2], [0.5, -0, 3]]'],
    [
      2,
      () =>
        `Array.from({ length: ${random.int(0, 4)} }, () => new Array(${random.int(0, 3)}).fill(${number(scope)}))`,
    ],
    [2, () => `Array.from({ length: ${random.int(0, 4)} }, (_, k) => [k, ${number(scope)}])`],
    [1, () => `[...Array(${random.int(0, 4)})].map((_, k) => [k, ${number(scope)}])`],
    [1, () => `Array.from(Array(${random.int(0, 4)}), () => Array(2).fill(${number(scope)}))`],
    [1, () => `new Array(${random.int(0, 3)}).fill(${row(scope)})`],
  ]
  if (rows.length > 0) {
    const other = (): string => random.pick(rows)
    makers.push([1, () => `[...${other()}]`])
    makers.push([1, () => `${other()}.slice(${random.pick(['', '1', '0, 2', '-1'])})`])
    makers.push([
      1,
      () => `${other()}.map(row => row.${random.pick(['slice()', 'map(x => x + 1)', 'slice(1)'])})`,
    ])
  }
  return random.oneOf(makers)
}

/** What is done to arrays of arrays that a program has made: rows are replaced, added and taken away. */
export function ownRowStores(scope: LanguageScope): readonly Weighted<string>[] {
  const rows = scope.of('rows')
  if (rows.length === 0) return []
  const { random } = scope
  const name = (): string => random.pick(rows).name
  const taken = (): string => `${name()}[${random.pick([writeIndex(scope, 1), writeSmallIndex(scope)])}]`
  return [
    // In a loop over the array it would never end.
    [
      3,
      () => same(name(), one => `if (${one}.length < 9) ${one}.push(${random.pick([row(scope), taken()])})`),
    ],
    [
      2,
      () =>
        same(
          taken(),
          one => `if (${one}!.length < 9) ${one}!.${random.pick(['push', 'push', 'pop'])}(${number(scope)})`,
        ),
    ],
    [2, () => `${name()}[${writeSmallIndex(scope)}] = ${random.pick([row(scope), taken()])}`],
    [1, () => same(name(), one => `[${one}[0], ${one}[1]] = [${one}[1], ${one}[0]]`)],
    [1, () => `${name()}.${random.pick(['pop()', 'reverse()', `fill(${row(scope)}, 1)`, 'shift()'])}`],
  ]
}

function row(scope: LanguageScope): string {
  const { random } = scope
  const lists = scope.of('list').map(({ name }) => name)
  if (lists.length > 0 && random.chance(20)) return random.pick(lists)
  return random.pick(['[]', `[${number(scope)}]`, `[${number(scope)}, ${number(scope)}]`])
}

function number(scope: LanguageScope): string {
  return writeNumber(scope, 2)
}

function same(name: string, write: (name: string) => string): string {
  return write(name)
}
