import type * as t from '@babel/types'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, unwrap } from '../node-kinds.js'

type Answer = 'number' | 'boolean' | null

/**
 * What a kernel may take of a function that stays JavaScript, as far as its type or its `return`s show; `null` where it
 * gives nothing that compiled code has. Where it gives something else after all, the call goes on in JavaScript.
 */
export function answerOf(node: t.Function): Answer {
  if (node.async === true || node.generator === true) return null
  const typed = typedAnswer(node)
  if (typed !== undefined) return typed
  if (node.body.type !== 'BlockStatement') return isTruth(node.body) ? 'boolean' : 'number'
  const values: t.Node[] = []
  forEachNode(node.body, inner => {
    if (inner.type === 'ReturnStatement' && inner.argument != null) values.push(inner.argument)
    return !isFunction(inner)
  })
  if (values.length === 0) return null
  return values.every(isTruth) ? 'boolean' : 'number'
}

/** The same of a function by the type it declares to give; `undefined` where it declares none. */
export function typedAnswer({ returnType }: t.Function | t.TSDeclareFunction): Answer | undefined {
  return returnType?.type === 'TSTypeAnnotation' ? answerOfType(returnType.typeAnnotation) : undefined
}

const nothing: ReadonlySet<string> = new Set([
  ...['TSVoidKeyword', 'TSUndefinedKeyword', 'TSNullKeyword', 'TSStringKeyword', 'TSBigIntKeyword'],
  ...['TSSymbolKeyword', 'TSObjectKeyword', 'TSArrayType', 'TSTupleType', 'TSTypeLiteral', 'TSFunctionType'],
])

function answerOfType(type: t.TSType): Answer {
  if (type.type === 'TSBooleanKeyword' || type.type === 'TSTypePredicate') return 'boolean'
  return nothing.has(type.type) ? null : 'number'
}

const comparisons: ReadonlySet<string> = new Set([
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  '===',
  '!==',
  'in',
  'instanceof',
])

function isTruth(value: t.Node): boolean {
  const node = unwrap(value)
  if (node.type === 'BooleanLiteral') return true
  if (node.type === 'UnaryExpression') return node.operator === '!'
  if (node.type === 'BinaryExpression') return comparisons.has(node.operator)
  if (node.type === 'LogicalExpression') return isTruth(node.left) && isTruth(node.right)
  return node.type === 'ConditionalExpression' && isTruth(node.consequent) && isTruth(node.alternate)
}
