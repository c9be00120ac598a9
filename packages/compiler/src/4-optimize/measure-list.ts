import { forEachExpr } from '../ir/expr-walk.js'
import type { Stmt } from '../ir/stmt.js'
import { forEachStmt, stmtBodies, stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Access } from './symbolic/walk.js'

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

/** The loads and stores of a list, and the rows it takes. */
export function accessesIn(list: List): readonly Access[] {
  const found: Access[] = []
  forEachStmt(list, stmt => {
    for (const expr of stmtExprs(stmt)) {
      forEachExpr(expr, e => {
        if (e.kind === 'load') found.push(e)
      })
    }
    if (stmt.kind === 'store' || stmt.kind === 'row') found.push(stmt)
  })
  return found
}

/** The loads and stores in innermost loops and in those directly around them, where most of the time is spent. */
export function hotAccesses(list: List): ReadonlySet<Access> {
  const found = new Set<Access>()
  forEachStmt(list, stmt => {
    if (stmt.kind === 'loop' && heightOf([stmt]) <= 2)
      for (const access of accessesIn([stmt])) if (access.kind !== 'row') found.add(access)
  })
  return found
}

/** How deep loops are nested in a list. */
export function heightOf(list: List): number {
  return list.reduce((height, stmt) => {
    const inside = stmtBodies(stmt).reduce((most, body) => Math.max(most, heightOf(body)), 0)
    return Math.max(height, inside + (stmt.kind === 'loop' ? 1 : 0))
  }, 0)
}
