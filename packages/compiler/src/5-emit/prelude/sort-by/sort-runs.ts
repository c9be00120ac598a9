import { heapVariable, newArray } from '../allocation.js'
import type { Helper } from '../prelude.js'
import type { Comparison } from './comparison.js'
import { findRun, insertElements } from './find-runs.js'
import { gallop } from './gallop.js'
import { mergeHigh, mergeLow, stateLayout, winsToGallop } from './merge-runs.js'

/** Runs wait to be merged, each longer than the two behind it together: of 2^30 elements there are never more. */
const mostRuns = 85

/** Merges the `i`th waiting run with the one behind it. */
function mergeAt(comparison: Comparison): Helper {
  const { name, shift, params, args } = comparison
  return {
    name: `merge_${name}`,
    needs: [
      gallop(comparison, 'left'),
      gallop(comparison, 'right'),
      mergeLow(comparison),
      mergeHigh(comparison),
    ],
    text: `
function merge_${name}(state: usize, i: i32${params}): void {
  const run = state + ${stateLayout.runs} + (usize(i) << 3)
  let a = usize(load<u32>(run)), m = load<i32>(run, 4)
  const b = usize(load<u32>(run, 8))
  let n = load<i32>(run, 12)
  const count = load<i32>(state, ${stateLayout.count}) - 1
  store<i32>(state, count, ${stateLayout.count})
  store<i32>(run, m + n, 4)
  if (i + 1 < count) store<u64>(run, load<u64>(run, 16), 8)
  const skipped = gallop_right_${name}(b, a, m, 0${args})
  a += usize(skipped) << ${shift}
  m -= skipped
  if (m == 0) return
  n = gallop_left_${name}(a + (usize(m - 1) << ${shift}), b, n, n - 1${args})
  if (n == 0) return
  if (m <= n) merge_low_${name}(state, a, m, b, n${args})
  else merge_high_${name}(state, a, m, b, n${args})
}`,
  }
}

/** How many elements the `i`th waiting run has. */
const runLength: Helper = {
  name: 'run_length',
  text: `
@inline
function run_length(state: usize, i: i32): i32 {
  return load<i32>(state + (usize(i) << 3), ${stateLayout.runs + 4})
}`,
}

/** Whether a run is too short to wait before the two behind it. */
const isShortRun: Helper = {
  name: 'is_short_run',
  needs: [runLength],
  text: `
function is_short_run(state: usize, i: i32): bool {
  return i >= 0 && run_length(state, i) <= run_length(state, i + 1) + run_length(state, i + 2)
}`,
}

/** Merges waiting runs until each is long enough to wait, or, at the end, until one is left. */
function mergeWaiting(comparison: Comparison): Helper {
  const { name, params, args } = comparison
  return {
    name: `merge_waiting_${name}`,
    needs: [mergeAt(comparison), isShortRun],
    text: `
function merge_waiting_${name}(state: usize, isEnd: bool${params}): void {
  for (let count = load<i32>(state, ${stateLayout.count}); count > 1; count--) {
    let i = count - 2
    const isShort = is_short_run(state, i - 1) || is_short_run(state, i - 2)
    if (!isEnd && !isShort && run_length(state, i) > run_length(state, i + 1)) return
    if (i > 0 && (isEnd || isShort) && run_length(state, i - 1) < run_length(state, i + 1)) i--
    merge_${name}(state, i${args})
  }
}`,
  }
}

/**
 * Sorts an ordinary array in the order of calls in which V8 does: a merge sort of the runs that are there, short ones made
 * longer by insertion, in a copy.
 */
export function sortRuns(comparison: Comparison): Helper {
  const { name, shift, params, args } = comparison
  return {
    name: `sort_${name}`,
    needs: [
      findRun(comparison),
      insertElements(comparison),
      mergeWaiting(comparison),
      newArray,
      heapVariable,
    ],
    text: `
function sort_${name}(p: usize, n: i32${params}): void {
  if (n < 2) return
  const before = heap, bytes = usize(n) << ${shift}
  const work = new_array(n, ${shift}), spare = new_array(n >> 1, ${shift})
  const state = new_array(${stateLayout.runs + 8 * mostRuns}, 0)
  memory.copy(work, p, bytes)
  store<i32>(state, ${winsToGallop}, ${stateLayout.least})
  store<u32>(state, u32(spare), ${stateLayout.spare})
  let tail = 0, shortest = n
  for (; shortest >= 64; shortest >>= 1) tail |= shortest & 1
  shortest += tail
  for (let low = work, end = work + bytes; low < end; ) {
    let high = run_${name}(low, end${args})
    if (high - low < usize(shortest) << ${shift}) {
      const start = high
      high = min<usize>(low + (usize(shortest) << ${shift}), end)
      insert_${name}(low, start, high${args})
    }
    const count = load<i32>(state, ${stateLayout.count}), run = state + (usize(count) << 3)
    store<u32>(run, u32(low), ${stateLayout.runs})
    store<i32>(run, i32(high - low >> ${shift}), ${stateLayout.runs + 4})
    store<i32>(state, count + 1, ${stateLayout.count})
    merge_waiting_${name}(state, false${args})
    low = high
  }
  merge_waiting_${name}(state, true${args})
  memory.copy(p, work, bytes)
  heap = before
}`,
  }
}
