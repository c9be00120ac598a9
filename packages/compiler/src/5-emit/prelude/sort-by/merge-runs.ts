import type { Helper } from '../prelude.js'
import type { Comparison } from './comparison.js'
import { askComparator } from './comparison.js'
import { gallop } from './gallop.js'

/** As often has one run to win for searching to take the place of comparing one by one. */
export const winsToGallop = 7

/** Where a sort keeps what lives longer than one merge: bytes beyond `state`. */
export const stateLayout = { least: 0, count: 4, spare: 8, runs: 16 } as const

/**
 * Merges a run of `m` elements at `a` with one of `n`, no fewer, that follows at `b`: the first is copied, and both
 * are taken from the front. The first of `b` comes first, and the last of `a` last, if the comparator keeps its word.
 */
export function mergeLow(comparison: Comparison): Helper {
  const { name, bits, shift, params, args } = comparison
  const size = 1 << shift
  return {
    name: `merge_low_${name}`,
    needs: [askComparator(comparison), gallop(comparison, 'left'), gallop(comparison, 'right')],
    text: `
function merge_low_${name}(state: usize, a: usize, m: i32, b: usize, n: i32${params}): void {
  let to = a, x = usize(load<u32>(state, ${stateLayout.spare}))
  memory.copy(x, a, usize(m) << ${shift})
  store<${bits}>(to, load<${bits}>(b))
  to += ${size}
  b += ${size}
  n--
  let least = load<i32>(state, ${stateLayout.least})
  while (n != 0 && m != 1) {
    let first = 0, second = 0
    do {
      const isB = ask_${name}(b, x${args})
      const takes = i32(isB), keeps = takes ^ 1
      store<${bits}>(to, load<${bits}>(x + (b - x) * usize(isB)))
      to += ${size}
      b += usize(takes) << ${shift}
      x += usize(keeps) << ${shift}
      n -= takes
      m -= keeps
      second = (second + 1) * takes
      first = (first + 1) * keeps
    } while (n != 0 && m != 1 && first + second < least)
    if (n == 0 || m == 1) break
    least++
    do {
      least = max<i32>(1, least - 1)
      store<i32>(state, least, ${stateLayout.least})
      first = gallop_right_${name}(b, x, m, 0${args})
      memory.copy(to, x, usize(first) << ${shift})
      to += usize(first) << ${shift}
      x += usize(first) << ${shift}
      m -= first
      if (first > 0 && m <= 1) break
      store<${bits}>(to, load<${bits}>(b))
      to += ${size}
      b += ${size}
      if (--n == 0) break
      second = gallop_left_${name}(x, b, n, 0${args})
      memory.copy(to, b, usize(second) << ${shift})
      to += usize(second) << ${shift}
      b += usize(second) << ${shift}
      n -= second
      if (n == 0) break
      store<${bits}>(to, load<${bits}>(x))
      to += ${size}
      x += ${size}
      if (--m == 1) break
    } while (first >= ${winsToGallop} || second >= ${winsToGallop})
    if (n == 0 || m <= 1) break
    store<i32>(state, ++least, ${stateLayout.least})
  }
  if (n != 0 && m == 1) {
    memory.copy(to, b, usize(n) << ${shift})
    to += usize(n) << ${shift}
  }
  memory.copy(to, x, usize(m) << ${shift})
}`,
  }
}

/** The same where the second run is the shorter one: it is copied, and both are taken from the back. */
export function mergeHigh(comparison: Comparison): Helper {
  const { name, bits, shift, params, args } = comparison
  const size = 1 << shift
  return {
    name: `merge_high_${name}`,
    needs: [askComparator(comparison), gallop(comparison, 'left'), gallop(comparison, 'right')],
    text: `
function merge_high_${name}(state: usize, a: usize, m: i32, b: usize, n: i32${params}): void {
  const spare = usize(load<u32>(state, ${stateLayout.spare}))
  memory.copy(spare, b, usize(n) << ${shift})
  let x = a + (usize(m - 1) << ${shift}), y = spare + (usize(n - 1) << ${shift}), to = b + (usize(n - 1) << ${shift})
  store<${bits}>(to, load<${bits}>(x))
  to -= ${size}
  x -= ${size}
  m--
  let least = load<i32>(state, ${stateLayout.least})
  while (m != 0 && n != 1) {
    let first = 0, second = 0
    do {
      const isA = ask_${name}(y, x${args})
      const takes = i32(isA), keeps = takes ^ 1
      store<${bits}>(to, load<${bits}>(y + (x - y) * usize(isA)))
      to -= ${size}
      x -= usize(takes) << ${shift}
      y -= usize(keeps) << ${shift}
      m -= takes
      n -= keeps
      first = (first + 1) * takes
      second = (second + 1) * keeps
    } while (m != 0 && n != 1 && first + second < least)
    if (m == 0 || n == 1) break
    least++
    do {
      least = max<i32>(1, least - 1)
      store<i32>(state, least, ${stateLayout.least})
      first = m - gallop_right_${name}(y, a, m, m - 1${args})
      to -= usize(first) << ${shift}
      x -= usize(first) << ${shift}
      memory.copy(to + ${size}, x + ${size}, usize(first) << ${shift})
      m -= first
      if (m == 0) break
      store<${bits}>(to, load<${bits}>(y))
      to -= ${size}
      y -= ${size}
      if (--n == 1) break
      second = n - gallop_left_${name}(x, spare, n, n - 1${args})
      to -= usize(second) << ${shift}
      y -= usize(second) << ${shift}
      memory.copy(to + ${size}, y + ${size}, usize(second) << ${shift})
      n -= second
      if (second > 0 && n <= 1) break
      store<${bits}>(to, load<${bits}>(x))
      to -= ${size}
      x -= ${size}
      if (--m == 0) break
    } while (first >= ${winsToGallop} || second >= ${winsToGallop})
    if (m == 0 || n <= 1) break
    store<i32>(state, ++least, ${stateLayout.least})
  }
  if (m != 0 && n == 1) {
    to -= usize(m) << ${shift}
    memory.copy(to + ${size}, x + ${size} - (usize(m) << ${shift}), usize(m) << ${shift})
  }
  memory.copy(to + ${size} - (usize(n) << ${shift}), spare, usize(n) << ${shift})
}`,
  }
}
