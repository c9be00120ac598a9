import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { outermost } from '../node-kinds.js'
import { bindingOf } from './bindings.js'
import { isElementRead } from './table-uses.js'

/** Whether a use of an array of arrays reads elements of its rows or lengths, and nothing else can come of it. */
export function isRowRead(module: ParsedModule, use: NodePath): boolean {
  if (!isElementRead(use)) return false
  const { parent, parentPath } = use
  if (parent.type === 'ForOfStatement') return isReadTarget(module, parent.left)
  if (parentPath === null || !parentPath.isMemberExpression()) return true
  if (!parentPath.node.computed) return isLength(parentPath.node)
  return isOnlyRead(module, outermost(parentPath))
}

function isLength({ property }: t.MemberExpression): boolean {
  return property.type === 'Identifier' && property.name === 'length'
}

/** Whether a row that stands here is only read. */
function isOnlyRead(module: ParsedModule, row: NodePath): boolean {
  if (isElementRead(row)) return true
  const { parent, key } = row
  return parent.type === 'VariableDeclarator' && key === 'init' && isReadTarget(module, parent.id)
}

/** Whether a row that is given to this target is only read: its elements are taken, or so is all that the variable does. */
export function isReadTarget(module: ParsedModule, left: t.Node): boolean {
  const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left
  if (target?.type === 'ArrayPattern') return true
  if (target?.type !== 'Identifier') return false
  const binding = bindingOf(module, target)
  return binding?.constant === true && binding.identifier === target && isAllRead(binding)
}

function isAllRead({ referencePaths }: Binding): boolean {
  return referencePaths.every(use => isElementRead(use))
}
