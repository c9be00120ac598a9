// Orders, primes and running sums.

/** How many primes there are below a limit. */
/* @jit */
export function sieve(limit: number): number {
  const composite = new Uint8Array(limit)
  let count = 0
  for (let i = 2; i < limit; i++) {
    if (composite[i]) continue
    count++
    for (let j = i * i; j < limit; j += i) composite[j] = 1
  }
  return count
}

function sortRange(xs: Float64Array, from: number, to: number): void {
  let low = from
  let high = to
  while (low < high) {
    const pivot = xs[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (xs[i]! < pivot) i++
      while (xs[j]! > pivot) j--
      if (i <= j) {
        const t = xs[i]!
        xs[i] = xs[j]!
        xs[j] = t
        i++
        j--
      }
    }
    if (j - low < high - i) {
      sortRange(xs, low, j)
      low = i
    } else {
      sortRange(xs, i, high)
      high = j
    }
  }
}

/* @jit */
export function quicksort(xs: Float64Array): void {
  sortRange(xs, 0, xs.length - 1)
}

/** By bytes, from the lowest up. */
/* @jit */
export function radixSort(keys: Uint32Array): void {
  const n = keys.length
  const other = new Uint32Array(n)
  const starts = new Uint32Array(256)
  let from: Uint32Array = keys
  let to: Uint32Array = other
  for (let shift = 0; shift < 32; shift += 8) {
    starts.fill(0)
    for (let i = 0; i < n; i++) starts[(from[i]! >>> shift) & 255]!++
    let sum = 0
    for (let d = 0; d < 256; d++) {
      const count = starts[d]!
      starts[d] = sum
      sum += count
    }
    for (let i = 0; i < n; i++) {
      const key = from[i]!
      to[starts[(key >>> shift) & 255]!++] = key
    }
    const t = from
    from = to
    to = t
  }
}

/* @jit */
export function prefixSum(xs: Int32Array, out: Int32Array): void {
  let sum = 0
  for (let i = 0; i < xs.length; i++) {
    sum += xs[i]!
    out[i] = sum
  }
}
