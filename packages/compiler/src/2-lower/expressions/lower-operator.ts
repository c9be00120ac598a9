import type * as t from '@babel/types'
import type { BinaryOp, CompareOp } from '../../ir/expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { compareValues, compareWithText } from '../strings/compare-strings.js'
import { unsupported } from '../unsupported.js'
import { inOrder } from './evaluate-in-order.js'
import { opposite } from './lower-condition.js'
import { lowerInstanceOf } from './lower-instance-of.js'
import { lowerTypeTest } from './lower-type-test.js'
import { asNumber, binary, compare, constant, unary } from './make-expr.js'

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
  const typeTest = lowerTypeTest(fn, node)
  if (typeTest !== null) return typeTest
  const text = comparing === undefined ? null : compareWithText(fn, comparing, leftNode, node.right, at)
  if (text !== null) return text
  const [left, right] = inOrder(fn, [() => fn.expression(leftNode), () => fn.expression(node.right)])
  if (op !== undefined) return binary(op, left, right, at)
  return compareValues(fn, comparing ?? 'eq', left, right, at) ?? compare(comparing ?? 'eq', left, right, at)
}

/** `-x`, `+x`, `~x` and `!x`. */
export function lowerUnary(fn: FunctionContext, node: t.UnaryExpression): Expr {
  const at = fn.at(node)
  switch (node.operator) {
    case '!':
      return opposite(fn.test(node.argument), at)
    case '-': {
      const operand = fn.expression(node.argument)
      if (operand.kind === 'const' && typeof operand.value === 'number') return constant(-operand.value, at)
      if (operand.kind === 'const' && typeof operand.value === 'bigint') return constant(-operand.value, at)
      return unary('neg', operand, at)
    }
    case '~':
      return unary('bitnot', fn.expression(node.argument), at)
    case '+':
      return asNumber(fn.expression(node.argument), at)
    default:
      return unsupported(node, at, `\`${node.operator}\``)
  }
}
