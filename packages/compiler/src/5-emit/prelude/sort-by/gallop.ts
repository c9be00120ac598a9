import type { Helper } from '../prelude.js'
import type { Comparison } from './comparison.js'
import { askComparator } from './comparison.js'

/**
 * Where the element at `key` belongs among `n` sorted ones from `base` on, before those that equal it (`left`) or behind
 * them (`right`): from the `hint`th in steps that double, then by halves.
 */
export function gallop(comparison: Comparison, side: 'left' | 'right'): Helper {
  const { name, shift, params, args } = comparison
  const ask = (address: string, isBefore: boolean): string => {
    const [p, q] = side === 'left' ? [address, 'key'] : ['key', address]
    return `${isBefore === (side === 'left') ? '' : '!'}ask_${name}(${p}, ${q}${args})`
  }
  return {
    name: `gallop_${side}_${name}`,
    needs: [askComparator(comparison)],
    text: `
function gallop_${side}_${name}(key: usize, base: usize, n: i32, hint: i32${params}): i32 {
  const start = base + (usize(hint) << ${shift})
  let last = 0, offset = 1
  if (${ask('start', true)}) {
    const most = n - hint
    while (offset < most && ${ask(`start + (usize(offset) << ${shift})`, true)}) {
      last = offset
      offset = (offset << 1) + 1
      if (offset <= 0) offset = most
    }
    last += hint
    offset = min<i32>(offset, most) + hint
  } else {
    const most = hint + 1
    while (offset < most && ${ask(`start - (usize(offset) << ${shift})`, false)}) {
      last = offset
      offset = (offset << 1) + 1
      if (offset <= 0) offset = most
    }
    const nearest = last
    last = hint - min<i32>(offset, most)
    offset = hint - nearest
  }
  last++
  while (last < offset) {
    const middle = last + (offset - last >> 1)
    if (${ask(`base + (usize(middle) << ${shift})`, true)}) last = middle + 1
    else offset = middle
  }
  return offset
}`,
  }
}
