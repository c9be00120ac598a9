import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { HostFunction } from '../ir/host-function.js'
import { hostInfo, isCallback, isDraw } from '../ir/host-function.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { stmtRestarts } from '../ir/restarts.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/**
 * Refuses a kernel that writes to the console and may have to start over in JavaScript: it would write twice. Everything
 * else a kernel does before it restarts is invisible.
 *
 * What callbacks have answered, and `Math.random` has given, is told to the second run, as long as it asks the same. So a
 * kernel that asks callbacks, and that may have to start over at each answer, reads no clock.
 */
export function checkRestarts(kernel: Kernel<ValueType>): void {
  const called = kernel.functions.flatMap(hostCalls).filter(callee => !isDraw(callee))
  const hasCallbacks = called.some(isCallback)
  const other = called.find(callee => !isCallback(callee) && (hasCallbacks || hostInfo(callee).shows))
  if (other === undefined) return
  const entry = kernel.functions[0] as KernelFunction<ValueType>
  if (hasCallbacks || kernel.functions.length > 1 || kernel.functions.some(mayRestart)) {
    refuse(diagnose('infer/random-restart', entry.at, entry.name, hostInfo(other).called))
  }
}

function hostCalls(fn: KernelFunction<ValueType>): readonly HostFunction[] {
  const calls: HostFunction[] = []
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'call' && typeof stmt.callee !== 'number') calls.push(stmt.callee)
  })
  return calls
}

function mayRestart(fn: KernelFunction<ValueType>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    found ||= stmtRestarts(stmt)
  })
  return found
}
