import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { isCallback } from '../ir/host-function.js'
import type { Kernel } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { forEachStmt, stmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { workIn } from './estimate-work.js'

/**
 * What a loop must at least do, in the operations of `estimateWork`, to be worth a call out of WebAssembly. That takes 20
 * to 50 ns, where V8 calls the same function in a few, or puts its body in place of the call.
 */
const callbackCost = 400

/**
 * Says that a kernel calls functions of its caller's more often than its own work is worth: unless it has loops of its own
 * inside every loop that calls one, V8 alone is faster. Null where it may be worth it, and where it calls none.
 */
export function judgeCallbacks(kernel: Kernel<ValueType>, name: string): Diagnostic | null {
  const [entry] = kernel.functions
  const depths = { calls: -1, work: -1, callee: '' }
  const walk = (list: readonly Stmt<ValueType>[], depth: number): void => {
    for (const [i, stmt] of list.entries()) {
      if (stmt.kind === 'call' && isCallback(stmt.callee) && depth > depths.calls) {
        depths.calls = depth
        depths.callee = stmt.callee.name
      }
      const isWork = stmt.kind === 'loop' || stmt.kind === 'call'
      if (isWork && !asks(stmt) && workIn(kernel, stmt, list.slice(0, i)) >= callbackCost) {
        depths.work = Math.max(depths.work, depth)
      } else for (const body of stmtBodies(stmt)) walk(body, stmt.kind === 'loop' ? depth + 1 : depth)
    }
  }
  walk(entry?.body ?? [], 0)
  const { calls, work, callee } = depths
  if (entry === undefined || calls < 0 || work >= calls) return null
  return diagnose('cost/callback', entry.at, name, callee)
}

function asks(stmt: Stmt<ValueType>): boolean {
  let found = false
  forEachStmt([stmt], inner => {
    found ||= inner.kind === 'call' && isCallback(inner.callee)
  })
  return found
}
