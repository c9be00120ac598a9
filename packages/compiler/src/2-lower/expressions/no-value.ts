import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'

/** The value of what gives none: a local without a value, which inference refuses where it is used. */
export function noValue(fn: FunctionContext, at: SourceRange): Expr {
  return fn.read(fn.temp('dyn', at), at)
}
