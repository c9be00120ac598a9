import { forEachExpr } from '../../ir/expr-walk.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt, stmtBodies, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Access } from '../symbolic/walk.js'

type List = readonly Stmt<ValueType>[]

/** How much code a list is, in statements and expressions. */
export function sizeOf(list: List): number {
  let size = 0
  forEachStmt(list, stmt => {
    size++
    for (const expr of stmtExprs(stmt)) {
      forEachExpr(expr, () => {
        size++
      })
    }
  })
  return size
}

/** The loads and stores of a list. */
export function accessesIn(list: List): readonly Access[] {
  const found: Access[] = []
  forEachStmt(list, stmt => {
    for (const expr of stmtExprs(stmt)) {
      forEachExpr(expr, e => {
        if (e.kind === 'load') found.push(e)
      })
    }
    if (stmt.kind === 'store') found.push(stmt)
  })
  return found
}

/** The loads and stores that stand in a loop without loops in it, where most of the time is spent. */
export function innermostAccesses(list: List): ReadonlySet<Access> {
  const found = new Set<Access>()
  forEachStmt(list, stmt => {
    if (stmt.kind !== 'loop' || stmtBodies(stmt).some(holdsLoop)) return
    for (const access of accessesIn([stmt])) found.add(access)
  })
  return found
}

function holdsLoop(list: List): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'loop'
  })
  return found
}
