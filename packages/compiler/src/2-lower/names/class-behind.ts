import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { isClass, outermost, unwrap } from '../node-kinds.js'

/** The class a name always means, or `null`: nothing in its module writes it, nor adds to it or to its prototype. */
export function classBehind(binding: Binding): t.Class | null {
  const { node } = binding.path
  if (!binding.constant) return null
  const own = isClass(node) ? node : initOf(binding)
  if (own === null) return null
  const uses = [...binding.referencePaths, ...(ownName(binding, own)?.referencePaths ?? [])]
  return uses.every(isHarmless) ? own : null
}

/** The second variable of its name that a class has inside its body. */
function ownName({ path }: Binding, { id }: t.Class): Binding | undefined {
  const init = path.isVariableDeclarator() ? path.get('init') : path
  return id == null ? undefined : (Array.isArray(init) ? undefined : init)?.scope?.getOwnBinding(id.name)
}

function initOf(binding: Binding): t.Class | null {
  const { node } = binding.path
  if (node.type !== 'VariableDeclarator' || node.init == null || node.id !== binding.identifier) return null
  const init = unwrap(node.init)
  return isClass(init) ? init : null
}

function isHarmless(path: NodePath): boolean {
  const outer = outermost(path)
  const { parent, key } = outer
  if (path.node.type.startsWith('Export') || parent.type.startsWith('Export')) return true
  if (parent.type.startsWith('TS')) return true
  if (isClass(parent)) return key === 'superClass'
  if (parent.type === 'NewExpression') return key === 'callee'
  if (parent.type === 'BinaryExpression') return parent.operator === 'instanceof' && key === 'right'
  if (parent.type !== 'MemberExpression' || key !== 'object' || outer.parentPath === null) return false
  const { property, computed } = parent
  if (computed || property.type !== 'Identifier' || property.name === 'prototype') return false
  return !isTarget(outermost(outer.parentPath))
}

function isTarget({ parent, key }: NodePath): boolean {
  if (parent.type === 'AssignmentExpression' || parent.type === 'ForOfStatement') return key === 'left'
  if (parent.type === 'UnaryExpression') return parent.operator === 'delete'
  const inPattern = parent.type === 'ArrayPattern' || parent.type === 'RestElement'
  const isDefault = parent.type === 'AssignmentPattern' && key === 'left'
  return parent.type === 'UpdateExpression' || inPattern || isDefault || parent.type === 'ObjectProperty'
}
