import type { LocalId } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** The locals that one statement alone assigns. */
export function assignedOnce({ body, params }: KernelFunction<ValueType>): ReadonlySet<LocalId> {
  const counts = new Map<LocalId, number>(params.map(param => [param, 1]))
  forEachStmt(body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  return new Set([...counts].flatMap(([local, count]) => (count === 1 ? [local] : [])))
}
