import type * as t from '@babel/types'
import type { BinaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isNestedArray, rowKind } from '../../ir/types.js'
import { setLength } from '../arrays/length-methods.js'
import { wholeArray } from '../arrays/make-array.js'
import { rowValue } from '../arrays/row-value.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { resolveTarget, targetBinding } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { lowerToField } from '../values/assign-field.js'
import { assignOptional, holds, operand, presence } from '../values/optional.js'
import type { OptionalValue, Value } from '../values/value.js'
import { isStatic, release, retain } from '../values/value.js'
import { assignVariable, evaluateFor } from '../values/variables.js'
import { emitIf } from './choose.js'
import { elementSteps, loadElement, lowerHolder, reusableElementSteps, storeElement } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import { lowerDestructuring } from './lower-destructuring.js'
import { arithmeticOp } from './lower-operator.js'
import { shortcutElement, shortcutVariable } from './lower-shortcut.js'
import { binary, constant, length, not, truthy } from './make-expr.js'

/** Whether somebody looks at the value of an expression. */
export type Use = 'value' | 'effect'

/** Every form of assignment. The result is its value; after `effect` it means nothing. */
export function lowerAssignment(fn: FunctionContext, node: t.AssignmentExpression, use: Use): Value {
  const at = fn.at(node)
  const target = unwrap(node.left)
  const { operator } = node
  if (target.type === 'ArrayPattern' || target.type === 'ObjectPattern') {
    if (use === 'value') return unsupported(node, at, 'The value of a destructuring assignment')
    lowerDestructuring(fn, target, node.right, 'assign')
    return constant(0, at)
  }
  if (target.type === 'Identifier') return lowerToVariable(fn, target, node)
  if (target.type !== 'MemberExpression') return unsupported(target, fn.at(target))
  const holder = lowerHolder(fn, target.object)
  if (isStatic(holder)) return lowerToField(fn, holder, target, node)
  if (isLengthOf(target)) return lowerToLength(fn, holder, node)
  if (operator === '=') return lowerPlainElement(fn, holder, target, node, use)
  const op = arithmeticOp(operator.slice(0, -1))
  if (op !== undefined) return lowerCompoundElement(fn, holder, target, node, op, use)
  return shortcutElement(fn, holder, target, node)
}

function lowerToVariable(fn: FunctionContext, target: t.Identifier, node: t.AssignmentExpression): Value {
  const at = fn.at(node)
  const { operator } = node
  const place = fn.placeOf(targetBinding(fn, target))
  if (operator === '=') {
    if (place !== undefined) retain(place)
    const value = evaluateFor(fn, target, node.right)
    if (place !== undefined) release(place)
    assignVariable(fn, target, value, at)
    if (place?.kind === 'optional') return isStatic(value) ? value : fn.read(place.local, at)
    return isStatic(value) || value.kind === 'const' ? value : fn.read(resolveTarget(fn, target), at)
  }
  if (place?.kind === 'optional') return changeOptional(fn, place, node)
  if (place !== undefined && isStatic(place)) return unsupported(node, at, `\`${operator}\` on an object`)
  const op = arithmeticOp(operator.slice(0, -1))
  if (op === undefined) return shortcutVariable(fn, target, node)
  const local = resolveTarget(fn, target)
  const [old, change] = inOrder(fn, [() => fn.read(local, fn.at(target)), () => addend(fn, node)])
  fn.assign(local, binary(op, old, change, at), at)
  return fn.read(local, at)
}

/** `x += y`, `x ??= y` and the like where `x` may be missing. */
function changeOptional(fn: FunctionContext, place: OptionalValue, node: t.AssignmentExpression): Value {
  const at = fn.at(node)
  const name = node.left.type === 'Identifier' ? node.left.name : 'A variable'
  const op = arithmeticOp(node.operator.slice(0, -1))
  if (op !== undefined) {
    const [old, change] = inOrder(fn, [() => operand(fn, place, node.left), () => addend(fn, node)])
    assignOptional(fn, place, binary(op, old, change, at), name, at)
    return place
  }
  const isThere = node.operator === '??=' ? presence(fn, place, at) : truthy(holds(fn, place, at))
  const { statements } = fn.capture(() => assignOptional(fn, place, fn.value(node.right), name, at))
  emitIf(fn, node.operator === '&&=' ? isThere : not(isThere, at), statements, [], at)
  return place
}

/** The right side of `+=` and the like. */
function addend(fn: FunctionContext, { right }: t.AssignmentExpression): Expr {
  return operand(fn, fn.value(right), right)
}

function lowerPlainElement(
  fn: FunctionContext,
  holder: Expr,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
  use: Use,
): Expr {
  const steps = elementSteps(fn, holder, target)
  const kind = holder.kind === 'local' ? fn.likelyType(holder.local) : 'dyn'
  const given = () =>
    isNestedArray(kind) ? rowValue(fn, node.right, rowKind(kind)) : fn.expression(node.right)
  const [array, index, right] = inOrder(fn, [...steps, given])
  // The value of the assignment is the right side as it was, not what the array makes of it.
  const value = use === 'value' ? fn.hold(right) : right
  storeElement(fn, array, index, value, fn.at(node))
  return value
}

/** `x[i] += y` and the like: the old value is read before the right side runs. */
function lowerCompoundElement(
  fn: FunctionContext,
  holder: Expr,
  target: t.MemberExpression,
  node: t.AssignmentExpression,
  op: BinaryOp,
  use: Use,
): Expr {
  const at = fn.at(node)
  const [array, index, old, change] = inOrder(fn, [
    ...reusableElementSteps(fn, holder, target),
    earlier => loadBefore(fn, earlier, fn.at(target)),
    () => addend(fn, node),
  ])
  const result = binary(op, old, change, at)
  const value = use === 'value' ? fn.hold(result) : result
  storeElement(fn, array, index, value, at)
  return value
}

/** The old element, read at the moment the array and the index have been evaluated. */
function loadBefore(fn: FunctionContext, [array, index]: readonly Value[], at: SourceRange): Expr {
  if (array === undefined || index === undefined || isStatic(array) || isStatic(index))
    throw new Error('hotpath: no array to read from')
  return loadElement(fn, array, index, at)
}

/** Whether `xs.length` is what is assigned. */
export function isLengthOf({ computed, property }: t.MemberExpression): boolean {
  return !computed && property.type === 'Identifier' && property.name === 'length'
}

/** `xs.length = 0`, `xs.length -= 2` */
function lowerToLength(fn: FunctionContext, holder: Expr, node: t.AssignmentExpression): Expr {
  const at = fn.at(node)
  const op = arithmeticOp(node.operator.slice(0, -1))
  const isKnown = node.operator === '=' || op !== undefined
  if (holder.kind !== 'local' || !isKnown) return unsupported(node, at)
  const { local } = wholeArray(fn, holder)
  const [before, right] = inOrder(fn, [() => length(local, at), () => fn.expression(node.right)])
  const size = fn.hold(op === undefined ? right : binary(op, before, right, at))
  setLength(fn, local, size, at)
  return size
}
