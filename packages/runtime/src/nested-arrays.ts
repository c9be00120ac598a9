import type { AnyArray, Left, PlainKind } from './kernel.js'
import { heap, heapOf } from './memory.js'
import { booleans, isPlain, numbers } from './plain-arrays.js'
import { take } from './take.js'
import { bufferOf, copy, isShared, lengthOf, offsetOf, tag } from './typed-arrays.js'
import type { TypedArray } from './types.js'

const WORD = 8

/** What a call takes an array of arrays for: its rows as they were when it was looked at. */
class Rows {
  readonly whole: unknown[]
  readonly rows: readonly AnyArray[]
  readonly lengths: readonly number[]
  /** The words of eight bytes it takes: one per row, for where it is and how long, and behind these the rows. */
  readonly length: number

  constructor(whole: unknown[], rows: readonly AnyArray[], lengths: readonly number[], length: number) {
    this.whole = whole
    this.rows = rows
    this.lengths = lengths
    this.length = length
  }
}

/**
 * Looks at an ordinary array whose rows all pass `test` (give `wanted`) and have elements of so many bytes; `undefined`
 * for everything else.
 */
export function rowsOf(
  value: unknown,
  bytes: number,
  test: (row: unknown) => unknown,
  wanted: unknown = true,
): Rows | undefined {
  if (!isPlain(value)) return
  const rows: AnyArray[] = []
  const lengths: number[] = []
  let words = 0
  for (let i = 0; i < value.length; i++) {
    const row = value[i] as AnyArray
    if (test(row) !== wanted) return
    if (wanted !== true && isShared(bufferOf(row as TypedArray))) return
    const length = wanted === true ? row.length : lengthOf(row as TypedArray)
    rows.push(row)
    lengths.push(length)
    words += 1 + Math.ceil((length * bytes) / WORD)
  }
  return new Rows(value, rows, lengths, words)
}

/** How rows of one kind get into memory and back: each at a position in elements of theirs. */
interface RowCopier {
  readonly heap: string
  readonly enter: (view: TypedArray, row: AnyArray, at: number) => boolean
  readonly leave: (row: AnyArray, view: TypedArray, at: number) => void
}

function nested(rowKind: string | PlainKind, { heap: kind, enter, leave }: RowCopier): PlainKind {
  /** Visits the rows with the places they have in memory, as long as `step` says so. */
  const each = (
    array: unknown,
    at: number,
    step: (view: TypedArray, i: number, byte: number, place: number) => boolean,
  ): boolean => {
    const { rows, lengths } = array as Rows
    const view = heap(kind)
    let byte = (at + rows.length) * WORD
    for (let i = 0; i < rows.length; i++) {
      if (!step(view, i, byte, byte / view.BYTES_PER_ELEMENT)) return false
      byte += Math.ceil(((lengths[i] as number) * view.BYTES_PER_ELEMENT) / WORD) * WORD
    }
    return true
  }
  return {
    heap: 'Float64Array',
    enter(_, array, at) {
      const { rows, lengths } = array as unknown as Rows
      const table = heap('Int32Array')
      return each(array, at, (view, i, byte, place) => {
        const row = rows[i] as AnyArray
        const length = lengths[i] as number
        table[2 * (at + i)] = byte
        table[2 * (at + i) + 1] = length
        // An element may be a getter, which may do anything.
        return enter(view, row, place) && row.length === length
      })
    },
    leave(array, _, at) {
      const { rows } = array as unknown as Rows
      each(array, at, (view, i, _byte, place) => {
        leave(rows[i] as AnyArray, view, place)
        return true
      })
    },
    make(_, at, length, left) {
      const table = heap('Int32Array')
      const rows: unknown[] = []
      for (let i = at; i < at + length; i++)
        rows.push(take(left as Left, table[2 * i] as number, table[2 * i + 1] as number, rowKind))
      return rows
    },
  }
}

/** Rows that are ordinary arrays of numbers, and of booleans. */
export const numberRows: PlainKind = /* @__PURE__ */ nested(numbers, numbers as RowCopier)
export const booleanRows: PlainKind = /* @__PURE__ */ nested(booleans, booleans as RowCopier)

/** Rows that are typed arrays, by the name of their constructor. */
export function typedRows(name: string): PlainKind {
  return nested(name, {
    heap: name,
    enter(view, row, at) {
      // A detached array is empty too, and `set` would throw on it.
      if (lengthOf(row as TypedArray) > 0) copy(view, row as TypedArray, at)
      return true
    },
    leave(row, view, at) {
      const length = lengthOf(row as TypedArray)
      if (length > 0) copy(row as TypedArray, view.subarray(at, at + length), 0)
    },
  })
}

/** Views over one buffer that are compared with each other; with more of them the call runs as JavaScript. */
const MOST_VIEWS = 64

/**
 * Whether nothing that a call writes shares an element with anything else it is given, as every row has a copy of its
 * own in memory.
 */
export function apart(written: readonly (AnyArray | Rows)[], read: readonly (AnyArray | Rows)[]): boolean {
  const taken = new Map<object, (readonly [from: number, to: number])[]>()
  const isFree = (array: AnyArray, isWritten: boolean): boolean => {
    const isTyped = ArrayBuffer.isView(array)
    const owner = isTyped ? bufferOf(array) : array
    const from = isTyped ? offsetOf(array) : 0
    const to = isTyped ? from + lengthOf(array) * heapOf(tag(array) as string).size : 1
    const others = taken.get(owner) ?? []
    if (others.length > MOST_VIEWS || others.some(other => from < other[1] && other[0] < to)) return false
    if (isWritten) taken.set(owner, [...others, [from, to]])
    return true
  }
  const all = (arrays: readonly (AnyArray | Rows)[], isWritten: boolean) =>
    arrays.every(array =>
      array instanceof Rows ? array.rows.every(row => isFree(row, isWritten)) : isFree(array, isWritten),
    )
  return all(written, true) && all(read, false)
}

/** The array of arrays a call was given, where it gives that back. */
export function wholeOf(result: unknown): unknown {
  return result instanceof Rows ? result.whole : result
}
