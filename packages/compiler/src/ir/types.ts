/** The typed arrays JavaScript has, by constructor name. */
export type TypedArrayName =
  | 'Int8Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray'
  | 'Int16Array'
  | 'Uint16Array'
  | 'Int32Array'
  | 'Uint32Array'
  | 'Float32Array'
  | 'Float64Array'
  | 'BigInt64Array'
  | 'BigUint64Array'

/** What JavaScript itself would call the type of a value, typed arrays by name. */
export type JsType = 'number' | 'boolean' | 'bigint' | 'undefined' | TypedArrayName

/** A type after lowering: known from an annotation, or `dyn` until `inferTypes` resolves it. */
export type TypeVar = JsType | 'dyn'

/**
 * A type after inference: how a value is represented in Wasm. A JavaScript number is `i32`, `u32`, `i64` or `f32`
 * only where a range or a demand proves that exact, else `f64`. A bigint is `i64` or `u64`. A `pointer` is a byte address
 * that the optimiser made: a local array read as one, or such a pointer plus a converted `i32`.
 */
export type NumberType = 'i32' | 'u32' | 'i64' | 'u64' | 'f32' | 'f64'
export type ValueType = NumberType | 'bool' | 'void' | 'pointer' | TypedArrayName

/** One element of a typed array: its size in bytes and the type a load gives. */
export interface ElementInfo {
  readonly bytes: 1 | 2 | 4 | 8
  readonly loads: NumberType
  readonly jsType: 'number' | 'bigint'
}

export const elements: Readonly<Record<TypedArrayName, ElementInfo>> = {
  Int8Array: { bytes: 1, loads: 'i32', jsType: 'number' },
  Uint8Array: { bytes: 1, loads: 'i32', jsType: 'number' },
  Uint8ClampedArray: { bytes: 1, loads: 'i32', jsType: 'number' },
  Int16Array: { bytes: 2, loads: 'i32', jsType: 'number' },
  Uint16Array: { bytes: 2, loads: 'i32', jsType: 'number' },
  Int32Array: { bytes: 4, loads: 'i32', jsType: 'number' },
  Uint32Array: { bytes: 4, loads: 'u32', jsType: 'number' },
  Float32Array: { bytes: 4, loads: 'f32', jsType: 'number' },
  Float64Array: { bytes: 8, loads: 'f64', jsType: 'number' },
  BigInt64Array: { bytes: 8, loads: 'i64', jsType: 'bigint' },
  BigUint64Array: { bytes: 8, loads: 'u64', jsType: 'bigint' },
}

export const typedArrayNames = Object.keys(elements) as readonly TypedArrayName[]

/** Whether a type names a typed array. */
export function isTypedArray(type: string): type is TypedArrayName {
  return Object.hasOwn(elements, type)
}
