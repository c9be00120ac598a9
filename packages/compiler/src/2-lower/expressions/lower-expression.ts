import type * as t from '@babel/types'
import { lowerArrayLiteral } from '../arrays/list-literal.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { absentValue } from '../names/may-hold-nothing.js'
import { unwrap } from '../node-kinds.js'
import { textOf, textTable } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { functionValue, scalar } from '../values/as-value.js'
import { lowerObject } from '../values/make-object.js'
import { nothing } from '../values/optional.js'
import type { Value } from '../values/value.js'
import { discard } from './discard.js'
import { lowerAssignment } from './lower-assignment.js'
import { lowerCall } from './lower-call.js'
import { lowerChain } from './lower-chain.js'
import { lowerConditional, lowerConditionalEffect, lowerLogical } from './lower-condition.js'
import { lowerIdentifier } from './lower-identifier.js'
import { lowerMember } from './lower-member.js'
import { lowerNew } from './lower-new-array.js'
import { lowerBinary, lowerUnary } from './lower-operator.js'
import { lowerUpdate } from './lower-update.js'
import { constant } from './make-expr.js'

/** Lowers an expression that must be a number, boolean, bigint or array. */
export function lowerExpression(fn: FunctionContext, expression: t.Expression): Expr {
  return scalar(fn, fn.value(expression), unwrap(expression))
}

/** Lowers an expression whose value is used: emits its effects and gives what is left. */
export function lowerValue(fn: FunctionContext, expression: t.Expression): Value {
  const node = unwrap(expression)
  const at = fn.at(node)
  switch (node.type) {
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return constant(node.value, at)
    case 'BigIntLiteral':
      return constant(BigInt(node.value), at)
    case 'StringLiteral':
    case 'TemplateLiteral': {
      const text = textOf(fn.module, node)
      return text === undefined ? unsupported(node, at) : textTable(fn, text, at)
    }
    case 'NullLiteral':
      return nothing('null', at)
    case 'Identifier':
      return absentValue(fn.module, node) === 'undefined'
        ? nothing('undefined', at)
        : lowerIdentifier(fn, node)
    case 'UnaryExpression':
      return absentValue(fn.module, node) === 'undefined' ? nothing('undefined', at) : lowerUnary(fn, node)
    case 'BinaryExpression':
      return lowerBinary(fn, node)
    case 'LogicalExpression':
      return lowerLogical(fn, node)
    case 'ConditionalExpression':
      return lowerConditional(fn, node)
    case 'AssignmentExpression':
      return lowerAssignment(fn, node, 'value')
    case 'UpdateExpression':
      return lowerUpdate(fn, node, 'value')
    case 'MemberExpression':
      return lowerMember(fn, node)
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return lowerChain(fn, node, 'value')
    case 'CallExpression':
      return lowerCall(fn, node, 'value')
    case 'NewExpression':
      return lowerNew(fn, node)
    case 'SequenceExpression':
      return lowerSequence(fn, node)
    case 'ThisExpression':
      return fn.frame.receiver ?? unsupported(node, at)
    case 'ObjectExpression':
      return lowerObject(fn, node)
    case 'ArrayExpression':
      return lowerArrayLiteral(fn, node)
    case 'ClassExpression':
      return { kind: 'class', node, module: fn.module, name: node.id?.name ?? 'a class', frame: fn.frame }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return functionValue(fn, node)
    default:
      return unsupported(node, at)
  }
}

/** Lowers an expression for what it does; its value is not used. */
export function lowerEffect(fn: FunctionContext, expression: t.Expression): void {
  const node = unwrap(expression)
  switch (node.type) {
    case 'AssignmentExpression':
      lowerAssignment(fn, node, 'effect')
      return
    case 'UpdateExpression':
      lowerUpdate(fn, node, 'effect')
      return
    case 'CallExpression':
      return discard(fn, lowerCall(fn, node, 'effect'))
    case 'OptionalCallExpression':
      return discard(fn, lowerChain(fn, node, 'effect'))
    case 'ConditionalExpression':
      return lowerConditionalEffect(fn, node)
    case 'LogicalExpression':
      if (node.operator === '??') break
      return lowerConditionalEffect(fn, node)
    case 'UnaryExpression':
      if (node.operator === 'void') return fn.effect(node.argument)
      break
    case 'SequenceExpression':
      for (const part of node.expressions) fn.effect(part)
      return
  }
  discard(fn, fn.value(expression))
}

function lowerSequence(fn: FunctionContext, node: t.SequenceExpression): Value {
  const last = node.expressions.at(-1)
  for (const part of node.expressions.slice(0, -1)) fn.effect(part)
  return last === undefined ? unsupported(node, fn.at(node)) : fn.value(last)
}
