import type { Helper } from './prelude.js'

/** ECMAScript's conversion of a double to an integer modulo 2^64. */
export const wrapToInt64: Helper = {
  name: 'wrap_to_i64',
  text: `
@inline
function wrap_to_i64(x: f64): i64 {
  return f64.abs(x) < 9223372036854775808.0 ? i64(x) : wrap_huge_to_i64(x)
}

// Dividing by 2^64 and multiplying again only move the exponent. NaN and Infinity become NaN, and that 0.
@inline
function wrap_huge_to_i64(x: f64): i64 {
  return i64(u64(x - f64.floor(x * 5.421010862427522e-20) * 18446744073709551616.0))
}`,
}

/**
 * The low 32 bits of a whole double below 2^51 on either side: 1.5 * 2^52 pushes them to the low end of the significand.
 * V8 spends several branches on Wasm's own conversions, which must also serve NaN and whatever does not fit.
 */
export const wholeToInt32: Helper = {
  name: 'whole_to_i32',
  text: `
@inline
function whole_to_i32(x: f64): i32 {
  return i32(reinterpret<i64>(x + 6755399441055744.0))
}`,
}

/** ToInt32, the meaning of `x | 0`; read as u32 it is ToUint32. */
export const wrapToInt32: Helper = {
  name: 'wrap_to_i32',
  needs: [wholeToInt32],
  text: `
@inline
function wrap_to_i32(x: f64): i32 {
  return f64.abs(x) < 2251799813685248.0 ? whole_to_i32(f64.trunc(x)) : wrap_huge_to_i32(f64.trunc(x))
}

// Dividing by 2^32 and multiplying again only move the exponent. NaN and Infinity become NaN, and that 0.
@inline
function wrap_huge_to_i32(x: f64): i32 {
  return i32(u32(x - f64.floor(x * 2.3283064365386963e-10) * 4294967296.0))
}`,
}

/** ToInt32 of what is an int32 once it is cut, or NaN, whose low bits may be anything: they are masked without a branch. */
export const cutToInt32: Helper = {
  name: 'cut_to_i32',
  needs: [wholeToInt32],
  text: `
@inline
function cut_to_i32(x: f64): i32 {
  return whole_to_i32(f64.trunc(x)) & -i32(x == x)
}`,
}

/** ToUint8Clamp: NaN gives 0, and ties go to the even neighbour, as the addition in `whole_to_i32` rounds anyway. */
export const clampFloat: Helper = {
  name: 'clamp_f64',
  needs: [wholeToInt32],
  text: `
@inline
function clamp_f64(x: f64): i32 {
  return whole_to_i32(x > 0.0 ? (x < 255.0 ? x : 255.0) : 0.0)
}`,
}

/** The value of 0..255 nearest to an integer. */
export const clampInteger: Helper = {
  name: 'clamp_i32',
  text: `
@inline
function clamp_i32(x: i32): i32 {
  return min<i32>(max<i32>(x, 0), 255)
}`,
}

/** `Math.round`: halves go up, and -0 stays -0. `ceil` is exact, so nothing is rounded twice as in `floor(x + 0.5)`. */
export function round(type: 'f32' | 'f64'): Helper {
  return {
    name: `round_${type}`,
    text: `
@inline
function round_${type}(x: ${type}): ${type} {
  const up = ${type}.ceil(x)
  return up - 0.5 <= x ? up : up - 1.0
}`,
  }
}

/** `Math.sign`, which gives -0 and NaN back as they are. */
export function sign(type: 'i32' | 'i64' | 'f32' | 'f64'): Helper {
  const [one, zero] = type.startsWith('f') ? ['1.0', '0.0'] : ['1', '0']
  return {
    name: `sign_${type}`,
    text: `
@inline
function sign_${type}(x: ${type}): ${type} {
  return x > ${zero} ? ${one} : x < ${zero} ? -${one} : x
}`,
  }
}

/** Whether a double has no fraction; the subtraction turns infinities into NaN. */
export const isInteger: Helper = {
  name: 'is_integer',
  text: `
@inline
function is_integer(x: f64): bool {
  return x - f64.trunc(x) == 0.0
}`,
}

/** Whether a double is a whole number of at most 53 bits. */
export const isSafeInteger: Helper = {
  name: 'is_safe_integer',
  needs: [isInteger],
  text: `
@inline
function is_safe_integer(x: f64): bool {
  return is_integer(x) && f64.abs(x) <= 9007199254740991.0
}`,
}

/** ToInt32 of two doubles, each left in the low half of its 64 bits; huge ones and NaN are seldom, and go one by one. */
export const wrapLanes: Helper = {
  name: 'wrap_f64x2',
  needs: [wrapToInt32],
  text: `
@inline
function wrap_f64x2(x: v128): v128 {
  return i64x2.all_true(f64x2.lt(f64x2.abs(x), f64x2.splat(2251799813685248.0)))
    ? f64x2.add(f64x2.trunc(x), f64x2.splat(6755399441055744.0))
    : wrap_each_f64x2(x)
}

function wrap_each_f64x2(x: v128): v128 {
  const low = i64x2.splat(i64(wrap_to_i32(f64x2.extract_lane(x, 0))))
  return i64x2.replace_lane(low, 1, i64(wrap_to_i32(f64x2.extract_lane(x, 1))))
}`,
}
