import type * as t from '@babel/types'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { arithmeticOp } from '../expressions/lower-operator.js'
import { binary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { scalar } from './as-value.js'
import { readMember, writeMember } from './member.js'
import { operand } from './optional.js'
import type { StaticValue, Value } from './value.js'
import { isStatic } from './value.js'

/** `object.x = value`, `object.x += value` where lowering knows the object by its parts. */
export function lowerToField(
  fn: FunctionContext,
  holder: StaticValue,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
): Value {
  const at = fn.at(node)
  const { operator } = node
  if (operator === '=') {
    const [, right] = inOrder(fn, [() => holder, () => fn.value(node.right)])
    const value = isStatic(right) ? right : fn.hold(right)
    const { certain, receiver } = fn.frame
    const isFirst = certain.has(node) && holder === receiver
    writeMember(fn, holder, target, value, at, isFirst)
    return value
  }
  const op = arithmeticOp(operator.slice(0, -1))
  if (op === undefined) return unsupported(node, at, `\`${operator}\` on a field`)
  const [, old, change] = inOrder(fn, [
    () => holder,
    () => scalar(fn, readMember(fn, holder, target, fn.at(target)), target),
    () => operand(fn, fn.value(node.right), node.right),
  ])
  const value = fn.hold(binary(op, old, change, at))
  writeMember(fn, holder, target, value, at)
  return value
}
