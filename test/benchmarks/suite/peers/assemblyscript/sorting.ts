// The kernels of `app/sorting.ts` by hand.

export function sieve(limit: i32, composite: usize): i32 {
  memory.fill(composite, 0, limit)
  let count = 0
  for (let i = 2; i < limit; i++) {
    if (load<u8>(composite + i)) continue
    count++
    // The square of a prime may leave i32.
    for (let j = <i64>i * i; j < limit; j += i) store<u8>(composite + <usize>j, 1)
  }
  return count
}

function sortRange(low: usize, high: usize): void {
  while (low < high) {
    const pivot = load<f64>(low + (((high - low) >> 4) << 3))
    let i = low
    let j = high
    while (i <= j) {
      while (load<f64>(i) < pivot) i += 8
      while (load<f64>(j) > pivot) j -= 8
      if (i <= j) {
        const t = load<f64>(i)
        store<f64>(i, load<f64>(j))
        store<f64>(j, t)
        i += 8
        j -= 8
      }
    }
    if (<isize>(j - low) < <isize>(high - i)) {
      sortRange(low, j)
      low = i
    } else {
      sortRange(i, high)
      high = j
    }
  }
}

export function quicksort(xs: usize, n: i32): void {
  if (n > 1) sortRange(xs, xs + ((<usize>(n - 1)) << 3))
}

const starts = memory.data(1024)

export function radixSort(keys: usize, other: usize, n: i32): void {
  const bytes = (<usize>n) << 2
  let from = keys
  let to = other
  for (let shift = 0; shift < 32; shift += 8) {
    memory.fill(starts, 0, 1024)
    for (let at = from; at < from + bytes; at += 4) {
      const start = starts + <usize>(((load<u32>(at) >>> shift) & 255) << 2)
      store<u32>(start, load<u32>(start) + 1)
    }
    let sum: u32 = 0
    for (let start = starts; start < starts + 1024; start += 4) {
      const count = load<u32>(start)
      store<u32>(start, sum)
      sum += count
    }
    for (let at = from; at < from + bytes; at += 4) {
      const key = load<u32>(at)
      const start = starts + <usize>(((key >>> shift) & 255) << 2)
      const place = load<u32>(start)
      store<u32>(start, place + 1)
      store<u32>(to + ((<usize>place) << 2), key)
    }
    const t = from
    from = to
    to = t
  }
}

export function prefixSum(xs: usize, out: usize, n: i32): void {
  let sum = 0
  const end = xs + ((<usize>n) << 2)
  for (; xs < end; xs += 4, out += 4) {
    sum += load<i32>(xs)
    store<i32>(out, sum)
  }
}
