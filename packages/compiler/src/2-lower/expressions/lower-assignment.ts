import type * as t from '@babel/types'
import type { BinaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { resolveTarget } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { elementSteps, loadElement, reusableElementSteps, storeElement } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import { lowerDestructuring } from './lower-destructuring.js'
import { arithmeticOp } from './lower-operator.js'
import { lowerShortcut } from './lower-shortcut.js'
import { binary, constant } from './make-expr.js'

/** Whether somebody looks at the value of an expression. */
export type Use = 'value' | 'effect'

type Target = t.Identifier | t.MemberExpression

/** Every form of assignment. The result is its value; after `effect` it means nothing. */
export function lowerAssignment(fn: FunctionContext, node: t.AssignmentExpression, use: Use): Expr {
  const at = fn.at(node)
  const target = unwrap(node.left)
  const { operator } = node
  if (target.type === 'ArrayPattern') {
    if (use === 'value') return unsupported(node, at, 'The value of a destructuring assignment')
    lowerDestructuring(fn, target, node.right, at)
    return constant(0, at)
  }
  if (target.type !== 'Identifier' && target.type !== 'MemberExpression') {
    return unsupported(target, fn.at(target))
  }
  if (operator === '=') return lowerPlain(fn, target, node, use)
  const op = arithmeticOp(operator.slice(0, -1))
  if (op !== undefined) return lowerCompound(fn, target, node, op, use)
  return lowerShortcut(fn, target, node)
}

function lowerPlain(fn: FunctionContext, target: Target, node: t.AssignmentExpression, use: Use): Expr {
  const at = fn.at(node)
  if (target.type === 'Identifier') {
    const local = resolveTarget(fn, target)
    const value = fn.expression(node.right)
    fn.assign(local, value, at)
    return value.kind === 'const' ? value : fn.read(local, at)
  }
  const [array, index, right] = inOrder(fn, [...elementSteps(fn, target), () => fn.expression(node.right)])
  // The value of the assignment is the right side as it was, not what the array makes of it.
  const value = use === 'value' ? fn.hold(right) : right
  storeElement(fn, array, index, value, at)
  return value
}

/** `x += y` and the like: the old value is read before the right side runs. */
function lowerCompound(
  fn: FunctionContext,
  target: Target,
  node: t.AssignmentExpression,
  op: BinaryOp,
  use: Use,
): Expr {
  const at = fn.at(node)
  const right = () => fn.expression(node.right)
  if (target.type === 'Identifier') {
    const local = resolveTarget(fn, target)
    const [old, change] = inOrder(fn, [() => fn.read(local, fn.at(target)), right])
    fn.assign(local, binary(op, old, change, at), at)
    return fn.read(local, at)
  }
  const [array, index, old, change] = inOrder(fn, [
    ...reusableElementSteps(fn, target),
    earlier => loadBefore(earlier, fn.at(target)),
    right,
  ])
  const result = binary(op, old, change, at)
  const value = use === 'value' ? fn.hold(result) : result
  storeElement(fn, array, index, value, at)
  return value
}

/** The old element, read at the moment the array and the index have been evaluated. */
function loadBefore([array, index]: readonly Expr[], at: SourceRange): Expr {
  if (array === undefined || index === undefined) throw new Error('hotpath: no array to read from')
  return loadElement(array, index, at)
}
