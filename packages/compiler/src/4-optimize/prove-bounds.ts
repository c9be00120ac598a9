import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { rewriteList } from '../ir/rewrite-list.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { indexToInt32 } from './index-to-int32.js'
import { boundsNeeds, functionScope } from './symbolic/bounds-needs.js'
import { emptyState } from './symbolic/value.js'
import type { Access } from './symbolic/walk.js'
import { Walk } from './symbolic/walk.js'

/**
 * Takes the bounds check off every access that is in bounds whatever the arguments are, and gives it an int32 index:
 * `a[i]` under `i < a.length`, `table[x & 255]`, `out[i]` where `out` is `new Float64Array(n)` and `i < n`.
 *
 * Soundness: an access is proven only if, each time the walk meets it, `0 <= index < length` follows from what must be
 * true there: tests that were passed, counters that only ever move one way, lengths of arrays made here. Atoms stand for
 * one dynamic value each, so no assignment in between can make such a fact false. Integer representations that could
 * wrap, and doubles that could round, are part of what has to be proven.
 */
export const proveBounds: Pass = {
  name: 'prove-bounds',
  after: { 'share-rows': 'a row that is taken once has one length, which the test of a loop bounds' },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(fn => proveFunction(fn, kernel)) }),
}

function proveFunction(fn: KernelFunction<ValueType>, kernel: Kernel<ValueType>): KernelFunction<ValueType> {
  const proven = findProven(fn, kernel)
  if (proven.size === 0) return fn
  const isProven = (access: unknown) => proven.has(access as Access)
  const body = rewriteList(fn.body, {
    expr: (expr, original) =>
      expr.kind === 'load' && isProven(original)
        ? { ...expr, index: indexToInt32(expr.index), bounds: 'proven' }
        : expr,
    stmt: (stmt, original) =>
      (stmt.kind === 'store' || stmt.kind === 'row') && isProven(original)
        ? [{ ...stmt, index: indexToInt32(stmt.index), bounds: 'proven' }]
        : [stmt],
  })
  return { ...fn, body }
}

/** Nodes may stand in several places: one is proven only if it is in all of them. */
function findProven(fn: KernelFunction<ValueType>, kernel: Kernel<ValueType>): ReadonlySet<Access> {
  const scope = functionScope(fn, kernel)
  const verdicts = new Map<Access, boolean>()
  const access = (node: Access, state: Parameters<typeof boundsNeeds>[1]) => {
    if (node.bounds === 'proven' || verdicts.get(node) === false) return
    verdicts.set(node, boundsNeeds(node, state, scope, 'static') !== null)
  }
  new Walk(scope, { access }).list(fn.body, emptyState)
  return new Set([...verdicts].flatMap(([node, isProven]) => (isProven ? [node] : [])))
}
