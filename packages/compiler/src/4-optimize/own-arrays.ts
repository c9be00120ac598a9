import type { LocalId } from '../ir/expr.js'
import { forEachExpr } from '../ir/expr-walk.js'
import type { KernelFunction } from '../ir/kernel.js'
import { assignedLocal, forEachStmt, stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'

/**
 * The arrays that no other local can share memory with: made here and never handed on, except out of the function at its
 * end, and the constant tables.
 */
export function ownArrays(fn: KernelFunction<ValueType>): ReadonlySet<LocalId> {
  const own = new Set(
    fn.locals.flatMap(({ type, origin }, id) => (isArray(type) && origin !== 'param' ? [id] : [])),
  )
  forEachStmt(fn.body, stmt => {
    const target = assignedLocal(stmt)
    if (target !== null && stmt.kind !== 'new-array') own.delete(target)
    if (stmt.kind === 'view') own.delete(stmt.array)
    if (stmt.kind === 'return') return
    for (const expr of stmtExprs(stmt)) {
      forEachExpr(expr, part => {
        if (part.kind === 'local' && isArray(part.type)) own.delete(part.local)
      })
    }
  })
  return own
}
