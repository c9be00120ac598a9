import type { ArrayKind, Kernel, PlainKind, Plan, Spec } from './kernel.js'
import { heapOf } from './memory.js'
import { NEVER } from './race.js'

/** Looks up what one signature names. */
export function parseSpec(
  kernel: Kernel,
  [, , specs = [], result, throws = [], stays, placeTogether]: Spec,
): Plan {
  const arrays = specs.map(([use, kind]) => ({ use, ...kindOf(kind), window: null, length: 0 }))
  return {
    kernel,
    arrays,
    uses: arrays.reduce((all, { use }) => all | use, 0),
    result: result ? kindOf(result) : null,
    throws,
    placeTogether,
    at: [],
    floor: -1,
    copied: 0,
    recent: null,
    isDirect: false,
    isSure: stays === 2,
    isWeighed: stays !== 1,
    wasDear: false,
    hasWaited: false,
    calls: 0,
    copying: 0,
    computing: 0,
    race: null,
    trials: 0,
    tried: 0,
    again: NEVER,
    left: null,
  }
}

/** Looks up a kind of array. */
export function kindOf(kind: string | PlainKind): ArrayKind {
  return typeof kind === 'string'
    ? { heap: heapOf(kind), plain: null }
    : { heap: heapOf(kind.heap), plain: kind }
}
