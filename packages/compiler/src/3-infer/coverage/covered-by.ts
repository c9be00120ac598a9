import type { Expr, LocalId } from '../../ir/expr.js'
import type { Coverage, Extent } from '../../ir/extent.js'
import { sameExtent } from '../../ir/extent.js'
import type { JsType } from '../../ir/types.js'
import type { Values } from './values.js'

/** A counter of the loops that are open, and what it goes up to from 0, by 1. */
export interface Counter {
  readonly local: LocalId
  readonly bound: Extent
}

/**
 * What a store covers to this index, under these counters, each of which it has to count once: `i` all below its bound;
 * `e * w + i`, where `i` goes up to `w`, w times what `e` covers.
 *
 * Of an `e` that covers all whole numbers below E, and w a whole number above 0, these are all below ⌈E⌉ · w, and so all
 * below E · w, rounded or not: indexes are far below 2^53.
 */
export function coveredBy(
  index: Expr<JsType>,
  counters: readonly Counter[],
  values: Values,
): Coverage | null {
  const single = index.kind === 'local' ? counters.find(({ local }) => local === index.local) : undefined
  if (single) return counters.length === 1 ? { extent: single.bound, steps: [] } : null
  if (index.kind !== 'binary' || index.op !== 'add') return null
  return row(index.left, index.right, counters, values) ?? row(index.right, index.left, counters, values)
}

function row(
  start: Expr<JsType>,
  offset: Expr<JsType>,
  counters: readonly Counter[],
  values: Values,
): Coverage | null {
  if (offset.kind !== 'local' || start.kind !== 'binary' || start.op !== 'mul') return null
  const inner = counters.find(({ local }) => local === offset.local)
  if (!inner) return null
  const others = counters.filter(counter => counter !== inner)
  const times = (e: Expr<JsType>, width: Expr<JsType>): Coverage | null => {
    const step = values.extentOf(width)
    if (!step || !sameExtent(step, inner.bound)) return null
    const outer = coveredBy(e, others, values)
    return outer && { extent: product(outer.extent, step), steps: [...outer.steps, step] }
  }
  return times(start.left, start.right) ?? times(start.right, start.left)
}

function product(left: Extent, right: Extent): Extent {
  return { kind: 'product', left, right }
}
