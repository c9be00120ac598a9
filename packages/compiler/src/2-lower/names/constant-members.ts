import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { outermost, unwrap } from '../node-kinds.js'
import { bindingOf, declaratorOf, homeOf } from './bindings.js'
import type { ConstantMember, Evaluate } from './enums.js'
import { enumMember, findEnum } from './enums.js'
import { findLocal } from './exports.js'
import { isElementWrite } from './table-uses.js'

/**
 * What `E.A` stands for where `E` is an enum, or `K.a.b` where `K` is a module-level object that nothing changes; `null`
 * for anything else. The names may be imported.
 */
export function constantMember(
  module: ParsedModule,
  expression: t.Node,
  evaluate: Evaluate,
): ConstantMember | null {
  const path = memberPath(expression)
  if (path === null) return null
  const { root, keys } = path
  const binding = bindingOf(module, root)
  let owner = module
  let name = root.name
  if (binding?.kind === 'module') {
    const local = findLocal(module, root.name)
    if (local.kind !== 'local') return null
    owner = local.module
    name = local.name
  } else if (binding !== undefined) return objectMember(module, binding, keys)
  const declared = findEnum(owner, name)
  if (declared !== null)
    return keys.length === 1 ? enumMember(owner, declared, keys[0] ?? '', evaluate) : null
  const imported = owner === module ? undefined : owner.program.scope.getBinding(name)
  return imported === undefined ? null : objectMember(owner, imported, keys)
}

interface MemberPath {
  readonly root: t.Identifier
  readonly keys: readonly string[]
}

/** `a.b['c']` as its root and the names it goes through. */
function memberPath(expression: t.Node): MemberPath | null {
  const node = unwrap(expression)
  if (node.type === 'Identifier') return { root: node, keys: [] }
  if (node.type !== 'MemberExpression') return null
  const key = keyOf(node.property, node.computed)
  const before = key === null ? null : memberPath(node.object)
  return before === null || key === null ? null : { ...before, keys: [...before.keys, key] }
}

function keyOf(key: t.Node, computed: boolean): string | null {
  if (key.type === 'StringLiteral') return key.value
  return key.type === 'Identifier' && !computed ? key.name : null
}

function objectMember(
  module: ParsedModule,
  binding: Binding,
  keys: readonly string[],
): ConstantMember | null {
  const init = declaratorOf(binding)?.init
  const isFixed = binding.kind === 'const' && homeOf(binding) === null
  if (!isFixed || init == null || keys.length === 0 || declaratorOf(binding)?.id !== binding.identifier) {
    return null
  }
  const literal = literalOf(init)
  const node = literal && follow(literal.object, keys)
  if (!node || isObject(node)) return null
  const isUntouched = binding.referencePaths.every(use => isHarmless(use, literal.object, literal.isReadonly))
  return isUntouched ? { kind: 'node', module, node } : null
}

interface Literal {
  readonly object: t.ObjectExpression
  /** Other modules promise not to write it, or cannot. */
  readonly isReadonly: boolean
}

/** The object literal of `{ … }`, `{ … } as const` or `Object.freeze({ … })`. */
function literalOf(init: t.Node): Literal | null {
  const node = unwrap(init)
  if (node.type === 'ObjectExpression') return { object: node, isReadonly: isConst(init) }
  if (node.type !== 'CallExpression') return null
  const callee = memberPath(node.callee)
  const isFreeze = callee?.root.name === 'Object' && callee.keys.join() === 'freeze'
  const argument = isFreeze && node.arguments[0] ? unwrap(node.arguments[0]) : null
  if (argument?.type !== 'ObjectExpression') return null
  // What is nested is not frozen.
  const isFlat = argument.properties.every(
    property => property.type === 'ObjectProperty' && !isObject(unwrap(property.value)),
  )
  return { object: argument, isReadonly: isFlat }
}

function isConst(init: t.Node): boolean {
  if (init.type === 'TSSatisfiesExpression' || init.type === 'ParenthesizedExpression')
    return isConst(init.expression)
  if (init.type !== 'TSAsExpression' || init.typeAnnotation.type !== 'TSTypeReference') return false
  const { typeName } = init.typeAnnotation
  return typeName.type === 'Identifier' && typeName.name === 'const'
}

/** The value at the end of a path of names through object literals without spreads, methods or computed names. */
function follow(object: t.ObjectExpression, keys: readonly string[]): t.Node | null {
  const [key, ...rest] = keys
  let found: t.Node | null = null
  for (const property of object.properties) {
    const name = property.type === 'ObjectProperty' ? keyOf(property.key, property.computed) : null
    if (property.type !== 'ObjectProperty' || name === null || name === '__proto__') return null
    if (name === key) found = unwrap(property.value)
  }
  if (found === null || rest.length === 0) return found
  return found.type === 'ObjectExpression' ? follow(found, rest) : null
}

function isObject(node: t.Node): boolean {
  return node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || node.type.includes('Function')
}

/** Whether a use of an object only reads something out of it that is no object itself. */
function isHarmless(use: NodePath, object: t.ObjectExpression, isReadonly: boolean): boolean {
  if (use.parent.type === 'TSTypeQuery') return true
  if (use.node.type.startsWith('Export') || use.parent.type.startsWith('Export')) return isReadonly
  const member = use.parentPath
  if (member === null || !member.isMemberExpression() || use.key !== 'object') return false
  return isRead(use, object, [])
}

function isRead(path: NodePath, object: t.ObjectExpression, before: readonly string[]): boolean {
  const member = path.parentPath
  if (member === null || !member.isMemberExpression() || path.key !== 'object') return false
  const key = keyOf(member.node.property, member.node.computed)
  if (key === null || isElementWrite(path)) return false
  const keys = [...before, key]
  const value = follow(object, keys)
  const whole = outermost(member)
  if (value?.type === 'ObjectExpression') return isRead(whole, object, keys)
  return value !== null && !isObject(value) && !['callee', 'tag'].includes(String(whole.key))
}
