import type * as t from '@babel/types'
import type { BinaryOp, CompareOp } from '../../ir/expr.js'
import { askForElement } from '../arrays/take-element.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { absentValue } from '../names/may-hold-nothing.js'
import { compareValues, compareWithText } from '../strings/compare-strings.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { isNothing, operand, sameOptional } from '../values/optional.js'
import { inOrder } from './evaluate-in-order.js'
import { opposite } from './lower-condition.js'
import { lowerInstanceOf } from './lower-instance-of.js'
import { lowerTypeTest } from './lower-type-test.js'
import { asNumber, binary, compare, constant, not, unary } from './make-expr.js'
import { sameArray } from './same-array.js'

const arithmetic: Readonly<Record<string, BinaryOp>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '**': 'pow',
  '&': 'bitand',
  '|': 'bitor',
  '^': 'bitxor',
  '<<': 'shl',
  '>>': 'shr',
  '>>>': 'ushr',
}

// Loose equality differs from strict equality only between types, which inference refuses to compare.
const comparison: Readonly<Record<string, CompareOp>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '===': 'eq',
  '==': 'eq',
  '!==': 'ne',
  '!=': 'ne',
}

/** The operation of `+`, or of `+=` without its `=`; `undefined` for anything that is not arithmetic. */
export function arithmeticOp(operator: string): BinaryOp | undefined {
  return Object.hasOwn(arithmetic, operator) ? arithmetic[operator] : undefined
}

/** `left operator right`, the left side first. */
export function lowerBinary(fn: FunctionContext, node: t.BinaryExpression): Expr {
  const at = fn.at(node)
  const { left: leftNode, operator } = node
  if (operator === 'instanceof') return lowerInstanceOf(fn, node)
  const op = arithmeticOp(operator)
  const comparing = Object.hasOwn(comparison, operator) ? comparison[operator] : undefined
  if (leftNode.type === 'PrivateName' || (op === undefined && comparing === undefined)) {
    return unsupported(node, at, `\`${operator}\``)
  }
  if (absentValue(fn.module, node.right)) askForElement(fn, leftNode)
  if (absentValue(fn.module, leftNode)) askForElement(fn, node.right)
  const typeTest = lowerTypeTest(fn, node)
  if (typeTest !== null) return typeTest
  const text = comparing === undefined ? null : compareWithText(fn, comparing, leftNode, node.right, at)
  if (text !== null) return text
  if (comparing === 'eq' || comparing === 'ne') return lowerEquality(fn, node, comparing)
  const take = (side: t.Expression) => () => operand(fn, fn.value(side), side)
  const [left, right] = inOrder(fn, [take(leftNode), take(node.right)])
  if (op !== undefined) return binary(op, left, right, at)
  return compareValues(fn, comparing ?? 'eq', left, right, at) ?? compare(comparing ?? 'eq', left, right, at)
}

/** `left === right` and its like. */
function lowerEquality(fn: FunctionContext, node: t.BinaryExpression, op: 'eq' | 'ne'): Expr {
  const at = fn.at(node)
  const steps = [node.left, node.right].map(side => () => fn.value(side as t.Expression))
  const [first, second] = inOrder(fn, steps)
  if (first === undefined || second === undefined) return unsupported(node, at)
  if (isNothing(first) || isNothing(second)) {
    const same = sameOptional(fn, first, second, node.operator.length === 2, node)
    return op === 'eq' ? same : not(same, at)
  }
  if (first.kind === 'text' && second.kind === 'text')
    return constant((first.text === second.text) === (op === 'eq'), at)
  const [left, right] = [scalar(fn, first, node.left), scalar(fn, second, node.right)]
  const same = sameArray(fn, left, right, at)
  if (same !== null) return op === 'eq' ? same : not(same, at)
  return compareValues(fn, op, left, right, at) ?? compare(op, left, right, at)
}

/** `-x`, `+x`, `~x` and `!x`. */
export function lowerUnary(fn: FunctionContext, node: t.UnaryExpression): Expr {
  const at = fn.at(node)
  const argument = () => operand(fn, fn.value(node.argument), node.argument)
  switch (node.operator) {
    case '!':
      return opposite(fn.test(node.argument), at)
    case '-': {
      const value = argument()
      if (value.kind === 'const' && typeof value.value === 'number') return constant(-value.value, at)
      if (value.kind === 'const' && typeof value.value === 'bigint') return constant(-value.value, at)
      return unary('neg', value, at)
    }
    case '~':
      return unary('bitnot', argument(), at)
    case '+':
      return asNumber(argument(), at)
    default:
      return unsupported(node, at, `\`${node.operator}\``)
  }
}
