import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { ThrowSite } from '../../ir/kernel.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf } from '../names/bindings.js'
import { unwrap } from '../node-kinds.js'

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

/** `throw new RangeError('message')`, with or without `new`, the message a literal or left out. */
export function lowerThrow(fn: FunctionContext, node: t.ThrowStatement): void {
  const error = unwrap(node.argument)
  const isCall = error.type === 'NewExpression' || error.type === 'CallExpression'
  const name = isCall ? errorName(fn, error.callee) : undefined
  if (!isCall || name === undefined) return refuseThrow(fn, node, 'This value')
  const [first, ...more] = error.arguments
  const message = first === undefined ? null : literalText(first)
  if (message === undefined) return refuseThrow(fn, node, 'An error with a computed message')
  if (more.length > 0) return refuseThrow(fn, node, 'An error with options')
  const at = fn.at(node)
  fn.emit({ kind: 'throw', site: fn.kernel.throwSite({ constructor: name, message, at }), at })
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

function refuseThrow(fn: FunctionContext, node: t.ThrowStatement, what: string): never {
  return refuse(diagnose('lower/computed-throw', fn.at(node), what))
}
