/** The arrays that kernels of the suite take. */
export type TypedArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Uint8ClampedArray

export interface TypedArrayKind<Array extends TypedArray = TypedArray> {
  readonly name: string
  readonly BYTES_PER_ELEMENT: number
  new (length: number): Array
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Array
}

export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

/** Its constructor. */
export function kindOf(array: TypedArray): TypedArrayKind {
  return array.constructor as TypedArrayKind
}
