import type { LocalId } from '../ir/expr.js'
import type { Stmt } from '../ir/stmt.js'
import { forEachExprIn } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/** How often each local is read. */
export type Reads = ReadonlyMap<LocalId, number>

/** How often each local is read in a list of statements. */
export function countReads(list: readonly Stmt<ValueType>[]): Reads {
  const reads = new Map<LocalId, number>()
  forEachExprIn(list, expr => {
    if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1)
  })
  return reads
}
