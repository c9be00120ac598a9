import type { Expr } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachExprIn } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** How many operations make it worth to ask whether any turn takes a branch. */
const much = 12

/** Whether a branch has so much to do that it is not entered for no turn at all. */
export function hasMuchToDo(list: readonly Stmt<ValueType>[]): boolean {
  let work = 0
  forEachExprIn(list, expr => {
    work += workOf(expr)
  })
  return work >= much
}

/** The divider takes doubles one after the other, lanes as well. */
function workOf(expr: Expr<ValueType>): number {
  const isDouble = expr.type === 'f64'
  if (expr.kind === 'unary') return expr.op === 'sqrt' && isDouble ? much : 1
  if (expr.kind === 'binary') return expr.op === 'div' && isDouble ? much / 2 : 1
  return expr.kind === 'compare' ? 1 : 0
}
