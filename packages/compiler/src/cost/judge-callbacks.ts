import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Callback } from '../ir/host-function.js'
import { isCallback } from '../ir/host-function.js'
import type { Kernel } from '../ir/kernel.js'
import { isOwnCall } from '../ir/kernel.js'
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
 * Says that a kernel calls JavaScript more often than its own work is worth: unless it has loops of its own inside every
 * loop that calls, V8 alone is faster. What a branch of a loop calls may be called seldom, so it counts as called around
 * the loop; where it is not, the runtime finds out. Null where it may be worth it, and where it calls nothing.
 */
export function judgeCallbacks(kernel: Kernel<ValueType>, name: string): Diagnostic | null {
  const [entry] = kernel.functions
  const depths = { calls: -1, work: -1 }
  let deepest: Callback | null = null
  const walk = (list: readonly Stmt<ValueType>[], depth: number, isSeldom: boolean): void => {
    for (const [i, stmt] of list.entries()) {
      const calls = isSeldom ? depth - 1 : depth
      if (stmt.kind === 'call' && isCallback(stmt.callee) && calls > depths.calls) {
        depths.calls = calls
        deepest = stmt.callee
      }
      const mayWork = (stmt.kind === 'loop' || stmt.kind === 'call') && !asksOften([stmt], depth > 0)
      const isWork = mayWork && workIn(kernel, stmt, list.slice(0, i)) >= callbackCost
      if (isWork) depths.work = Math.max(depths.work, depth)
      if (isWork && !asks([stmt])) continue
      const isLoop = stmt.kind === 'loop'
      const isBranch = !isLoop && (isSeldom || (depth > 0 && asksInOneBranch(stmt)))
      for (const body of stmtBodies(stmt)) walk(body, isLoop ? depth + 1 : depth, isBranch)
    }
  }
  walk(entry?.body ?? [], 0, false)
  if (entry === undefined || deepest === null || depths.work >= depths.calls) return null
  const { slot, name: callee }: Callback = deepest
  const who = isOwnCall(kernel.callbacks?.[slot]) ? 'ours' : ''
  return diagnose('cost/callback', entry.at, name, callee, who)
}

/** Whether a kernel calls JavaScript in a loop. */
export function asksInLoop({ functions }: Kernel<ValueType>): boolean {
  let found = false
  for (const { body } of functions) {
    forEachStmt(body, stmt => {
      found ||= stmt.kind === 'loop' && asks([stmt])
    })
  }
  return found
}

function asks(list: readonly Stmt<ValueType>[]): boolean {
  let found = false
  forEachStmt(list, inner => {
    found ||= inner.kind === 'call' && isCallback(inner.callee)
  })
  return found
}

/** Whether statements call JavaScript otherwise than in a branch of a loop that may be taken seldom. */
function asksOften(list: readonly Stmt<ValueType>[], isInLoop: boolean): boolean {
  return list.some(stmt => {
    if (stmt.kind === 'call') return isCallback(stmt.callee)
    if (isInLoop && asksInOneBranch(stmt)) return false
    return stmtBodies(stmt).some(body => asksOften(body, isInLoop || stmt.kind === 'loop'))
  })
}

function asksInOneBranch(stmt: Stmt<ValueType>): boolean {
  return stmt.kind === 'if' && asks(stmt.then) !== asks(stmt.else)
}
