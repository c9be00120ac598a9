const { getPrototypeOf } = Object

// The engine's own accessors, which throw on everything else and where the buffer is gone.
const prototype = DataView.prototype
const bufferGetter = getter('buffer') as (this: DataView) => ArrayBuffer
const offsetGetter = getter('byteOffset') as (this: DataView) => number
const lengthGetter = getter('byteLength') as (this: DataView) => number

function getter(key: 'buffer' | 'byteLength' | 'byteOffset'): unknown {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get
}

/** Whether a value is a DataView of this realm's own class, whose methods are the engine's, on a buffer that is there. */
export function isView(value: unknown): value is DataView {
  if (typeof value !== 'object' || value === null || getPrototypeOf(value) !== prototype) return false
  try {
    return (value as DataView).byteLength === lengthGetter.call(value as DataView)
  } catch {
    return false
  }
}

/** The bytes of a DataView, as a kernel takes them. */
export function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(bufferGetter.call(view), offsetGetter.call(view), lengthGetter.call(view))
}
