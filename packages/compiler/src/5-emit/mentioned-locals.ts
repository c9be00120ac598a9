import type { LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { forEachExprIn, forEachStmt, namedArrays } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/** The locals a function names anywhere but as the target of an assignment. */
export function mentionedLocals(fn: KernelFunction<ValueType>): ReadonlySet<LocalId> {
  const mentioned = new Set<LocalId>()
  forEachExprIn(fn.body, expr => {
    if (expr.kind === 'local') mentioned.add(expr.local)
    else if (expr.kind === 'load' || expr.kind === 'length') mentioned.add(expr.array)
  })
  forEachStmt(fn.body, stmt => {
    for (const array of namedArrays(stmt)) mentioned.add(array)
  })
  return mentioned
}
