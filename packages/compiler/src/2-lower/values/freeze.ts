import type { FunctionContext } from '../function-context.js'
import { copyOptional } from './optional.js'
import type { Value } from './value.js'
import { isStatic } from './value.js'

/** An argument as it is now, whatever runs before it is bound. */
export function freeze(fn: FunctionContext, value: Value): Value {
  if (value.kind === 'optional') return copyOptional(fn, value, `t${fn.locals.length}`, value.at)
  const isFixed = isStatic(value) || value.kind === 'const' || fn.shareable(value) !== null
  return isFixed ? value : fn.spill(value)
}
