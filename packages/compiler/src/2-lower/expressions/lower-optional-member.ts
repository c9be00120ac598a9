import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { isNothing, nothing } from '../values/optional.js'
import type { Value } from '../values/value.js'
import { lowerMember } from './lower-member.js'

/** `object?.name`, `list?.[i]` and what follows in the chain: whether there is an object is known from the signature. */
export function lowerOptionalMember(fn: FunctionContext, node: t.OptionalMemberExpression): Value {
  const at = fn.at(node)
  if (isCut(fn, node)) return nothing('undefined', at)
  return lowerMember(fn, { ...node, type: 'MemberExpression' } as t.MemberExpression)
}

/** Whether a chain ends at once, because there is no object where it may be missing. */
function isCut(fn: FunctionContext, { object, optional }: t.OptionalMemberExpression): boolean {
  if (object.type === 'OptionalMemberExpression' && isCut(fn, object)) return true
  if (!optional) return false
  const { statements, value } = fn.capture(() => fn.value(object))
  // It is going to be evaluated again.
  if (statements.length > 0)
    return unsupported(object, fn.at(object), 'Optional chaining (`?.`) of this value')
  if (!isNothing(value)) return false
  return value.kind === 'nothing' || unsupported(object, fn.at(object), 'A property of a number')
}
