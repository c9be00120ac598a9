import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isWithin, outermost, unwrap } from '../node-kinds.js'
import { bindingOf, declaratorOf } from './bindings.js'
import { evaluateConstant } from './constants.js'
import { functionCalled } from './find-function.js'
import { isElementWrite } from './table-uses.js'

/**
 * Whether a variable that an array literal goes to is used as a list: by an index or a method, or handed to a function
 * that uses it so. Any other literal is a tuple, whose parts are locals.
 */
export function isUsedAsList(module: ParsedModule, binding: Binding): boolean {
  return isUsed(module, binding, isListUse, new Set()) || isGivenList(module, binding, new Set())
}

/** Whether one of the values of a variable is a list whatever it is used for: an empty one, or that of such a variable. */
function isGivenList(module: ParsedModule, binding: Binding, seen: Set<Binding>): boolean {
  if (seen.has(binding)) return false
  seen.add(binding)
  const assigned = binding.constantViolations.map(({ node }) =>
    node.type === 'AssignmentExpression' && node.left.type === 'Identifier' ? node.right : null,
  )
  return [declaratorOf(binding)?.init, ...assigned].some(given => {
    const value = given == null ? null : unwrap(given)
    if (value?.type === 'ArrayExpression') return value.elements.length === 0
    const name = value === null ? null : nameOf(module, value)
    if (name === null) return false
    return isUsed(module, name.binding, isListUse, new Set()) || isGivenList(module, name.binding, seen)
  })
}

/** Whether a function changes the length of the array that one of its parameters holds. */
export function resizesParameter(module: ParsedModule, node: t.Function): boolean {
  return node.params.some(param => {
    const binding = param.type === 'Identifier' ? bindingOf(module, param) : undefined
    return binding !== undefined && isUsed(module, binding, isLengthChange, new Set())
  })
}

/** Whether a variable's array gets another length under this name in one of these functions, or in one it is handed to. */
export function isResizedIn(module: ParsedModule, binding: Binding, bodies: readonly t.Function[]): boolean {
  const uses = binding.referencePaths.filter(({ node }) => bodies.some(body => isWithin(node, body)))
  return isAnyUsed(module, uses, isLengthChange, new Set([binding]))
}

type Is = (module: ParsedModule, use: NodePath) => boolean

/** Whether a variable is used in one way, here or under a name that it gets elsewhere. */
function isUsed(module: ParsedModule, binding: Binding, is: Is, seen: Set<Binding>): boolean {
  if (seen.has(binding)) return false
  seen.add(binding)
  return isAnyUsed(module, binding.referencePaths, is, seen)
}

function isAnyUsed(module: ParsedModule, uses: readonly NodePath[], is: Is, seen: Set<Binding>): boolean {
  return uses.map(outermost).some(use => {
    if (is(module, use)) return true
    const other = otherName(module, use)
    return other !== null && isUsed(other.module, other.binding, is, seen)
  })
}

interface Name {
  readonly module: ParsedModule
  readonly binding: Binding
}

/** The variable that a use hands the array to: `const other = xs`, or the parameter of a function that is called. */
function otherName(module: ParsedModule, use: NodePath): Name | null {
  const { parent, key } = use
  if (parent.type === 'VariableDeclarator' && key === 'init') return nameOf(module, parent.id)
  if (parent.type !== 'CallExpression' || use.listKey !== 'arguments') return null
  const called = functionCalled(module, parent.callee)
  const param = called?.node.params[Number(key)]
  return called && param ? nameOf(called.module, param) : null
}

function nameOf(module: ParsedModule, node: t.Node): Name | null {
  const binding = node.type === 'Identifier' ? bindingOf(module, node) : undefined
  return binding === undefined ? null : { module, binding }
}

function isListUse(module: ParsedModule, use: NodePath): boolean {
  const { parent, key } = use
  if (parent.type === 'ForOfStatement') return key === 'right'
  if (isMadeRow(use)) return true
  if (parent.type !== 'MemberExpression' || key !== 'object') return false
  const { property, computed } = parent
  if (computed) return property.type !== 'StringLiteral' && evaluateConstant(module, property) === undefined
  return property.type === 'Identifier' && (property.name !== 'length' || isElementWrite(use))
}

/** `grid.push(xs)`, `grid[i] = xs` */
function isMadeRow({ parent, key, listKey }: NodePath): boolean {
  if (parent.type === 'AssignmentExpression') {
    const target = unwrap(parent.left)
    return key === 'right' && target.type === 'MemberExpression' && target.computed
  }
  const isArgument = parent.type === 'CallExpression' && listKey === 'arguments'
  const callee = isArgument ? unwrap(parent.callee) : null
  if (callee?.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false
  return ['push', 'fill', 'unshift'].includes(callee.property.name)
}

const resizing: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'splice'])

function isLengthChange(_module: ParsedModule, use: NodePath): boolean {
  const { parent, key } = use
  if (parent.type !== 'MemberExpression' || key !== 'object') return false
  const { property, computed } = parent
  if (computed && isElementWrite(use)) return isOwnLength(property)
  if (computed) return use.parentPath !== null && isLengthChange(_module, outermost(use.parentPath))
  if (property.type !== 'Identifier') return false
  return resizing.has(property.name) || (property.name === 'length' && isElementWrite(use))
}

/** `xs[xs.length] = …` */
function isOwnLength(index: t.Node): boolean {
  const node = unwrap(index)
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.property.type === 'Identifier' &&
    node.property.name === 'length'
  )
}
