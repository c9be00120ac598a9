import type { Expr } from '../ir/expr.js'
import { mapOperands } from '../ir/expr-walk.js'
import type { Stmt } from '../ir/stmt.js'
import { mapStmtBodies, mapStmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** What replaces each node; `original` is the node before its parts were rewritten. */
export interface Rewriter {
  readonly expr?: (rewritten: TypedExpr, original: TypedExpr) => TypedExpr
  readonly stmt?: (rewritten: Typed, original: Typed) => readonly Typed[]
}

/** Rebuilds a statement list from its leaves up. */
export function rewriteList(list: readonly Typed[], rewriter: Rewriter): readonly Typed[] {
  return list.flatMap(original => {
    const nested = mapStmtBodies(original, body => rewriteList(body, rewriter))
    const rewritten = mapStmtExprs(nested, expr => rewriteExpr(expr, rewriter))
    return rewriter.stmt ? rewriter.stmt(rewritten, original) : [rewritten]
  })
}

/** Rebuilds an expression from its leaves up. */
export function rewriteExpr(original: TypedExpr, rewriter: Rewriter): TypedExpr {
  const rewritten = mapOperands(original, operand => rewriteExpr(operand, rewriter))
  return rewriter.expr ? rewriter.expr(rewritten, original) : rewritten
}
