import type { Expr } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { stmtBodies, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { mayLeave } from '../may-leave.js'
import type { Access } from '../symbolic/walk.js'

/** One place where a loop loads or stores. */
export interface Place {
  readonly access: Access
  /** The statement of the loop's body it belongs to, by position; in the test, -1; in the update, past the last. */
  readonly position: number
  /** `always`: every turn gets here. `often`: unless it is left or cut short before. `branch`: behind a condition. */
  readonly runs: 'always' | 'often' | 'branch'
}

type Runs = Place['runs']

/** The places of a loop in the order of its text. The same node may stand in several. */
export function listAccesses(loop: Loop<ValueType>): readonly Place[] {
  const places: Place[] = []
  const end = loop.body.length
  inExpr(loop.test, -1, 'often', places)
  let runs: Runs = 'always'
  loop.body.forEach((stmt, position) => {
    inStmt(stmt, position, runs, places)
    if (mayLeave(stmt)) runs = 'often'
  })
  for (const stmt of loop.update) inStmt(stmt, end, 'often', places)
  return places
}

function inStmt(stmt: Stmt<ValueType>, position: number, runs: Runs, places: Place[]): void {
  for (const expr of stmtExprs(stmt)) inExpr(expr, position, stmt.kind === 'switch' ? 'branch' : runs, places)
  if (stmt.kind === 'store') places.push({ access: stmt, position, runs })
  for (const body of stmtBodies(stmt)) for (const inner of body) inStmt(inner, position, 'branch', places)
}

function inExpr(expr: Expr<ValueType>, position: number, runs: Runs, places: Place[]): void {
  const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
  operands(expr).forEach((operand, n) => {
    inExpr(operand, position, isLazy && n > 0 ? 'branch' : runs, places)
  })
  if (expr.kind === 'load') places.push({ access: expr, position, runs })
}
