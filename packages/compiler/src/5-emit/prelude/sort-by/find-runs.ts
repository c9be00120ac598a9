import type { Helper } from '../prelude.js'
import type { Comparison } from './comparison.js'
import { askComparator } from './comparison.js'

/** Where the run that begins at `low` ends; one that falls strictly is turned round. */
export function findRun(comparison: Comparison): Helper {
  const { name, bits, shift, params, args } = comparison
  const size = 1 << shift
  return {
    name: `run_${name}`,
    needs: [askComparator(comparison)],
    text: `
function run_${name}(low: usize, high: usize${params}): usize {
  let end = low + ${size}
  if (end == high) return end
  const falls = ask_${name}(end, low${args})
  for (end += ${size}; end < high; end += ${size}) {
    if (ask_${name}(end, end - ${size}${args}) != falls) break
  }
  if (falls) {
    for (let i = low, j = end - ${size}; i < j; i += ${size}, j -= ${size}) {
      const x = load<${bits}>(i)
      store<${bits}>(i, load<${bits}>(j))
      store<${bits}>(j, x)
    }
  }
  return end
}`,
  }
}

/** Sorts `low` to `high`, of which all before `start` is sorted: each further element goes where a search finds its place. */
export function insertElements(comparison: Comparison): Helper {
  const { name, bits, shift, params, args } = comparison
  const size = 1 << shift
  return {
    name: `insert_${name}`,
    needs: [askComparator(comparison)],
    text: `
function insert_${name}(low: usize, start: usize, high: usize${params}): void {
  for (; start < high; start += ${size}) {
    let left = low, right = start
    while (left < right) {
      const middle = left + (right - left >> ${shift + 1} << ${shift})
      const isLeft = ask_${name}(start, middle${args})
      right = select<usize>(middle, right, isLeft)
      left = select<usize>(left, middle + ${size}, isLeft)
    }
    const x = load<${bits}>(start)
    for (let i = start; i > left; i -= ${size}) store<${bits}>(i, load<${bits}>(i - ${size}))
    store<${bits}>(left, x)
  }
}`,
  }
}
