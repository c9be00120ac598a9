import type { Plan, Spec } from './kernel.js'
import { heapOf } from './memory.js'

/** Looks up what one signature names. */
export function parseSpec([, , specs = [], result, throws = []]: Spec): Plan {
  const arrays = specs.map(([use, name]) => ({ use, heap: heapOf(name) }))
  return { arrays, result: result ? heapOf(result) : null, throws }
}
