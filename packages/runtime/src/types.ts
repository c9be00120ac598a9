/** A `number` that is an integer from -2^31 to 2^31 - 1: checked at entry, anything else runs as JavaScript. */
export type i32 = number
/** A `number` that is an integer from 0 to 2^32 - 1: checked at entry, anything else runs as JavaScript. */
export type u32 = number
/** A `bigint` from -2^63 to 2^63 - 1: checked at entry, anything else runs as JavaScript. */
export type i64 = bigint
/** A `bigint` from 0 to 2^64 - 1: checked at entry, anything else runs as JavaScript. */
export type u64 = bigint
/** A `number` that single precision holds exactly: checked at entry, anything else runs as JavaScript. */
export type f32 = number
/** Any `number`. */
export type f64 = number
/** A `boolean`. */
export type bool = boolean

export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array

// biome-ignore lint/complexity/noBannedTypes: the registry and `inspect` take functions of every kind.
export type AnyFunction = Function
