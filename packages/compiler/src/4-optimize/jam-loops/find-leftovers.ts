import { forEachStmt } from '../../ir/stmt-walk.js'
import type { Reads } from '../count-reads.js'
import { countReads } from '../count-reads.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Nest } from './read-nest.js'

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
