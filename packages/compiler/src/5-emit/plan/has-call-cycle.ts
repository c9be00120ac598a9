import type { Kernel } from '../../ir/kernel.js'
import type { FunctionId } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** Whether some function may call itself, directly or not, and so run out of stack. */
export function hasCallCycle(kernel: Kernel<ValueType>): boolean {
  const callees = kernel.functions.map(fn => {
    const called = new Set<FunctionId>()
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'call' && typeof stmt.callee === 'number') called.add(stmt.callee)
    })
    return called
  })
  return callees.some((_, start) => {
    const reached = new Set<FunctionId>()
    const pending = [start]
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      for (const callee of callees[id] ?? []) {
        if (callee === start) return true
        if (!reached.has(callee)) pending.push(callee)
        reached.add(callee)
      }
    }
    return false
  })
}
