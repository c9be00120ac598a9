import { wholeToInt32 } from './numbers.js'
import type { Helper } from './prelude.js'

const longRemainder: Helper = {
  name: 'long_rem',
  text: `
// x % y as long division: both are integers times powers of two, and each step takes eleven binary digits of the
// quotient, as many as fit into 64 bits beside a 53-bit remainder.
function long_rem(x: f64, y: f64): f64 {
  const a = f64.abs(x)
  const b = f64.abs(y)
  if (!(a < Infinity && b > 0.0)) return NaN
  if (a < b) return x
  const a_bits = reinterpret<u64>(a)
  const b_bits = reinterpret<u64>(b)
  const a_exponent = max<i32>(i32(a_bits >> 52), 1)
  const b_exponent = max<i32>(i32(b_bits >> 52), 1)
  const divisor = significand_of(b_bits)
  let rest = significand_of(a_bits)
  let digits = a_exponent - b_exponent
  do {
    const step = min<i32>(digits, 11)
    rest = (rest << step) % divisor
    digits -= step
  } while (digits > 0 && rest != 0)
  return f64.copysign(f64(rest) * power_of_two(b_exponent - 1075), x)
}

@inline
function significand_of(bits: u64): u64 {
  const fraction = bits & 0xfffffffffffff
  return bits >> 52 ? fraction | 0x10000000000000 : fraction
}

@inline
function power_of_two(exponent: i32): f64 {
  return reinterpret<f64>(exponent < -1022 ? u64(1) << (exponent + 1074) : u64(exponent + 1023) << 52)
}`,
}

/** JavaScript's `%` on doubles: exact, with the sign of the left side even on zero. */
export const remainder: Helper = {
  name: 'rem',
  needs: [longRemainder, wholeToInt32],
  text: `
// Whole numbers of 32 bits take the integer remainder, which is as exact.
function rem(x: f64, y: f64): f64 {
  const a = f64.abs(x)
  const b = f64.abs(y)
  if (a < b) return x
  const i = whole_to_i32(a)
  const j = whole_to_i32(b)
  return j > 0 && f64(i) == a && f64(j) == b ? f64.copysign(f64(i % j), x) : long_rem(x, y)
}`,
}

/**
 * `x % power`, the power of two being at least 1: cutting the fraction off `x / power` is exact, and so is taking away
 * what is left. Below the normal numbers the quotient is not exact but small, so its whole part is 0 all the same.
 */
export const powerRemainder: Helper = {
  name: 'rem_power',
  text: `
@inline
function rem_power(x: f64, power: f64, inverse: f64): f64 {
  return f64.copysign(x - f64.trunc(x * inverse) * power, x)
}`,
}
