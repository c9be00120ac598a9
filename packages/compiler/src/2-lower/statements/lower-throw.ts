import type * as t from '@babel/types'
import type { ThrowSite } from '../../ir/kernel.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf } from '../names/bindings.js'
import { unwrap } from '../node-kinds.js'
import { isInsideTry } from './lower-try.js'

type ErrorName = ThrowSite['constructor']

const errorNames: readonly ErrorName[] = [
  'Error',
  'RangeError',
  'TypeError',
  'SyntaxError',
  'EvalError',
  'ReferenceError',
  'URIError',
]

/**
 * `throw new RangeError('message')`, with or without `new`, the message a literal or left out. What else may be thrown
 * only JavaScript can make, so the call starts over there; and so it does inside `try`, where somebody may catch it.
 */
export function lowerThrow(fn: FunctionContext, node: t.ThrowStatement): void {
  const at = fn.at(node)
  const site = constantError(fn, node)
  fn.emit({
    kind: 'throw',
    site: site === null || isInsideTry(fn) ? 'restart' : fn.kernel.throwSite(site),
    at,
  })
}

function constantError(fn: FunctionContext, node: t.ThrowStatement): ThrowSite | null {
  const error = unwrap(node.argument)
  if (error.type !== 'NewExpression' && error.type !== 'CallExpression') return null
  const name = errorName(fn, error.callee)
  const [first, ...more] = error.arguments
  const message = first === undefined ? null : literalText(first)
  if (name === undefined || message === undefined || more.length > 0) return null
  // Not the statement: where the error is made is where its stack begins.
  return { constructor: name, message, at: fn.at(error) }
}

function errorName(fn: FunctionContext, callee: t.Node): ErrorName | undefined {
  const node = unwrap(callee)
  const isGlobal = node.type === 'Identifier' && bindingOf(fn.module, node) === undefined
  return isGlobal ? errorNames.find(name => name === node.name) : undefined
}

/** The text of a string literal, or of several joined by `+`. */
function literalText(expression: t.Node): string | undefined {
  const node = unwrap(expression)
  if (node.type === 'StringLiteral') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const left = literalText(node.left)
  const right = literalText(node.right)
  return left === undefined || right === undefined ? undefined : left + right
}
