import type * as t from '@babel/types'
import { emitIf } from '../expressions/choose.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { opposite, truthOf } from '../expressions/lower-condition.js'
import { mustBeDefined } from '../expressions/lower-nullish.js'
import { arithmeticOp } from '../expressions/lower-operator.js'
import { binary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { scalar } from './as-value.js'
import { readMember, writeMember } from './member.js'
import { operand } from './optional.js'
import type { StaticValue, Value } from './value.js'
import { isStatic, release, retain } from './value.js'

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
  if (op === undefined) return shortcutField(fn, holder, target, node)
  const [, old, change] = inOrder(fn, [
    () => holder,
    () => scalar(fn, readMember(fn, holder, target, fn.at(target)), target),
    () => operand(fn, fn.value(node.right), node.right),
  ])
  const value = fn.hold(binary(op, old, change, at))
  writeMember(fn, holder, target, value, at)
  return value
}

/** `object.x ||= value` and its like: the right side runs, and is stored, only if the old value asks for it. */
function shortcutField(
  fn: FunctionContext,
  holder: StaticValue,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
): Value {
  const at = fn.at(node)
  const { operator } = node
  const old = scalar(fn, readMember(fn, holder, target, fn.at(target)), target)
  if (operator === '??=') {
    mustBeDefined(fn, old, at, '`??=`')
    return old
  }
  if (operator !== '&&=' && operator !== '||=') return unsupported(node, at, `\`${operator}\` on a field`)
  const result = fn.spill(old)
  if (result.kind !== 'local') return result
  retain(holder)
  const { statements } = fn.capture(() => {
    fn.assign(result.local, fn.expression(node.right), at)
    writeMember(fn, holder, target, result, at)
  })
  release(holder)
  const isTrue = truthOf(fn, result)
  emitIf(fn, operator === '&&=' ? isTrue : opposite(isTrue, at), statements, [], at)
  return result
}
