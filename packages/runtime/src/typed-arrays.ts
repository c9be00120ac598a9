import { host } from './host.js'
import type { TypedArray } from './types.js'

/**
 * The engine's own accessors: an object cannot lie to them, and they work on arrays of other realms.
 *
 * They are constants of a function because bundlers turn those of a module into variables, through which no engine
 * inlines.
 */
function accessors() {
  const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Float64Array
  const getter = (key: string | symbol, holder: object = prototype) =>
    Object.getOwnPropertyDescriptor(holder, key)?.get as (this: unknown) => unknown
  const tagOf = getter(Symbol.toStringTag) as (this: unknown) => string | undefined
  const length = getter('length') as (this: TypedArray) => number
  const buffer = getter('buffer') as (this: TypedArray) => ArrayBufferLike
  const offset = getter('byteOffset') as (this: TypedArray) => number
  const byteLength = getter('byteLength', ArrayBuffer.prototype) as (this: ArrayBufferLike) => number
  const { set } = prototype
  /** Whether other threads can see memory of this one at all. In a page that is not isolated they cannot. */
  const canShare = host.crossOriginIsolated !== false || host.SharedArrayBuffer !== undefined

  /** The name of a typed array whose `length` is the engine's own; `undefined` for everything else, proxies included. */
  function tag(value: unknown): string | undefined {
    const name = tagOf.call(value)
    return name && (value as TypedArray).length === length.call(value as TypedArray) ? name : undefined
  }

  return {
    tag,
    /** Number of elements; 0 when detached. */
    lengthOf(array: TypedArray): number {
      return length.call(array)
    },
    bufferOf(array: TypedArray): ArrayBufferLike {
      return buffer.call(array)
    },
    /** Offset of the first byte in the buffer; 0 when detached. */
    offsetOf(array: TypedArray): number {
      return offset.call(array)
    },
    /** Copies all of `from` into `to` from element `at` on. Both are of one kind, so that every bit stays. */
    copy(to: TypedArray, from: TypedArray, at: number): void {
      set.call(to as Float64Array, from as Float64Array, at)
    },
    /** Whether other threads may see the buffer. `instanceof` costs more, and misses other realms. */
    isShared(array: ArrayBufferLike): boolean {
      try {
        return byteLength.call(array) < 0
      } catch {
        return true
      }
    },
    canShare,
  }
}

export const { tag, lengthOf, bufferOf, offsetOf, copy, isShared, canShare } = /* @__PURE__ */ accessors()

// Bundlers drop what an app has no use for, which takes calls without effects.
const keys = /* @__PURE__ */ method('keys') as (this: TypedArray) => unknown
const subarray = /* @__PURE__ */ method('subarray') as (
  this: TypedArray,
  begin?: number,
  end?: number,
) => TypedArray

function method(key: 'keys' | 'subarray'): unknown {
  return (Object.getPrototypeOf(Uint8Array.prototype) as Float64Array)[key]
}

/** The tag of arrays of the very class of that name in this realm, whose methods are the engine's and do not throw. */
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
    return lengthOf(array) > 0 || !!keys.call(array)
  } catch {
    return false
  }
}

/** The engine's own `subarray`. */
export function subarrayOf(array: TypedArray, begin?: number, end?: number): TypedArray {
  return subarray.call(array, begin, end)
}
