import type { Expr } from './expr.js'
import { mapOperands } from './expr-walk.js'
import type { Stmt } from './stmt.js'
import { mapStmtBodies, mapStmtExprs } from './stmt-walk.js'
import type { ValueType } from './types.js'

/** What replaces each node; `original` is the node before its parts were rewritten. */
export interface Rewriter<T = ValueType> {
  readonly expr?: (rewritten: Expr<T>, original: Expr<T>) => Expr<T>
  readonly stmt?: (rewritten: Stmt<T>, original: Stmt<T>) => readonly Stmt<T>[]
}

/** Rebuilds a statement list from its leaves up. */
export function rewriteList<T = ValueType>(
  list: readonly Stmt<T>[],
  rewriter: Rewriter<T>,
): readonly Stmt<T>[] {
  return list.flatMap(original => {
    const nested = mapStmtBodies(original, body => rewriteList(body, rewriter))
    const rewritten = mapStmtExprs(nested, expr => rewriteExpr(expr, rewriter))
    return rewriter.stmt ? rewriter.stmt(rewritten, original) : [rewritten]
  })
}

/** Rebuilds an expression from its leaves up. */
export function rewriteExpr<T = ValueType>(original: Expr<T>, rewriter: Rewriter<T>): Expr<T> {
  const rewritten = mapOperands(original, operand => rewriteExpr(operand, rewriter))
  return rewriter.expr ? rewriter.expr(rewritten, original) : rewritten
}
