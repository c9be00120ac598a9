import type { TypedArray } from './types.js'

/** How an ordinary array of one kind of element gets into Wasm memory and back. */
export interface PlainKind {
  /** The constructor whose view of the memory holds the elements. */
  readonly heap: string
  /** Copies the elements to `view[at…]`; `false` at the first that is missing or of another kind. */
  readonly enter: (view: TypedArray, array: unknown[], at: number) => boolean
  /** Copies them back. Those that have not changed are not written. */
  readonly leave: (array: unknown[], view: TypedArray, at: number) => void
  /** Makes a new array of `length` elements; `take` gives the array that a kernel left somewhere. */
  readonly make: (view: TypedArray, at: number, length: number, take?: Take) => unknown[]
}

/** Gives the array of this kind at a byte of the memory: the same one where it is asked for again. */
export type Take = (pointer: number, length: number, kind: string | PlainKind) => unknown

const getPrototypeOf = Object.getPrototypeOf
const isExtensible = Object.isExtensible

/**
 * Whether a value is an ordinary array of this realm that takes writes. Its class is `Array` itself, so that what it lacks
 * (`xs[xs.length]`) is `undefined`.
 */
export function isPlain(value: unknown): value is unknown[] {
  return Array.isArray(value) && getPrototypeOf(value) === Array.prototype && isExtensible(value)
}

export const numbers: PlainKind = {
  heap: 'Float64Array',
  enter(view, array, at) {
    for (let i = 0; i < array.length; i++) {
      const value = array[i]
      if (typeof value !== 'number') return false
      view[at + i] = value
    }
    return true
  },
  leave(array, view, at) {
    for (let i = 0; i < array.length; i++) {
      const value = view[at + i] as number
      // Two zeros are equal and still differ.
      if (array[i] !== value || value === 0) array[i] = value
    }
  },
  make(view, at, length) {
    const array: unknown[] = []
    for (let i = 0; i < length; i++) array.push(view[at + i])
    return array
  },
}

export const booleans: PlainKind = {
  heap: 'Uint8Array',
  enter(view, array, at) {
    for (let i = 0; i < array.length; i++) {
      const value = array[i]
      if (typeof value !== 'boolean') return false
      view[at + i] = value ? 1 : 0
    }
    return true
  },
  leave(array, view, at) {
    for (let i = 0; i < array.length; i++) {
      const value = view[at + i] === 1
      if (array[i] !== value) array[i] = value
    }
  },
  make(view, at, length) {
    const array: unknown[] = []
    for (let i = 0; i < length; i++) array.push(view[at + i] === 1)
    return array
  },
}

/** A string is its code units; no kernel writes one. */
export const strings: PlainKind = {
  heap: 'Uint16Array',
  enter(view, array, at) {
    const text = array as unknown as string
    for (let i = 0; i < text.length; i++) view[at + i] = text.charCodeAt(i)
    return true
  },
  leave() {},
  make(view, at, length) {
    let text = ''
    // A call takes so many arguments everywhere.
    for (let i = 0; i < length; i += 4096) {
      const part = view.subarray(at + i, at + Math.min(i + 4096, length)) as Uint16Array
      text += String.fromCharCode(...part)
    }
    return text as unknown as unknown[]
  },
}
