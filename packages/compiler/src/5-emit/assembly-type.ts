import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'

/** The AssemblyScript type of a value; an array is its byte pointer (its length is a second variable). */
export function assemblyType(type: ValueType): string {
  return isArray(type) || type === 'pointer' ? 'usize' : type
}

/** What a variable of this type holds before its first assignment. */
export function zeroOf(type: ValueType): string {
  if (type === 'bool') return 'false'
  if (type === 'v128') return 'i64x2.splat(0)'
  return type === 'f32' || type === 'f64' ? '0.0' : '0'
}
