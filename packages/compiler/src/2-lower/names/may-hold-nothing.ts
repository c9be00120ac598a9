import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { outermost, unwrap } from '../node-kinds.js'
import { allowsNothing } from '../signatures/read-fields.js'
import { bindingOf, declaratorOf } from './bindings.js'
import { takesElement } from './takes-element.js'

/** What an expression stands for that is `undefined` or `null` as it is written; `null` for any other. */
export function absentValue(module: ParsedModule, expression: t.Node): 'undefined' | 'null' | null {
  const node = unwrap(expression)
  if (node.type === 'NullLiteral') return 'null'
  if (node.type === 'UnaryExpression' && node.operator === 'void') {
    return unwrap(node.argument).type === 'NumericLiteral' ? 'undefined' : null
  }
  const isName = node.type === 'Identifier' && node.name === 'undefined'
  return isName && bindingOf(module, node) === undefined ? 'undefined' : null
}

/** Whether an expression is `undefined` or `null` on some path, as it is written. */
export function mayGiveNothing(module: ParsedModule, expression: t.Node): 'undefined' | 'null' | null {
  const node = unwrap(expression)
  if (node.type === 'ConditionalExpression')
    return mayGiveNothing(module, node.consequent) ?? mayGiveNothing(module, node.alternate)
  if (node.type === 'LogicalExpression') return mayGiveNothing(module, node.right)
  return absentValue(module, node)
}

/**
 * What a `let` is before it has a number, or is set to: it is declared without a value and asked whether it has one, or
 * some assignment writes `undefined` or `null`. `null` where it always has a value.
 */
export function mayHoldNothing(module: ParsedModule, binding: Binding): 'undefined' | 'null' | null {
  const declarator = declaratorOf(binding)
  const list = binding.path.parentPath
  const isPlain = declarator?.id === binding.identifier && binding.kind === 'let'
  // `for (let x of xs)` has no value there and gets one at once.
  if (!isPlain || list?.parentPath?.isForXStatement()) return null
  const { init } = declarator
  if (init == null) return isAsked(module, binding) ? 'undefined' : null
  const values = [init, ...binding.constantViolations.flatMap(assigned)]
  if (values.some(takesElement) && isAsked(module, binding)) return 'undefined'
  return values.reduce<'undefined' | 'null' | null>(
    (found, value) => found ?? mayGiveNothing(module, value),
    null,
  )
}

function assigned({ node }: NodePath): readonly t.Node[] {
  return node.type === 'AssignmentExpression' ? [node.right] : []
}

/** `number | undefined` and the like: an object has a way of its own to be there later. */
function isNumberOrNothing(type: t.TSType): boolean {
  if (type.type !== 'TSUnionType' || !allowsNothing(type)) return false
  return type.types.every(part => part.type === 'TSNumberKeyword' || allowsNothing(part))
}

/** Whether some use of a variable asks whether it has a value. */
export function isAsked(module: ParsedModule, binding: Binding): boolean {
  const { identifier, referencePaths, constantViolations } = binding
  const annotation = identifier.typeAnnotation
  if (annotation?.type === 'TSTypeAnnotation' && isNumberOrNothing(annotation.typeAnnotation)) return true
  const isCleared = constantViolations.some(path =>
    assigned(path).some(value => mayGiveNothing(module, value)),
  )
  // `(x = xs.pop()) !== undefined`
  const isTested = constantViolations.some(
    path => assigned(path).some(takesElement) && asksForAbsence(module, path),
  )
  const isFound = isCleared || isTested || isFilled(binding)
  return isFound || referencePaths.some(path => asksForAbsence(module, path))
}

/** `typeof x === 'undefined'` */
function isTypeofUndefined(path: NodePath | null): boolean {
  const { parent } = path === null ? { parent: null } : outermost(path)
  if (path?.node.type !== 'UnaryExpression' || path.node.operator !== 'typeof') return false
  if (parent?.type !== 'BinaryExpression') return false
  return [parent.left, parent.right].some(side => side.type === 'StringLiteral' && side.value === 'undefined')
}

/** Whether a variable is given a value where it has none: `x ??= y`. */
export function isFilled({ constantViolations }: Binding): boolean {
  return constantViolations.some(
    ({ node }) => node.type === 'AssignmentExpression' && node.operator === '??=',
  )
}

/** Whether a use of a value is a question whether there is one: `x ?? y`, `x == null`, `x?.y`. */
export function asksForAbsence(module: ParsedModule, path: NodePath): boolean {
  const use = outermost(path)
  const { parent, key } = use
  if (parent.type === 'UnaryExpression') return isTypeofUndefined(use.parentPath)
  if (parent.type === 'LogicalExpression') return parent.operator === '??' && key === 'left'
  if (parent.type === 'OptionalMemberExpression') return parent.optional && key === 'object'
  if (parent.type === 'OptionalCallExpression') return parent.optional && key === 'callee'
  if (parent.type !== 'BinaryExpression') return false
  const other = key === 'left' ? parent.right : parent.left
  return /^[!=]==?$/.test(parent.operator) && absentValue(module, other) !== null
}
