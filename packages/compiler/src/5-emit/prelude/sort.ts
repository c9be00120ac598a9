import type { ArrayKind } from '../../ir/types.js'
import { memoryType } from './array-access.js'
import type { Helper } from './prelude.js'

const insertionSort: Helper = {
  name: 'insertion_sort',
  text: `
function insertion_sort<T>(lo: usize, hi: usize): void {
  const size = sizeof<T>()
  for (let i = lo + size; i < hi; i += size) {
    const x = load<T>(i)
    let j = i
    for (; j > lo && x < load<T>(j - size); j -= size) store<T>(j, load<T>(j - size))
    store<T>(j, x)
  }
}`,
}

const heapSort: Helper = {
  name: 'heap_sort',
  text: `
function heap_sort<T>(lo: usize, hi: usize): void {
  const size = sizeof<T>()
  let n: usize = (hi - lo) / size
  for (let start: usize = n / 2; n > 1; ) {
    let x: T
    if (start > 0) x = load<T>(lo + --start * size)
    else {
      x = load<T>(lo + --n * size)
      store<T>(lo + n * size, load<T>(lo))
    }
    let at = start
    for (let child = at * 2 + 1; child < n; child = at * 2 + 1) {
      if (child + 1 < n && load<T>(lo + child * size) < load<T>(lo + (child + 1) * size)) child++
      if (load<T>(lo + child * size) <= x) break
      store<T>(lo + at * size, load<T>(lo + child * size))
      at = child
    }
    store<T>(lo + at * size, x)
  }
}`,
}

/** Quicksort around the median of three, down to short runs; where that degenerates, heapsort. */
const sortRange: Helper = {
  name: 'sort_range',
  needs: [insertionSort, heapSort],
  text: `
function sort_range<T>(lo: usize, hi: usize, depth: i32): void {
  const size = sizeof<T>()
  while (hi - lo > 16 * size) {
    if (depth-- == 0) return heap_sort<T>(lo, hi)
    const a = load<T>(lo), b = load<T>(lo + (hi - lo) / size / 2 * size), c = load<T>(hi - size)
    const pivot = max<T>(min<T>(a, b), min<T>(max<T>(a, b), c))
    let i = lo, j = hi - size
    while (true) {
      while (load<T>(i) < pivot) i += size
      while (pivot < load<T>(j)) j -= size
      if (i >= j) break
      const x = load<T>(i)
      store<T>(i, load<T>(j))
      store<T>(j, x)
      i += size
      j -= size
    }
    const middle = j + size
    if (middle - lo < hi - middle) {
      sort_range<T>(lo, middle, depth)
      lo = middle
    } else {
      sort_range<T>(middle, hi, depth)
      hi = middle
    }
  }
  insertion_sort<T>(lo, hi)
}`,
}

/**
 * Sorts an array as JavaScript does without a comparator. Doubles are sorted as the integers of their bits, those of
 * negative ones turned round: that puts -0 before 0, and every NaN, made the largest such integer, last.
 */
export function sortElements(array: ArrayKind): Helper {
  const memory = memoryType(array)
  const name = `sort_${memory}`
  const isFloat = memory === 'f64' || memory === 'f32'
  if (!isFloat) {
    return {
      name,
      needs: [sortRange],
      text: `
function ${name}(p: usize, n: i32): void {
  sort_range<${memory}>(p, p + usize(n) * sizeof<${memory}>(), 2 * (32 - clz<i32>(n)))
}`,
    }
  }
  const bits = memory === 'f64' ? 'i64' : 'i32'
  const sign = memory === 'f64' ? 63 : 31
  return {
    name,
    needs: [sortRange],
    text: `
function ${name}(p: usize, n: i32): void {
  const end = p + usize(n) * sizeof<${memory}>()
  for (let i = p; i < end; i += sizeof<${memory}>()) {
    const x = load<${memory}>(i)
    const bits = reinterpret<${bits}>(x)
    store<${bits}>(i, x == x ? bits ^ ${bits}(u${bits.slice(1)}(bits >> ${sign}) >> 1) : ${bits}.MAX_VALUE)
  }
  sort_range<${bits}>(p, end, 2 * (32 - clz<i32>(n)))
  for (let i = p; i < end; i += sizeof<${memory}>()) {
    const bits = load<${bits}>(i)
    store<${bits}>(i, bits ^ ${bits}(u${bits.slice(1)}(bits >> ${sign}) >> 1))
  }
}`,
  }
}
