import type { Formula } from './shape.js'

const series: readonly Formula[] = [
  {
    name: 'sine_near',
    text: `
// sin(y - lost) for |y| up to pi / 4, of which z is the square. Zero keeps its sign.
@inline
function sine_near_V(y: V, lost: V, z: V, w: V): V {
  const a = madd_V(z, K(0.008333333333330936), K(-0.16666666666666666))
  const b = madd_V(z, K(2.7557316093196066e-6), K(-1.9841269836740527e-4))
  const c = madd_V(z, K(1.5917988944318716e-10), K(-2.5051129895962807e-8))
  const p = madd_V(w, madd_V(w, c, b), a)
  return sub_V(y, sub_V(lost, mul_V(mul_V(z, y), p)))
}`,
  },
  {
    name: 'cosine_near',
    text: `
@inline
function cosine_near_V(y: V, lost: V, z: V, w: V): V {
  const a = madd_V(z, K(-0.0013888888888887389), K(0.041666666666666664))
  const b = madd_V(z, K(-2.7557317265876615e-7), K(2.48015872987544e-5))
  const c = madd_V(z, K(-1.1382544623404291e-11), K(2.087614504910828e-9))
  const p = madd_V(w, madd_V(w, c, b), a)
  return add_V(sub_V(K(1.0), mul_V(z, K(0.5))), madd_V(w, p, mul_V(y, lost)))
}`,
  },
]

/**
 * The sine of x + ahead * pi / 2. pi / 2 is taken off q times in three parts, the first two of which have 33 bits, so that q
 * times each is exact; what is left is y - lost. Up to 1e5 no double is so near to a multiple of pi / 2 that the third part's
 * error shows.
 */
const turned: Formula = {
  name: 'sine_turned',
  parts: series,
  text: `
@inline
function sine_turned_V(x: V, ahead: V): V {
  const t = madd_V(x, K(0.6366197723675814), K(6755399441055744.0))
  const q = sub_V(t, K(6755399441055744.0))
  const a = sub_V(x, mul_V(q, K(1.5707963267341256)))
  const b = mul_V(q, K(6.077100506303966e-11))
  const c = sub_V(a, b)
  const low = sub_V(mul_V(q, K(2.0222662487959506e-21)), sub_V(sub_V(a, c), b))
  const y = sub_V(c, low)
  const lost = sub_V(low, sub_V(c, y))
  const z = mul_V(y, y)
  const w = mul_V(z, z)
  const quarter = add_V(t, ahead)
  return turn_V(choose_V(odd_V(quarter), cosine_near_V(y, lost, z, w), sine_near_V(y, lost, z, w)), quarter)
}`,
}

/**
 * sin(x) by the scheme of FDLIBM's s_sin.c (Sun Microsystems, 1993), its series fitted anew. Beyond 1e5 the host takes over.
 * Error: below 1.3 ulp.
 */
export const sin: Formula = {
  name: 'sin',
  parts: [turned],
  host: 'sin',
  text: `
function sin_V(x: V): V {
  const near = le_V(abs_V(x), K(100000.0))
  const y = sine_turned_V(x, K(0.0))
  return all_V(near) ? y : sin_host_V(near, y, x)
}`,
}

/** cos(x), likewise. */
export const cos: Formula = {
  name: 'cos',
  parts: [turned],
  host: 'cos',
  text: `
function cos_V(x: V): V {
  const near = le_V(abs_V(x), K(100000.0))
  const y = sine_turned_V(x, K(1.0))
  return all_V(near) ? y : cos_host_V(near, y, x)
}`,
}
