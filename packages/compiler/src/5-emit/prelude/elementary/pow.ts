import { expTail } from './exp.js'
import type { Formula } from './shape.js'

/**
 * x^y as FDLIBM's e_pow.c computes it (Sun Microsystems, 1993), its series fitted anew: log2(x) in two doubles, then two to
 * the power of y times that. Upper parts are cut to 21 bits, so that their products are exact. x is 2^k * m with m from
 * sqrt(3) / 2 on, and log2(m) that of `base`, 1 or 1.5, and of (1 + s) / (1 - s) with s = (m - base) / (m + base). What has no
 * logarithm, or leads out of the normal numbers, is left to the host. Error: below 1.1 ulp.
 */
export const pow: Formula = {
  name: 'pow',
  parts: [expTail],
  host: 'pow',
  text: `
function pow_V(x: V, y: V): V {
  const k = exponent_V(x, 0x3febb67a00000000)
  const m = significand_V(x, 0x3febb67a00000000)
  const great = lt_V(K(1.224744871391589), m)
  const base = choose_V(great, K(1.5), K(1.0))
  // s = s1 + s2, s1 being short, and what is divided by t1 + t2.
  const difference = sub_V(m, base)
  const total = add_V(m, base)
  const inverse = div_V(K(1.0), total)
  const s = mul_V(difference, inverse)
  const s1 = high_V(s)
  const t1 = high_V(total)
  const t2 = sub_V(m, sub_V(t1, base))
  const s2 = mul_V(inverse, sub_V(sub_V(difference, mul_V(s1, t1)), mul_V(s1, t2)))
  // 3 / 2 * ln((1 + s) / (1 - s)) = s * (3 + s^2 + s^4 * …) = s * (u1 + u2)
  const z = mul_V(s, s)
  const w = mul_V(z, z)
  const c = madd_V(w, madd_V(z, K(0.2055053304833352), K(0.23070557336969208)), madd_V(z, K(0.2727276109825097), K(0.33333333252190733)))
  const series = mul_V(w, madd_V(w, c, madd_V(z, K(0.4285714285721399), K(0.6))))
  const r = add_V(series, mul_V(s2, add_V(s1, s)))
  const square = mul_V(s1, s1)
  const u1 = high_V(add_V(add_V(K(3.0), square), r))
  const u2 = sub_V(r, sub_V(sub_V(u1, K(3.0)), square))
  const product = mul_V(s1, u1)
  const rest = madd_V(s2, u1, mul_V(u2, s))
  const v1 = high_V(add_V(product, rest))
  const v2 = sub_V(rest, sub_V(v1, product))
  // log2(x) = l1 + l2: that times 2 / (3 * ln(2)), log2(base) and k, each in two parts.
  const n1 = mul_V(v1, K(0.9617962837219238))
  const n2 = add_V(madd_V(v1, K(4.102040517767816e-7), mul_V(v2, K(0.9617966939259756))), choose_V(great, K(1.3270968157207873e-7), K(0.0)))
  const b1 = choose_V(great, K(0.5849623680114746), K(0.0))
  const l1 = high_V(add_V(add_V(add_V(n1, n2), b1), k))
  const l2 = sub_V(n2, sub_V(sub_V(sub_V(l1, k), b1), n1))
  // y * log2(x) = p1 + p2 = n + what is left
  const y1 = high_V(y)
  const p1 = mul_V(y1, l1)
  const p2 = madd_V(sub_V(y, y1), l1, mul_V(y, l2))
  const p = add_V(p1, p2)
  const t = add_V(p, K(6755399441056767.0))
  const left = sub_V(p1, sub_V(t, K(6755399441056767.0)))
  const f1 = high_V(add_V(p2, left))
  const f2 = sub_V(p2, sub_V(f1, left))
  const g1 = mul_V(f1, K(0.6931467056274414))
  const g2 = madd_V(f2, K(0.6931471805599453), mul_V(f1, K(4.7493250390316726e-7)))
  const e = add_V(g1, g2)
  const lost = sub_V(g2, sub_V(e, g1))
  const power = add_V(K(1.0), add_V(e, add_V(exp_tail_V(e), madd_V(lost, e, lost))))
  const result = mul_V(power, power_V(t))
  const isPositive = both_V(le_V(K(2.2250738585072014e-308), x), lt_V(x, K(Infinity)))
  const fits = both_V(isPositive, lt_V(abs_V(p), K(1021.0)))
  return all_V(fits) ? result : pow_host_V(fits, result, x, y)
}`,
}
