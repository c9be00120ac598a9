import { heapVariable, newArray } from '../allocation.js'
import type { Helper } from '../prelude.js'
import type { Comparison } from './comparison.js'
import { askComparator } from './comparison.js'

/**
 * Sorts `from` to `to`, byte offsets of two copies that begin alike: each half into the other copy, then both merged
 * back. Which of two is taken decides a sum, not a branch that could not be foreseen.
 */
function mergeHalves(comparison: Comparison): Helper {
  const { name, bits, shift, params, args } = comparison
  const size = 1 << shift
  return {
    name: `halves_${name}`,
    needs: [askComparator(comparison)],
    text: `
function halves_${name}(source: usize, target: usize, from: usize, to: usize${params}): void {
  const middle = from + (to - from >> ${shift + 1} << ${shift})
  if (middle - from > ${size}) halves_${name}(target, source, from, middle${args})
  if (to - middle > ${size}) halves_${name}(target, source, middle, to${args})
  const half = source + middle, end = source + to
  let left = source + from, right = half, at = target + from
  while (left < half && right < end) {
    const isRight = usize(ask_${name}(left, right${args}))
    store<${bits}>(at, load<${bits}>(left + (right - left) * isRight))
    right += isRight << ${shift}
    left += (isRight ^ 1) << ${shift}
    at += ${size}
  }
  memory.copy(at, left, half - left)
  memory.copy(at + (half - left), right, end - right)
}`,
  }
}

/** Sorts a typed array in the order of calls in which V8 does: a merge sort from the top, over two copies. */
export function sortTyped(comparison: Comparison): Helper {
  const { name, shift, params, args } = comparison
  return {
    name: `sort_${name}`,
    needs: [mergeHalves(comparison), newArray, heapVariable],
    text: `
function sort_${name}(p: usize, n: i32${params}): void {
  if (n < 2) return
  const before = heap, bytes = usize(n) << ${shift}
  const target = new_array(n, ${shift}), source = new_array(n, ${shift})
  memory.copy(target, p, bytes)
  memory.copy(source, p, bytes)
  halves_${name}(source, target, 0, bytes${args})
  memory.copy(p, target, bytes)
  heap = before
}`,
  }
}
