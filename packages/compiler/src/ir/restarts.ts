import type { Expr } from './expr.js'
import { forEachExpr } from './expr-walk.js'
import type { Stmt } from './stmt.js'
import { stmtExprs } from './stmt-walk.js'
import type { ValueType } from './types.js'

/**
 * Whether a statement may make the call start over in JavaScript, by itself or by an expression that stands in it; not by
 * a statement nested in it or by what it calls.
 */
export function stmtRestarts(stmt: Stmt<ValueType>): boolean {
  // There may be no room for an array.
  if (stmt.kind === 'new-array' || stmt.kind === 'resize') return true
  if (stmt.kind === 'call' && stmt.sorts !== undefined) return true
  if (stmt.kind === 'throw') return stmt.site === 'restart'
  if (
    (stmt.kind === 'store' || stmt.kind === 'store-row' || stmt.kind === 'row') &&
    stmt.bounds === 'restart'
  )
    return true
  let found = false
  for (const expr of stmtExprs(stmt)) {
    forEachExpr(expr, e => {
      found ||= exprRestarts(e)
    })
  }
  return found
}

/** Whether an expression itself, apart from its operands, may make the call start over. */
export function exprRestarts(expr: Expr<ValueType>): boolean {
  switch (expr.kind) {
    case 'load':
      return expr.bounds === 'restart'
    case 'unary':
      return expr.op === 'to-bigint'
    case 'binary':
      return (
        // Counts and exponents that are too large throw in JavaScript even where only low bits are wanted.
        expr.overflow !== undefined ||
        // A bigint divided by zero throws.
        ((expr.op === 'div' || expr.op === 'rem') && (expr.left.type === 'i64' || expr.left.type === 'u64'))
      )
    default:
      return false
  }
}
