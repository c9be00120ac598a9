import type { Formula } from './shape.js'

const normal: Formula = {
  name: 'log_normal',
  text: `
// ln(2^k * (1 + f)), |f| < 0.42: with s = f / (2 + f), it is k * ln(2) + 2 * s + s * p(s^2).
@inline
function log_normal_V(x: V, more: V): V {
  const k = add_V(exponent_V(x, 0x3fe6a09e00000000), more)
  const f = sub_V(significand_V(x, 0x3fe6a09e00000000), K(1.0))
  const s = div_V(f, add_V(f, K(2.0)))
  const z = mul_V(s, s)
  const w = mul_V(z, z)
  const b = madd_V(w, K(0.14617807153417325), madd_V(z, K(0.15331611722055008), K(0.1818289243253687)))
  const a = madd_V(z, K(0.22222211089379496), K(0.28571428626253836))
  const p = mul_V(z, madd_V(w, madd_V(w, b, a), madd_V(z, K(0.3999999999989889), K(0.6666666666666666))))
  const h = mul_V(mul_V(f, K(0.5)), f)
  const low = madd_V(s, add_V(h, p), mul_V(k, K(1.9082149292705877e-10)))
  return sub_V(mul_V(k, K(0.6931471803691238)), sub_V(sub_V(h, low), f))
}`,
}

const rare: Formula = {
  name: 'log_rare',
  parts: [normal],
  text: `
// Subnormal numbers are made normal first; the rest has no logarithm, or an infinite one.
function log_rare_V(x: V): V {
  const small = lt_V(x, K(2.2250738585072014e-308))
  const y = log_normal_V(choose_V(small, mul_V(x, K(18014398509481984.0)), x), choose_V(small, K(-54.0), K(0.0)))
  const other = choose_V(lt_V(x, K(0.0)), K(NaN), choose_V(eq_V(x, K(0.0)), K(-Infinity), x))
  return choose_V(both_V(lt_V(K(0.0), x), lt_V(x, K(Infinity))), y, other)
}`,
}

/** ln(x) as FDLIBM's e_log.c computes it (Sun Microsystems, 1993). Error: below 0.9 ulp. */
export const log: Formula = {
  name: 'log',
  parts: [normal, rare],
  text: `
function log_V(x: V): V {
  const fits = both_V(le_V(K(2.2250738585072014e-308), x), lt_V(x, K(Infinity)))
  return all_V(fits) ? log_normal_V(x, K(0.0)) : log_rare_V(x)
}`,
}
