import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { canComplete } from '../../ir/control-flow.js'
import type { LocalId } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'

/** Refuses a kernel that reads what a helper without a result gives: `undefined`, which no local holds. */
export function checkNothing(kernel: Kernel<JsType>): void {
  for (const fn of kernel.functions) {
    const read = localsRead(fn)
    forEachStmt(fn.body, stmt => {
      if (stmt.kind !== 'call' || typeof stmt.callee !== 'number' || stmt.local === null) return
      const callee = kernel.functions[stmt.callee]
      // One that always throws gives nothing to anybody.
      if (callee?.result !== 'undefined' || !read.has(stmt.local) || !canComplete(callee.body)) return
      refuse(diagnose('infer/operand-type', stmt.at, `${callee.name}(…)`, 'undefined'))
    })
  }
}

function localsRead(fn: KernelFunction<JsType>): ReadonlySet<LocalId> {
  const read = new Set<LocalId>()
  forEachExprIn(fn.body, expr => {
    if (expr.kind === 'local') read.add(expr.local)
  })
  return read
}
