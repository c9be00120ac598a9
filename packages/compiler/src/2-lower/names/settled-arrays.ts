import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isTypedArray } from '../../ir/types.js'
import { outermost, unwrap } from '../node-kinds.js'
import { declaratorOf } from './bindings.js'
import { builtinName } from './builtins.js'
import { evaluateConstant } from './constants.js'
import { isElementRead, isElementWrite } from './table-uses.js'

/**
 * Whether a variable of the module holds an array that nothing changes, or sees as a whole, once the module has been
 * evaluated: it is made in its declaration, written by code that only runs meanwhile, and else its elements are read.
 */
export function isSettled(module: ParsedModule, binding: Binding): boolean {
  const declarator = declaratorOf(binding)
  if (!binding.constant || declarator?.id !== binding.identifier || declarator.init == null) return false
  if (!isFresh(module, declarator.init) || /\beval\b|\bcallee\b/.test(module.source)) return false
  return binding.referencePaths.every(use => isElementRead(use) || (isWrite(use) && runsAtStart(use)))
}

/** Whether an expression makes an array that nothing else has: not a view of a buffer that stands elsewhere. */
function isFresh(module: ParsedModule, init: t.Expression): boolean {
  const node = unwrap(init)
  if (node.type === 'ArrayExpression') return true
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false
  const [maker = '', method] = (builtinName(module, node.callee) ?? '').split('.')
  if (maker !== 'Array' && !isTypedArray(maker)) return false
  if (node.type === 'CallExpression') return method === 'from' || method === 'of'
  const [size, ...more] = node.arguments
  if (method !== undefined || more.length > 0) return false
  if (size === undefined || unwrap(size).type === 'ArrayExpression') return true
  return typeof evaluateConstant(module, size) === 'number'
}

const writingMethods: ReadonlySet<string> = new Set([
  'copyWithin',
  'fill',
  'pop',
  'push',
  'reverse',
  'set',
  'shift',
  'sort',
  'splice',
  'unshift',
])

/** `T[i] = x`, or a statement `T.fill(x)`: its result would be the array. */
function isWrite(use: NodePath): boolean {
  const member = use.parentPath
  if (isElementWrite(use) || !member?.isMemberExpression() || use.key !== 'object') return isElementWrite(use)
  const { computed, property } = member.node
  const { parentPath, key } = outermost(member)
  return (
    !computed &&
    property.type === 'Identifier' &&
    writingMethods.has(property.name) &&
    key === 'callee' &&
    parentPath?.parent.type === 'ExpressionStatement'
  )
}

/** Whether code only runs while its module is evaluated: outside functions, or in one that only such code calls. */
function runsAtStart(path: NodePath, seen: ReadonlySet<NodePath> = new Set()): boolean {
  const around = path.findParent(parent => parent.isFunction() || parent.isClass())
  if (around === null) return true
  if (!around.isFunction() || around.node.async || around.node.generator || seen.has(around)) return false
  // By its own name a function may hand itself on.
  if (around.isFunctionExpression() && around.node.id) return false
  const use = outermost(around)
  if (use.key === 'callee' && use.parent.type === 'CallExpression') return runsAtStart(use, seen)
  const binding = bindingOfFunction(around)
  const isCall = (one: NodePath) => one.key === 'callee' && one.parent.type === 'CallExpression'
  return (
    binding?.constant === true &&
    binding.referencePaths.every(one => isCall(one) && runsAtStart(one, new Set([...seen, around])))
  )
}

/** The variable of `function f() {}` or `const f = () => {}`, unless its declaration exports it. */
function bindingOfFunction(path: NodePath<t.Function>): Binding | undefined {
  const { node, parent, parentPath } = path
  if (node.type === 'FunctionDeclaration') {
    return node.id && !parent.type.startsWith('Export')
      ? path.parentPath.scope.getBinding(node.id.name)
      : undefined
  }
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return undefined
  const isExported = parentPath?.parentPath?.parent.type.startsWith('Export') ?? false
  return isExported ? undefined : path.scope.parent?.getBinding(parent.id.name)
}
