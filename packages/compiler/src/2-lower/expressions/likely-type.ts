import type { TypeVar } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'

/** The type a value surely has, or the only one it can have here; inference refuses a wrong guess. */
export function likelyType(fn: FunctionContext, value: Expr): TypeVar {
  if (value.kind === 'local') return fn.likelyType(value.local)
  if (value.type !== 'dyn') return value.type
  if (value.kind === 'binary') return 'number'
  const array = value.kind === 'load' ? fn.likelyType(value.array) : 'dyn'
  return isArray(array) ? elements[array].jsType : 'dyn'
}
