import { host } from './host.js'
import type { TypedArray } from './types.js'

// The engine's own accessors: an object cannot lie to them, and they work on arrays of other realms.
// Bundlers drop those an app has no use for, which takes calls without effects.
const prototype = /* @__PURE__ */ Object.getPrototypeOf(Uint8Array.prototype) as Float64Array
const tagGetter = /* @__PURE__ */ getter(prototype, Symbol.toStringTag) as (
  this: unknown,
) => string | undefined
const lengthGetter = /* @__PURE__ */ getter(prototype, 'length') as (this: TypedArray) => number
const bufferGetter = /* @__PURE__ */ getter(prototype, 'buffer') as (this: TypedArray) => ArrayBufferLike
const offsetGetter = /* @__PURE__ */ getter(prototype, 'byteOffset') as (this: TypedArray) => number
const byteLengthGetter = /* @__PURE__ */ getter(ArrayBuffer.prototype, 'byteLength') as (
  this: ArrayBufferLike,
) => number
const iterate = /* @__PURE__ */ method('keys') as (this: TypedArray) => unknown
const setter = /* @__PURE__ */ method('set') as (this: TypedArray, from: TypedArray, at: number) => void
const subarray = /* @__PURE__ */ method('subarray') as (
  this: TypedArray,
  begin?: number,
  end?: number,
) => TypedArray

function getter(holder: object, key: string | symbol): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.get
}

function method(key: 'keys' | 'set' | 'subarray'): unknown {
  return prototype[key]
}

/** The name of a typed array whose `length` is the engine's own; `undefined` for everything else, proxies included. */
export function tag(value: unknown): string | undefined {
  const name = tagGetter.call(value)
  return name && (value as TypedArray).length === lengthOf(value as TypedArray) ? name : undefined
}

/** The same for arrays of the very class of that name in this realm, whose methods are the engine's and do not throw. */
export function ownTag(value: unknown): string | undefined {
  const name = tag(value)
  const kind = name && (host as unknown as Readonly<Record<string, Float64ArrayConstructor>>)[name]
  return kind && Object.getPrototypeOf(value) === kind.prototype && isWhole(value as TypedArray)
    ? name
    : undefined
}

/** Whether the buffer still has all of the array: every method throws where it was detached or shrunk. */
function isWhole(array: TypedArray): boolean {
  try {
    return lengthOf(array) > 0 || !!iterate.call(array)
  } catch {
    return false
  }
}

/** The engine's own `subarray`. */
export function subarrayOf(array: TypedArray, begin?: number, end?: number): TypedArray {
  return subarray.call(array, begin, end)
}

/** Number of elements; 0 when detached. */
export function lengthOf(array: TypedArray): number {
  return lengthGetter.call(array)
}

export function bufferOf(array: TypedArray): ArrayBufferLike {
  return bufferGetter.call(array)
}

/** Offset of the first byte in the buffer; 0 when detached. */
export function offsetOf(array: TypedArray): number {
  return offsetGetter.call(array)
}

/** Copies all of `from` into `to` from element `at` on. Both are of one kind, so that every bit stays. */
export function copy(to: TypedArray, from: TypedArray, at: number): void {
  setter.call(to, from, at)
}

/** Whether other threads may see the buffer. `instanceof` costs more, and misses other realms. */
export function isShared(buffer: ArrayBufferLike): boolean {
  try {
    return byteLengthGetter.call(buffer) < 0
  } catch {
    return true
  }
}
