import type { ArrayKind, PlainKind, Plan, Spec } from './kernel.js'
import { heapOf } from './memory.js'

/** Looks up what one signature names. */
export function parseSpec([, , specs = [], result, throws = []]: Spec): Plan {
  const arrays = specs.map(([use, kind]) => ({ use, ...kindOf(kind), window: null, recent: null, length: 0 }))
  const uses = arrays.reduce((all, { use }) => all | use, 0)
  return { arrays, uses, result: result ? kindOf(result) : null, throws, at: [], floor: -1, copied: 0 }
}

/** Looks up a kind of array. */
export function kindOf(kind: string | PlainKind): ArrayKind {
  return typeof kind === 'string'
    ? { heap: heapOf(kind), plain: null }
    : { heap: heapOf(kind.heap), plain: kind }
}
