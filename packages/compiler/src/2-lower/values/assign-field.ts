import type * as t from '@babel/types'
import { emitIf } from '../expressions/choose.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { opposite, truthOf } from '../expressions/lower-condition.js'
import { mustBeDefined } from '../expressions/lower-nullish.js'
import { arithmeticOp } from '../expressions/lower-operator.js'
import { binary, not, truthy } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { scalar } from './as-value.js'
import { readMember, writeMember } from './member.js'
import { holds, isNothing, operand, presence } from './optional.js'
import { partHolder, partIndex, readPart, writePart } from './parts.js'
import type { NothingValue, ObjectValue, OptionalValue, StaticValue, Value } from './value.js'
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
  const tuple = partHolder(fn, holder, target)
  if (tuple !== null) {
    retain(tuple)
    const value = lowerToPart(fn, tuple, target, node)
    release(tuple)
    return value
  }
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
    () => operand(fn, readMember(fn, holder, target, fn.at(target)), target),
    () => operand(fn, fn.value(node.right), node.right),
  ])
  const value = fn.hold(binary(op, old, change, at))
  writeMember(fn, holder, target, value, at)
  return value
}

/** `t[i] = value`, `t[i] += value` where only the running program knows which part that is. */
function lowerToPart(
  fn: FunctionContext,
  tuple: ObjectValue,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
): Expr {
  const at = fn.at(node)
  const { operator } = node
  const index = partIndex(fn, tuple, target)
  const op = operator === '=' ? null : arithmeticOp(operator.slice(0, -1))
  if (op === undefined) return unsupported(node, at, `\`${operator}\` on an element of a short array`)
  const change = () => operand(fn, fn.value(node.right), node.right)
  if (op === null) {
    const value = fn.hold(fn.expression(node.right))
    writePart(fn, tuple, index, value, target)
    return value
  }
  const [old, right] = inOrder(fn, [() => readPart(fn, tuple, index, target), change])
  const value = fn.hold(binary(op, old, right, at))
  writePart(fn, tuple, index, value, target)
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
  const read = readMember(fn, holder, target, fn.at(target))
  if (isNothing(read)) return fillField(fn, holder, target, node, read)
  const old = scalar(fn, read, target)
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

/** The same where the old value may be missing. */
function fillField(
  fn: FunctionContext,
  holder: StaticValue,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
  old: NothingValue | OptionalValue,
): Value {
  const at = fn.at(node)
  const isField = holder.kind === 'object' && [...holder.fields.values()].includes(old)
  // What a getter gave is no place to write to.
  if (!isField || old.kind === 'nothing') return unsupported(node, at, `\`${node.operator}\` on this field`)
  const isThere = node.operator === '??=' ? presence(fn, old, at) : truthy(holds(fn, old, at))
  retain(holder)
  const { statements } = fn.capture(() => writeMember(fn, holder, target, fn.value(node.right), at))
  release(holder)
  emitIf(fn, node.operator === '&&=' ? isThere : not(isThere, at), statements, [], at)
  return old
}
