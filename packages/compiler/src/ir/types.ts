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

/**
 * Everything with elements: typed arrays, and ordinary arrays whose elements all are numbers or all are booleans. The
 * latter are copied into memory as doubles or bytes; a store beyond their end would make them grow. A string is its
 * UTF-16 code units and is never written. An array of arrays is a table of where its rows are and how long each one is.
 * A DataView is its bytes, which only a `RawAccess` reads and writes.
 */
export type ArrayKind = TypedArrayName | PlainArray | 'string' | NestedArray | 'DataView'
export type PlainArray = 'number[]' | 'boolean[]'

/** What an array of arrays may have as rows. All rows of one are of one kind. */
export type RowKind = TypedArrayName | PlainArray
export type NestedArray = `${RowKind}[]`

/**
 * What JavaScript itself would call the type of a value, typed arrays by name. A `char` is a string of one code unit, a
 * `point` one of one code point, as the iterator of strings gives them.
 */
export type JsType = 'number' | 'boolean' | 'bigint' | 'undefined' | 'char' | 'point' | ArrayKind

/** A type after lowering: known from an annotation, or `dyn` until `inferTypes` resolves it. */
export type TypeVar = JsType | 'dyn'

/**
 * A type after inference: how a value is represented in Wasm. A JavaScript number is `i32`, `u32`, `i64` or `f32`
 * only where a range or a demand proves that exact, else `f64`. A bigint is `i64` or `u64`. A `pointer` is a byte address
 * that the optimiser made: a local array read as one, or such a pointer plus a converted `i32`. A `v128` is several
 * values side by side, which it made too.
 */
export type NumberType = 'i32' | 'u32' | 'i64' | 'u64' | 'f32' | 'f64'
export type ValueType = NumberType | 'bool' | 'void' | 'pointer' | 'v128' | ArrayKind

/** One element of an array: its size in bytes and the type a load gives. */
export interface ElementInfo {
  readonly bytes: 1 | 2 | 4 | 8
  /** Of an array of arrays, whose elements no load gives: the address of a row and its length, in one. */
  readonly loads: NumberType | 'bool'
  readonly jsType: 'number' | 'bigint' | 'boolean' | 'char' | RowKind
}

const typedElements: Readonly<Record<TypedArrayName, ElementInfo & { readonly loads: NumberType }>> = {
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

const plainElements: Readonly<Record<PlainArray, ElementInfo>> = {
  'number[]': { bytes: 8, loads: 'f64', jsType: 'number' },
  'boolean[]': { bytes: 1, loads: 'bool', jsType: 'boolean' },
}

export const typedArrayNames = Object.keys(typedElements) as readonly TypedArrayName[]

const rowKinds: readonly RowKind[] = [...typedArrayNames, 'number[]', 'boolean[]']

const nestedElements = Object.fromEntries(
  rowKinds.map(kind => [`${kind}[]`, { bytes: 8, loads: 'i64', jsType: kind }]),
) as Readonly<Record<NestedArray, ElementInfo & { readonly jsType: RowKind }>>

export const elements: Readonly<Record<ArrayKind, ElementInfo>> = {
  ...typedElements,
  ...plainElements,
  string: { bytes: 2, loads: 'i32', jsType: 'char' },
  ...nestedElements,
  DataView: { bytes: 1, loads: 'i32', jsType: 'number' },
}

/** What stands at a byte of a DataView: an element as such an array keeps it, the bytes in this order. */
export interface RawAccess {
  readonly element: TypedArrayName
  readonly order: 'little' | 'big'
}

/** The kind of array whose elements a load or store of `array` is about. */
export function accessedKind({ raw }: { readonly raw?: RawAccess }, array: ArrayKind): ArrayKind {
  return raw?.element ?? array
}

/** Whether an access suits the array: of a DataView it says what stands there, of arrays of bytes it may. */
export function suits({ raw }: { readonly raw?: RawAccess }, array: ArrayKind): boolean {
  if (array === 'DataView') return raw !== undefined
  return raw === undefined || array === 'Uint8Array' || array === 'Uint8ClampedArray'
}

/** Whether a type is that of a typed array, which also is the name of its constructor. */
export function isTypedArray(type: string): type is TypedArrayName {
  return Object.hasOwn(typedElements, type)
}

/** Whether a type is that of an ordinary array. */
export function isPlainArray(type: string): type is PlainArray {
  return Object.hasOwn(plainElements, type)
}

/** Whether a type is that of an array of arrays. */
export function isNestedArray(type: string): type is NestedArray {
  return Object.hasOwn(nestedElements, type)
}

/** An ordinary array, whatever its elements are. */
export type ListKind = PlainArray | NestedArray

/** Whether a type is that of an ordinary array, of arrays too: one made here can get another length. */
export function isList(type: string): type is ListKind {
  return isPlainArray(type) || isNestedArray(type)
}

/** What the rows of an array of arrays are. */
export function rowKind(array: NestedArray): RowKind {
  return nestedElements[array].jsType
}

/** The array of arrays with these rows, `null` where there is none. */
export function nestedArray(row: string): NestedArray | null {
  const kind = `${row}[]`
  return isNestedArray(kind) ? kind : null
}

/** Whether a type is that of anything with elements. */
export function isArray(type: string): type is ArrayKind {
  return Object.hasOwn(elements, type)
}
