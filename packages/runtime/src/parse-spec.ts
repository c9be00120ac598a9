import type { ArrayKind, Plan, Spec } from './kernel.js'
import { COPY_OUT, RESTARTS_LATE } from './kernel.js'
import { heapOf } from './memory.js'
import type { PlainKind } from './plain-arrays.js'

/** Looks up what one signature names. */
export function parseSpec([, , specs = [], result, throws = []]: Spec): Plan {
  const arrays = specs.map(([use, kind]) => ({ use, ...kindOf(kind) }))
  const writes = arrays.some(({ use }) => use & COPY_OUT)
  const restartsLate = arrays.some(({ use }) => use & RESTARTS_LATE)
  return { arrays, writes, restartsLate, result: result ? kindOf(result) : null, throws }
}

/** Looks up a kind of array. */
export function kindOf(kind: string | PlainKind): ArrayKind {
  return typeof kind === 'string'
    ? { heap: heapOf(kind), plain: null }
    : { heap: heapOf(kind.heap), plain: kind }
}
