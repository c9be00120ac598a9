import type { OutputPlan } from '../../abi/kernel-plan.js'
import type { Kernel } from '../../ir/kernel.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** What each output slot of a kernel holds. A slot that nothing fills is one the call never gets to. */
export function planOutputs(kernel: Kernel<ValueType>): readonly OutputPlan[] {
  const types = new Map<number, ValueType>()
  for (const fn of kernel.functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind !== 'output') return
      const known = types.get(stmt.slot)
      const { type } = stmt.value
      if (known !== undefined && known !== type)
        throw new Error(`5-emit: output ${stmt.slot} is ${known} and ${type}`)
      types.set(stmt.slot, type)
    })
  }
  return (kernel.outputs ?? []).map(({ target }, slot) => ({ type: types.get(slot) ?? 'f64', target }))
}
