import type { PlainKind } from './kernel.js'

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
