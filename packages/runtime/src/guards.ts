/** Whether a value is a number that i32 represents: an integer in range, and not -0. */
export function isI32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && (value !== 0 || 1 / value > 0)
}

/** Whether a value is a number that u32 represents. */
export function isU32(value: unknown): value is number {
  return typeof value === 'number' && Object.is(value >>> 0, value)
}

/** Whether a value is a number that f32 represents, NaN and -0 included. */
export function isF32(value: unknown): value is number {
  return typeof value === 'number' && Object.is(Math.fround(value), value)
}

/** Whether a value is a bigint that i64 represents. */
export function isI64(value: unknown): value is bigint {
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value
}

/** Whether a value is a bigint that u64 represents. */
export function isU64(value: unknown): value is bigint {
  return typeof value === 'bigint' && BigInt.asUintN(64, value) === value
}
