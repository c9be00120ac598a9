import type { Expr, LocalId } from '../ir/expr.js'
import { rewriteExpr } from '../ir/rewrite-list.js'
import type { Stmt } from '../ir/stmt.js'
import { assignedLocal } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** A loop's test when it is first asked, `before` being what runs directly before it: counters just set are their start. */
export function valueAtEntry(test: TypedExpr, before: readonly Typed[]): TypedExpr {
  const isPlain = (stmt: Typed) => stmt.kind === 'set' || stmt.kind === 'store'
  const recent = before.slice(before.findLastIndex(stmt => !isPlain(stmt)) + 1)
  const starts = new Map<LocalId, TypedExpr>()
  for (const stmt of recent) {
    const local = assignedLocal(stmt)
    if (stmt.kind === 'set' && stmt.value.kind === 'const') starts.set(stmt.local, stmt.value)
    else if (local !== null) starts.delete(local)
  }
  return rewriteExpr(test, {
    expr: expr => (expr.kind === 'local' ? (starts.get(expr.local) ?? expr) : expr),
  })
}
