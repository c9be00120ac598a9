import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt, namedArrays, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'

/** Whether statements read elements of an array, or give it to anything that may; its length and stores to it do not. */
export function readsArray(list: readonly Stmt<JsType>[], array: LocalId): boolean {
  let found = false
  const visit = (expr: Expr<JsType>) => {
    if (expr.kind === 'load') found ||= expr.array === array
    if (expr.kind === 'local') found ||= expr.local === array
  }
  forEachStmt(list, stmt => {
    if (stmt.kind !== 'store') found ||= namedArrays(stmt).includes(array)
    if (stmt.kind === 'set' || stmt.kind === 'call') found ||= stmt.local === array
    if (stmt.kind === 'new-array') found ||= stmt.like === array
    for (const expr of stmtExprs(stmt)) forEachExpr(expr, visit)
  })
  return found
}
