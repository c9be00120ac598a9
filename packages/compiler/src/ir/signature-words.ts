import type { ArrayKind, RowKind } from './types.js'
import { nestedArray, typedArrayNames } from './types.js'

/** Short names of arrays in declared signatures. `number[]` is an ordinary array, `f64[]` a Float64Array. */
const arrays: Readonly<Record<string, RowKind>> = {
  'i8[]': 'Int8Array',
  'u8[]': 'Uint8Array',
  'i16[]': 'Int16Array',
  'u16[]': 'Uint16Array',
  'i32[]': 'Int32Array',
  'u32[]': 'Uint32Array',
  'f32[]': 'Float32Array',
  'f64[]': 'Float64Array',
  'i64[]': 'BigInt64Array',
  'u64[]': 'BigUint64Array',
}

const scalars = ['i32', 'u32', 'i64', 'u64', 'f32', 'f64', 'bool', 'number', 'boolean', 'bigint', 'string']

const rows: readonly string[] = [...typedArrayNames, ...Object.keys(arrays), 'number[]', 'boolean[]']

/** Every word a declared signature may name a type by; `void` besides, for a result. */
export const signatureWords: readonly string[] = [
  ...scalars,
  ...rows,
  // Arrays of arrays.
  ...rows.map(row => `${row}[]`),
  'DataView',
]

/** The full name of a type in a declared signature. */
export function fullName(word: string): string {
  const row = arrayName(word.replace(/\[\]$/, ''))
  return (row === null ? null : nestedArray(row)) ?? arrayName(word) ?? word
}

function arrayName(word: string): ArrayKind | null {
  return Object.hasOwn(arrays, word) ? (arrays[word] ?? null) : null
}
