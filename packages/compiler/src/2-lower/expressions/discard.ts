import { forEachExpr } from '../../ir/expr-walk.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import type { Value } from '../values/value.js'
import { isStatic } from '../values/value.js'

/** Drops a value, keeping operations that JavaScript may throw in (`1n / 0n`, `1 + 1n`) for inference to see. */
export function discard(fn: FunctionContext, value: Value): void {
  if (!isStatic(value) && !isHarmless(value)) fn.spill(value)
}

/** Drops the arguments a call of a built-in makes no use of. */
export function discardUnused(fn: FunctionContext, args: readonly Expr[], result: Expr): void {
  const used = new Set<Expr>()
  forEachExpr(result, expr => used.add(expr))
  for (const arg of args) if (!used.has(arg)) discard(fn, arg)
}

function isHarmless(value: Expr): boolean {
  // A DataView throws where an array gives `undefined`.
  if (value.kind === 'load') return value.raw === undefined && isHarmless(value.index)
  return value.kind === 'const' || value.kind === 'local' || value.kind === 'length'
}
