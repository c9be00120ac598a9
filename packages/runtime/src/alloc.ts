import { host } from './host.js'
import { forget } from './last-arrays.js'
import { realm } from './realm.js'
import { bury, lend } from './resident-array.js'
import { copy, lengthOf, tag } from './typed-arrays.js'
import type { TypedArray } from './types.js'
import { giveBlock, takeBlock, zoneOf } from './zone.js'

/** A class of typed arrays. */
export interface TypedArrayKind<T> {
  new (length: number): T
  readonly BYTES_PER_ELEMENT: number
}

/**
 * Makes a typed array of zeros that lives in WebAssembly memory, so that no call of a compiled function copies it. It is
 * an ordinary array of its class and never detaches. Its memory is used again once neither it nor a `subarray` of it can
 * be reached, or after `free`. Its `buffer` is the whole memory; who asks for it keeps the array until `free`,
 * and `postMessage` and `structuredClone` would take all of it along: give them `xs.slice()`.
 *
 * Where there is no room, or no WebAssembly, the array is an ordinary one, with one warning.
 */
export function alloc<T extends TypedArray>(kind: TypedArrayKind<T>, length: number): T {
  if (!(kind?.BYTES_PER_ELEMENT > 0)) {
    throw new TypeError(`alloc takes a class of typed arrays, as in alloc(Float64Array, 100), not ${kind}`)
  }
  if (!(Number.isInteger(length) && length >= 0)) {
    throw new RangeError(`alloc takes a number of elements, 0 or more, not ${length}`)
  }
  const block = takeBlock(length * kind.BYTES_PER_ELEMENT)
  if (block) return lend(kind, length, block)
  const { warned } = realm()
  const what = `\`alloc(${kind.name}, ${length})\` makes an ordinary array, which calls copy`
  if (!warned.has('alloc')) host.console.warn(`hotpath: ${what}: no room in WebAssembly memory.`)
  warned.add('alloc')
  return new kind(length)
}

/** The same with the elements of another typed array. */
export function allocFrom<T extends TypedArray>(array: T): T {
  const name = tag(array)
  if (name === undefined) {
    throw new TypeError('allocFrom takes a typed array; make one first, as in Float64Array.from(values)')
  }
  const kind = (host as unknown as Readonly<Record<string, TypedArrayKind<T>>>)[name] as TypedArrayKind<T>
  const made = alloc(kind, lengthOf(array))
  copy(made, array, 0)
  return made
}

/**
 * Gives the memory of an array made by `alloc` back at once. From then on its `length`, that of its subarrays, and every
 * call of a compiled function that takes one of them throw. An element read without asking for the length is whatever
 * stands there by then.
 */
export function free(array: TypedArray): void {
  const shared = realm()
  const lease = zoneOf(shared).leases.get(array)
  if (!lease) throw new TypeError('free takes the very array that alloc made: not a subarray, not another')
  if (lease.state === 'ended') throw new TypeError('free: this array has been freed before')
  lease.state = 'ended'
  forget(shared)
  bury(array)
  giveBlock(lease)
}
