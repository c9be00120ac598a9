// The kernels of `app/statistics.ts` by hand. `Math.exp` and `Math.log` are AssemblyScript's own here.

export function pdist(xs: usize, n: i32, p: i32, out: usize): void {
  const row = (<usize>p) << 3
  let a = xs
  for (let i = 0; i < n; i++, a += row) {
    let b = xs
    const end = a + row
    for (let j = 0; j < n; j++) {
      let sum: f64 = 0
      let x = a
      while (x < end) {
        const d = load<f64>(x) - load<f64>(b)
        sum += d * d
        x += 8
        b += 8
      }
      store<f64>(out, sqrt(sum))
      out += 8
    }
  }
}

export function kMeans(
  points: usize,
  n: i32,
  dimensions: i32,
  centroids: usize,
  k: i32,
  labels: usize,
  counts: usize,
  sums: usize,
  iterations: i32,
): void {
  const row = (<usize>dimensions) << 3
  for (let iteration = 0; iteration < iterations; iteration++) {
    memory.fill(counts, 0, (<usize>k) << 2)
    memory.fill(sums, 0, <usize>k * row)
    let point = points
    for (let i = 0; i < n; i++, point += row) {
      let best = 0
      let bestDistance: f64 = Infinity
      let centroid = centroids
      const end = point + row
      for (let c = 0; c < k; c++) {
        let distance: f64 = 0
        let x = point
        while (x < end) {
          const difference = load<f64>(x) - load<f64>(centroid)
          distance += difference * difference
          x += 8
          centroid += 8
        }
        if (distance < bestDistance) {
          bestDistance = distance
          best = c
        }
      }
      store<i32>(labels + ((<usize>i) << 2), best)
      const count = counts + ((<usize>best) << 2)
      store<i32>(count, load<i32>(count) + 1)
      let sum = sums + <usize>best * row
      for (let x = point; x < end; x += 8, sum += 8) store<f64>(sum, load<f64>(sum) + load<f64>(x))
    }
    for (let c = 0; c < k; c++) {
      const count = load<i32>(counts + ((<usize>c) << 2))
      if (count === 0) continue
      let sum = sums + <usize>c * row
      let centroid = centroids + <usize>c * row
      const end = sum + row
      for (; sum < end; sum += 8, centroid += 8) store<f64>(centroid, load<f64>(sum) / <f64>count)
    }
  }
}

function normal(x: f64): f64 {
  const t = 1 / (1 + 0.2316419 * abs(x))
  const density = 0.3989422804014327 * Math.exp(-0.5 * x * x)
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x > 0 ? 1 - tail : tail
}

export function blackScholes(
  spots: usize,
  strikes: usize,
  years: usize,
  rate: f64,
  volatility: f64,
  calls: usize,
  puts: usize,
  n: i32,
): void {
  const end = (<usize>n) << 3
  for (let at: usize = 0; at < end; at += 8) {
    const spot = load<f64>(spots + at)
    const strike = load<f64>(strikes + at)
    const year = load<f64>(years + at)
    const root = volatility * sqrt(year)
    const d1 = (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * year) / root
    const d2 = d1 - root
    const discounted = strike * Math.exp(-rate * year)
    store<f64>(calls + at, spot * normal(d1) - discounted * normal(d2))
    store<f64>(puts + at, discounted * normal(-d2) - spot * normal(-d1))
  }
}
