import { host } from './host.js'
import { isNative } from './is-native.js'
import { realm } from './realm.js'
import { bufferOf, offsetOf } from './typed-arrays.js'
import type { TypedArray } from './types.js'

export const { iterator, isConcatSpreadable: spreadable } = Symbol

type Key = string | symbol
type Members = Readonly<Record<Key, unknown>>

/** What arrays of a class have by name, as it was when it was noted; where it was not the engine's own, nothing equals it. */
interface NotedMembers extends Members {
  readonly of: Members
}

/** Notes what arrays of a class have under these names; `undefined` where this realm has no such class. */
export function noteMembers(owner: string, keys: readonly Key[]): NotedMembers | undefined {
  const of = (host as unknown as Readonly<Record<string, { readonly prototype?: Members }>>)[owner]?.prototype
  if (!of) return
  const noted: Record<Key, unknown> & { of: Members } = { of }
  for (const key of keys) {
    const value = of[key]
    noted[key] = isEngines(value, key, owner) ? value : Number.NaN
  }
  return noted
}

function isEngines(value: unknown, key: Key, owner: string): boolean {
  if (key === spreadable) return value === undefined
  if (key === iterator) return isNative(value, 'values')
  return isNative(value, key === 'constructor' ? owner : String(key))
}

/** What iterators of arrays have by name, noted likewise. They are constants of a function so that engines inline them. */
function iterators() {
  const of = Object.getPrototypeOf(([] as unknown[])[Symbol.iterator]()) as Members
  const [next, itself] = [of.next, of[iterator]]
  const isEngines = isNative(next, 'next') && isNative(itself, '[Symbol.iterator]')

  /** Whether iterators of arrays still do what the engine's do: give one element after the other, and nothing at an early end. */
  return (): boolean => isEngines && of.next === next && of[iterator] === itself && of.return === undefined
}

export const iterates = /* @__PURE__ */ iterators()

/** Whether a class has its methods make arrays of the very class. */
export function isSpecies(owner: unknown): boolean {
  return (owner as Members)[Symbol.species] === owner
}

/** Whether a `subarray` is the one that was noted, or what arrays of `alloc` have. */
export function isSubarray(subarray: unknown, noted: unknown): boolean {
  return subarray === noted || (subarray !== undefined && subarray === realm().zone?.members?.subarray?.value)
}

const byteLength = /* @__PURE__ */ byteLengthGetter()

function byteLengthGetter(): (this: TypedArray) => number {
  const prototype = Object.getPrototypeOf(Uint8Array.prototype) as object
  return Object.getOwnPropertyDescriptor(prototype, 'byteLength')?.get as (this: TypedArray) => number
}

/** Whether a typed array says of its buffer, and of where it lies in there, what is so. */
export function hasLayout(array: TypedArray): boolean {
  const own = Object.getOwnPropertyDescriptor(array, 'buffer')
  // Where it is asked for, arrays of `alloc` note that.
  const isBuffer = own
    ? own.get !== undefined && own.get === realm().zone?.members?.buffer?.get
    : array.buffer === bufferOf(array)
  return isBuffer && array.byteOffset === offsetOf(array) && array.byteLength === byteLength.call(array)
}
