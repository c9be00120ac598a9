import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { FunctionValue, Value } from './value.js'

/**
 * Calls a function that lowering knows, such as the callback of `map`, with values it has: the body is lowered in place,
 * once per call of this. Loops around it, indexes and results are the caller's business.
 */
export function callFunctionValue(
  fn: FunctionContext,
  callee: FunctionValue,
  args: readonly Value[],
  at: SourceRange,
): Value {
  return fn.inline({ callee, args, receiver: callee.receiver, use: 'value', at })
}
