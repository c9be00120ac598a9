import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { forEachExprIn, forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

/**
 * Refuses a kernel that draws random numbers and may have to start over in JavaScript: the second run would draw
 * others. Everything else a kernel does before it restarts is invisible.
 */
export function checkRestarts(kernel: Kernel<ValueType>): void {
  if (!kernel.functions.some(drawsRandom)) return
  const entry = kernel.functions[0] as KernelFunction<ValueType>
  if (kernel.functions.length > 1 || kernel.functions.some(mayRestart)) {
    refuse(diagnose('infer/random-restart', entry.at, entry.name))
  }
}

function drawsRandom(fn: KernelFunction<ValueType>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'call' && stmt.callee === 'random') found = true
  })
  return found
}

function mayRestart(fn: KernelFunction<ValueType>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'new-array' || (stmt.kind === 'throw' && stmt.site === 'restart')) found = true
    if (stmt.kind === 'store' && stmt.bounds === 'restart') found = true
  })
  forEachExprIn(fn.body, expr => {
    if (expr.kind === 'load' && expr.bounds === 'restart') found = true
    if (expr.kind === 'unary' && expr.op === 'to-bigint') found = true
    // A bigint divided by zero throws in JavaScript.
    const divides = expr.kind === 'binary' && (expr.op === 'div' || expr.op === 'rem')
    if (expr.kind === 'binary' && (expr.overflow === 'restart' || (expr.overflow && expr.op === 'pow')))
      found = true
    if (divides && (expr.type === 'i64' || expr.type === 'u64')) found = true
  })
  return found
}
