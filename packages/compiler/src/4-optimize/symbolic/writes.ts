import type { LocalId } from '../../ir/expr.js'
import type { LabelId, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

type List = readonly Stmt<ValueType>[]

/** The locals that something in a list assigns, arrays included. */
export function writtenLocals(list: List): ReadonlySet<LocalId> {
  const written = new Set<LocalId>()
  forEachStmt(list, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) written.add(local)
  })
  return written
}

/** Whether a list holds a jump of this kind to this label. */
export function jumpsTo(list: List, kind: 'break' | 'continue', label: LabelId): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === kind && stmt.label === label
  })
  return found
}
