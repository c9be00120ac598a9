import type { Plan, Spec } from './kernel.js'
import { COPY_OUT } from './kernel.js'
import { heapOf } from './memory.js'

/** Looks up what one signature names. */
export function parseSpec([, , specs = [], result, throws = []]: Spec): Plan {
  const arrays = specs.map(([use, name]) => ({ use, heap: heapOf(name) }))
  const writes = arrays.some(({ use }) => use & COPY_OUT)
  return { arrays, writes, result: result ? heapOf(result) : null, throws }
}
