import type { LocalId } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Reads } from '../count-reads.js'
import { countReads } from '../count-reads.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Nest } from './read-nest.js'

/**
 * Whether something behind the nest may see what a turn before the last one assigned: a local that only some turns
 * assign, read outside. `all` are the reads of the whole function.
 */
export function leavesSomething({ outer, before, inner, after, sequential }: Nest, all: Reads): boolean {
  const inside = countReads([outer])
  const always = writtenLocals(before)
  const within = inner.body.flatMap(stmt => (stmt.kind === 'set' ? [stmt.local] : []))
  const isSeen = (local: LocalId) => (all.get(local) ?? 0) > (inside.get(local) ?? 0)
  return (
    sometimes(inner.body).some(local => !always.has(local) && !within.includes(local) && isSeen(local)) ||
    // The inner loop may not have run.
    sometimes(after).some(local => !always.has(local) && !sequential.has(local) && isSeen(local))
  )
}

/** The locals that a list assigns on a condition. */
function sometimes(list: readonly Stmt<ValueType>[]): readonly LocalId[] {
  const found: LocalId[] = []
  forEachStmt(list, stmt => {
    if (stmt.kind === 'if') found.push(...writtenLocals([stmt]))
  })
  return found
}
