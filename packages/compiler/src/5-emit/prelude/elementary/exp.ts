import type { Formula } from './shape.js'

/** e^r - 1 - r for |r| up to ln(2) / 2: r^2 times a minimax polynomial, whose error is below 2^-56. */
export const expTail: Formula = {
  name: 'exp_tail',
  text: `
@inline
function exp_tail_V(r: V): V {
  const z = mul_V(r, r)
  const w = mul_V(z, z)
  const a = madd_V(z, madd_V(r, K(0.008333333333330051), K(0.04166666666662399)), madd_V(r, K(0.16666666666666669), K(0.5)))
  const b = madd_V(z, madd_V(r, K(2.7557268378684192e-6), K(2.480152119021773e-5)), madd_V(r, K(1.9841269863105968e-4), K(0.0013888888917281794)))
  const c = madd_V(r, K(2.5100424157005067e-8), K(2.7620138719736994e-7))
  return mul_V(z, madd_V(w, madd_V(w, c, b), a))
}`,
}

const nearestPower: Formula = {
  name: 'exp_nearest',
  text: `
// In the low bits, 1023 and the integer nearest to x / ln(2).
@inline
function exp_nearest_V(x: V): V {
  return madd_V(x, K(1.4426950408889634), K(6755399441056767.0))
}`,
}

const fraction: Formula = {
  name: 'exp_fraction',
  parts: [expTail],
  text: `
// ln(2) is taken off k times in two parts, of which the first is short, so that k times it is exact.
@inline
function exp_fraction_V(x: V, k: V): V {
  const r = sub_V(sub_V(x, mul_V(k, K(0.6931471803691238))), mul_V(k, K(1.9082149292705877e-10)))
  return add_V(K(1.0), add_V(r, exp_tail_V(r)))
}`,
}

const outside: Formula = {
  name: 'exp_outside',
  parts: [nearestPower, fraction],
  text: `
// Where 2^k alone is no number, it is multiplied by in two steps.
function exp_outside_V(x: V): V {
  const near = max_V(min_V(x, K(710.0)), K(-746.0))
  const k = sub_V(exp_nearest_V(near), K(6755399441056767.0))
  const first = max_V(min_V(k, K(1023.0)), K(-1022.0))
  const powers = power_V(add_V(first, K(6755399441056767.0)))
  return mul_V(mul_V(exp_fraction_V(near, k), powers), power_V(add_V(sub_V(k, first), K(6755399441056767.0))))
}`,
}

/**
 * e^x = 2^k * e^r, where k is the integer nearest to x / ln(2), and e^r = 1 + r + r^2 * p(r): the common scheme of W. J. Cody
 * and W. Waite (Software Manual for the Elementary Functions, 1980). Error: below 1.1 ulp.
 */
export const exp: Formula = {
  name: 'exp',
  parts: [nearestPower, fraction, outside],
  text: `
function exp_V(x: V): V {
  if (!all_V(le_V(abs_V(x), K(708.0)))) return exp_outside_V(x)
  const t = exp_nearest_V(x)
  return mul_V(exp_fraction_V(x, sub_V(t, K(6755399441056767.0))), power_V(t))
}`,
}
