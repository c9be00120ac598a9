// Kernels for `fastmath`: they are plain here, and `loose.ts` compiles each of them twice.

export function exponentials(xs: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = Math.exp(xs[i]!)
}

export function logarithms(xs: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = Math.log(xs[i]! + 10)
}

export function sines(xs: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = Math.sin(xs[i]!)
}

export function powers(xs: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = (xs[i]! + 10) ** 2.2
}

/** The field of two waves: a sine and a cosine of the same, and the rest of the arithmetic in lanes as well. */
export function waves(xs: Float64Array, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!
    out[i] = Math.exp(-0.1 * x * x) * (Math.cos(3 * x) + 0.5 * Math.sin(5 * x))
  }
}

export function softmax(xs: Float64Array, out: Float64Array): void {
  let most = -Infinity
  for (let i = 0; i < xs.length; i++) most = Math.max(most, xs[i]!)
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    const e = Math.exp(xs[i]! - most)
    out[i] = e
    sum += e
  }
  for (let i = 0; i < xs.length; i++) out[i] = out[i]! / sum
}

export function standardise(xs: Float64Array, mean: number, deviation: number, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = (xs[i]! - mean) / deviation
}

/** Each term feeds the next, so that nothing of it runs in lanes. */
export function relax(xs: Float64Array, out: Float64Array): void {
  let level = 0
  for (let i = 0; i < xs.length; i++) {
    level = Math.exp(-Math.abs(level - xs[i]!))
    out[i] = level
  }
}

function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const density = 0.3989422804014327 * Math.exp(-0.5 * x * x)
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x > 0 ? 1 - tail : tail
}

export function blackScholes(
  spots: Float64Array,
  strikes: Float64Array,
  years: Float64Array,
  calls: Float64Array,
): void {
  for (let i = 0; i < spots.length; i++) {
    const root = 0.3 * Math.sqrt(years[i]!)
    const d1 = (Math.log(spots[i]! / strikes[i]!) + 0.065 * years[i]!) / root
    calls[i] = spots[i]! * normal(d1) - strikes[i]! * Math.exp(-0.02 * years[i]!) * normal(d1 - root)
  }
}
