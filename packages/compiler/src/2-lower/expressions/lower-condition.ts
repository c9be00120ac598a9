import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import { askForElement } from '../arrays/take-element.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { noteGiven } from '../values/given-object.js'
import { holds, isNothing, nothing, presence } from '../values/optional.js'
import type { OptionalObject, StaticValue, Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { choose, decideLater, emitIf } from './choose.js'
import { nullish } from './lower-nullish.js'
import { compare, conditional, constant, length, logical, not, truthy } from './make-expr.js'

/** A condition: `&&`, `||` and `!` become boolean operations, anything else is asked whether it is truthy. */
export function lowerTest(fn: FunctionContext, expression: t.Expression): Expr {
  const node = unwrap(expression)
  const at = fn.at(node)
  if (node.type === 'UnaryExpression' && node.operator === '!') return opposite(fn.test(node.argument), at)
  if (node.type === 'ConditionalExpression') {
    const branch = (part: t.Expression) => () => fn.test(part)
    return choose(fn, fn.test(node.test), branch(node.consequent), branch(node.alternate), at)
  }
  if (node.type !== 'LogicalExpression' || node.operator === '??') {
    const value = fn.value(expression)
    if (value.kind === 'optional-object') return fn.read(value.present, at)
    if (isNothing(value)) return truthy(holds(fn, value, at))
    if (isStatic(value)) noteGiven(fn, value, at)
    return isStatic(value) ? constant(true, at) : truthOf(fn, value)
  }
  const op = node.operator === '&&' ? 'and' : 'or'
  const left = fn.test(node.left)
  if (left.kind === 'const') return left.value === (op === 'and') ? fn.test(node.right) : left
  const right = fn.capture(() => {
    fn.proven.assume(left, op === 'and')
    return fn.test(node.right)
  })
  if (right.statements.length > 0) return decideLater(fn, op, left, right, at)
  return logical(op, left, right.value, at)
}

/** Whether a value is truthy: arrays always are, strings unless they are empty. */
export function truthOf(fn: FunctionContext, value: Expr): Expr {
  const { at } = value
  if (value.kind !== 'local') return truthy(value)
  const type = fn.likelyType(value.local)
  if (type === 'string') return compare('gt', length(value.local, at), constant(0, at), at)
  return type === 'point' || isArray(type) ? constant(true, at) : truthy(value)
}

/** The negation of a condition. */
export function opposite(test: Expr, at: SourceRange): Expr {
  return test.kind === 'const' ? constant(!test.value, at) : not(test, at)
}

/** `test ? then : else` as a value. */
export function lowerConditional(fn: FunctionContext, node: t.ConditionalExpression): Value {
  const branch = (part: t.Expression) => () => fn.value(part)
  return choose(fn, fn.test(node.test), branch(node.consequent), branch(node.alternate), fn.at(node))
}

/** `&&`, `||` and `??` as values: one of the two operands, the right one only evaluated if it is needed. */
export function lowerLogical(fn: FunctionContext, node: t.LogicalExpression): Value {
  const at = fn.at(node)
  if (node.operator === '??') askForElement(fn, node.left)
  const left = fn.value(node.left)
  if (isStatic(left)) return logicalStatic(fn, node, left)
  if (node.operator === '??') return nullish(fn, left, () => fn.expression(node.right), at)
  const op = node.operator === '&&' ? 'and' : 'or'
  const right = fn.capture(() => {
    fn.proven.assume(left, op === 'and')
    return fn.expression(node.right)
  })
  if (right.statements.length > 0) return decideLater(fn, op, left, right, at)
  if (left.type === 'boolean' && right.value.type === 'boolean') return logical(op, left, right.value, at)
  const held = fn.hold(left)
  const [then, otherwise] = op === 'and' ? [right.value, held] : [held, right.value]
  return conditional(truthy(held), then, otherwise, at)
}

/** The same where the left side is an object, or may be missing. */
function logicalStatic(fn: FunctionContext, node: t.LogicalExpression, left: StaticValue): Value {
  const at = fn.at(node)
  const { operator } = node
  const right = () => fn.value(node.right)
  if (left.kind === 'optional-object') return logicalObject(fn, node, left)
  if (left.kind !== 'optional') {
    const isThere = left.kind !== 'nothing'
    if (isThere) noteGiven(fn, left, at)
    return isThere === (operator === '&&') ? right() : left
  }
  const own = fn.read(left.local, at)
  if (operator === '??') return choose<Value>(fn, presence(fn, left, at), () => own, right, at)
  const test = fn.hold(truthy(own))
  return operator === '||'
    ? choose<Value>(fn, test, () => own, right, at)
    : choose<Value>(fn, test, right, () => left, at)
}

/** The same of an object that may be missing: it is the left side's value where it is there, else nothing is. */
function logicalObject(fn: FunctionContext, node: t.LogicalExpression, left: OptionalObject): Value {
  const at = fn.at(node)
  const isThere = fn.read(left.present, at)
  const right = () => fn.value(node.right)
  if (node.operator === '&&') return choose<Value>(fn, isThere, right, () => nothing(left.as, at), at)
  return choose<Value>(fn, isThere, () => left.object, right, at)
}

/** `test && effect()` and `test ? effect() : other()` where nobody looks at the value. */
export function lowerConditionalEffect(
  fn: FunctionContext,
  node: t.ConditionalExpression | t.LogicalExpression,
): void {
  const at = fn.at(node)
  const branch = (part: t.Expression, test: Expr, isTrue: boolean) =>
    fn.capture(() => {
      fn.proven.assume(test, isTrue)
      fn.effect(part)
    }).statements
  if (node.type === 'ConditionalExpression') {
    const test = fn.test(node.test)
    const [then, otherwise] = [branch(node.consequent, test, true), branch(node.alternate, test, false)]
    return emitIf(fn, test, then, otherwise, at)
  }
  const test = fn.test(node.left)
  const right = branch(node.right, test, node.operator === '&&')
  if (node.operator === '&&') emitIf(fn, test, right, [], at)
  else emitIf(fn, test, [], right, at)
}
