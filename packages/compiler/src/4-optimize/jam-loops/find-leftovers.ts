import type { LocalId } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Nest } from './read-nest.js'

type Reads = ReadonlyMap<LocalId, number>

/** How often each local is read in a list of statements. */
export function countReads(list: readonly Stmt<ValueType>[]): Reads {
  const reads = new Map<LocalId, number>()
  forEachExprIn(list, expr => {
    if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1)
  })
  return reads
}

/**
 * Whether something behind the nest may see what a turn before the last one assigned: a local that only some turns
 * assign, read outside. `all` are the reads of the whole function.
 */
export function leavesSomething({ outer, before, inner }: Nest, all: Reads): boolean {
  const inside = countReads([outer])
  const certain = new Set(writtenLocals(before))
  for (const stmt of inner.body) if (stmt.kind === 'set') certain.add(stmt.local)
  let found = false
  forEachStmt(inner.body, stmt => {
    if (stmt.kind !== 'if') return
    for (const local of writtenLocals([stmt])) {
      found ||= !certain.has(local) && (all.get(local) ?? 0) > (inside.get(local) ?? 0)
    }
  })
  return found
}
