// Distances, clusters and prices.

/* @jit */
export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < p; k++) {
        const d = xs[i * p + k]! - xs[j * p + k]!
        sum += d * d
      }
      out[i * n + j] = Math.sqrt(sum)
    }
  }
  return out
}

/** Moves the centroids a few times; what each point belongs to is left in `labels`. */
/* @jit */
export function kMeans(
  points: Float64Array,
  dimensions: number,
  centroids: Float64Array,
  labels: Int32Array,
  iterations: number,
): void {
  const n = labels.length
  const k = centroids.length / dimensions
  const counts = new Int32Array(k)
  const sums = new Float64Array(centroids.length)
  for (let iteration = 0; iteration < iterations; iteration++) {
    counts.fill(0)
    sums.fill(0)
    for (let i = 0; i < n; i++) {
      let best = 0
      let bestDistance = Infinity
      for (let c = 0; c < k; c++) {
        let distance = 0
        for (let d = 0; d < dimensions; d++) {
          const difference = points[i * dimensions + d]! - centroids[c * dimensions + d]!
          distance += difference * difference
        }
        if (distance < bestDistance) {
          bestDistance = distance
          best = c
        }
      }
      labels[i] = best
      counts[best]!++
      for (let d = 0; d < dimensions; d++) sums[best * dimensions + d]! += points[i * dimensions + d]!
    }
    for (let c = 0; c < k; c++) {
      if (counts[c] === 0) continue
      for (let d = 0; d < dimensions; d++) {
        centroids[c * dimensions + d] = sums[c * dimensions + d]! / counts[c]!
      }
    }
  }
}

/** The cumulative normal distribution, by Abramowitz and Stegun. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const density = 0.3989422804014327 * Math.exp(-0.5 * x * x)
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x > 0 ? 1 - tail : tail
}

/* @jit */
export function blackScholes(
  spots: Float64Array,
  strikes: Float64Array,
  years: Float64Array,
  rate: number,
  volatility: number,
  calls: Float64Array,
  puts: Float64Array,
): void {
  for (let i = 0; i < spots.length; i++) {
    const spot = spots[i]!
    const strike = strikes[i]!
    const root = volatility * Math.sqrt(years[i]!)
    const d1 = (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years[i]!) / root
    const d2 = d1 - root
    const discounted = strike * Math.exp(-rate * years[i]!)
    calls[i] = spot * normal(d1) - discounted * normal(d2)
    puts[i] = discounted * normal(-d2) - spot * normal(-d1)
  }
}
