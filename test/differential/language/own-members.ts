import type { Random } from '../random.js'
import type { Arrange } from './generate-views.js'

/** What is read from arrays by name in the programs, and something that ends every loop which waits for its effect. */
const members: readonly (readonly [key: string | symbol, value: unknown])[] = [
  [Symbol.iterator, nine],
  ['constructor', Int8Array],
  ['map', () => [7, 8]],
  ['slice', () => [7]],
  ['indexOf', () => 3],
  ...['at', 'fill', 'filter', 'forEach', 'pop', 'push', 'reduce', 'reverse', 'set', 'some', 'sort'].map(
    key => [key, refuse] as const,
  ),
]

/** Gives an array, or a row of one, a member of its own, or a typed array another length. */
export function giveMember(random: Random): Arrange {
  const which = random.int(0, 3)
  const [key, value] = random.pick(members)
  const isRow = random.chance(30)
  const length = random.chance(15) ? random.int(0, 3) : null
  return args => {
    const arrays = args.filter(arg => Array.isArray(arg) || ArrayBuffer.isView(arg))
    const array = arrays[which % Math.max(1, arrays.length)]
    const row = isRow && Array.isArray(array) ? (array as readonly unknown[])[0] : array
    if (typeof row !== 'object' || row === null || !Object.isExtensible(row)) return args
    if (length !== null && ArrayBuffer.isView(row)) Object.defineProperty(row, 'length', { value: length })
    else Object.defineProperty(row, key, { value, configurable: true, writable: true })
    return args
  }
}

function* nine(): Generator<number> {
  yield 9
}

function refuse(): never {
  throw new RangeError('of its own')
}
