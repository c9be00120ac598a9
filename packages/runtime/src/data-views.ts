const getPrototypeOf = Object.getPrototypeOf

// The engine's own accessors, which throw on everything else and where the buffer is gone.
const bufferGetter = /* @__PURE__ */ getter('buffer') as (this: DataView) => ArrayBuffer
const offsetGetter = /* @__PURE__ */ getter('byteOffset') as (this: DataView) => number
const lengthGetter = /* @__PURE__ */ getter('byteLength') as (this: DataView) => number

function getter(key: 'buffer' | 'byteLength' | 'byteOffset'): unknown {
  return Object.getOwnPropertyDescriptor(DataView.prototype, key)?.get
}

/** Whether a value is a DataView of this realm's own class, whose methods are the engine's, on a buffer that is there. */
export function isView(value: unknown): value is DataView {
  if (typeof value !== 'object' || value === null || getPrototypeOf(value) !== DataView.prototype)
    return false
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
