import type { Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

const leaving: ReadonlySet<string> = new Set([
  'break',
  'continue',
  'return',
  'throw',
  'call',
  'new-array',
  'resize',
])

/** Whether what follows a statement may not run: a call may throw, and an array may be too large to make. */
export function mayLeave(stmt: Stmt<ValueType>): boolean {
  let found = false
  forEachStmt([stmt], inner => {
    found ||= leaving.has(inner.kind)
  })
  return found
}
