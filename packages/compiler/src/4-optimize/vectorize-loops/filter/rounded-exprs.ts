import type { Expr, LocalId, UnaryOp } from '../../../ir/expr.js'
import type { Stmt } from '../../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../../ir/stmt-walk.js'
import type { ValueType } from '../../../ir/types.js'
import type { Places } from '../../list-places.js'

type Typed = Expr<ValueType>

const roundings: readonly UnaryOp[] = ['floor', 'ceil', 'trunc', 'round']

/** The doubles that are rounded to whole numbers as they are, where they are stored or made an integer. */
export function roundedExprs(body: readonly Stmt<ValueType>[], sets: Places['sets']): ReadonlySet<Typed> {
  const found = new Set<Typed>()
  const locals = new Set<LocalId>()
  const add = (expr: Typed): void => {
    found.add(expr)
    if (expr.kind === 'binary' && (expr.op === 'min' || expr.op === 'max')) {
      add(expr.left)
      add(expr.right)
    }
    if (expr.kind === 'conditional') {
      add(expr.then)
      add(expr.else)
    }
    if (expr.kind !== 'local' || locals.has(expr.local)) return
    locals.add(expr.local)
    for (const { set } of sets.get(expr.local) ?? []) add(set.value)
  }
  forEachStmt(body, stmt => {
    if (stmt.kind === 'store') add(stmt.value)
  })
  forEachExprIn(body, expr => {
    if (expr.kind === 'convert' && expr.type !== 'f64' && expr.operand.type === 'f64') add(expr.operand)
    if (expr.kind === 'unary' && roundings.includes(expr.op)) add(expr.operand)
  })
  return found
}
