import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { outermost } from '../node-kinds.js'
import { firstWrite } from './bindings.js'

/**
 * Why an array variable is no constant table: something other than reading elements (`T[i]`) and `T.length` happens
 * to it, so its elements may change. `null` where nothing does. Of a frozen one, other modules change none. `isRead`: what
 * counts as reading.
 */
export function otherUse(
  binding: Binding,
  isFrozen = false,
  isRead: (use: NodePath) => boolean = isElementRead,
): string | null {
  const written = firstWrite(binding)
  if (written !== null || !binding.constant)
    return `is written in line ${written ?? '?'}, so it is not constant`
  const path = binding.referencePaths.find(use => !isRead(use) && !(isFrozen && isExport(use)))
  if (path === undefined) return null
  if (isExport(path)) return 'is exported, so other modules can change its elements'
  const line = path.node.loc?.start.line ?? '?'
  const verb = isElementWrite(path) ? 'is written' : 'is used as a whole'
  return `${verb} in line ${line}, so its elements may change`
}

function isExport(path: NodePath): boolean {
  return path.node.type.startsWith('Export') || path.parent.type.startsWith('Export')
}

/** Whether a use of an array reads its elements or its length, and nothing else can come of it. */
export function isElementRead(path: NodePath): boolean {
  const member = path.parentPath
  if (path.parent.type === 'TSTypeQuery') return true
  if (path.parent.type === 'ForOfStatement') return path.key === 'right'
  if (member === null || !member.isMemberExpression() || path.key !== 'object') return false
  const isCalled = ['callee', 'tag'].includes(String(outermost(member).key))
  if (isCalled && isReadingMethod(member.node)) return true
  if (isCalled || isElementWrite(path)) return false
  return member.node.computed ? isNoName(member.node.property) : isLength(member.node.property)
}

const readingMethods: ReadonlySet<string> = new Set(['at', 'includes', 'indexOf', 'lastIndexOf'])

/** A call that only looks at the elements. */
function isReadingMethod({ computed, property }: t.MemberExpression): boolean {
  return !computed && property.type === 'Identifier' && readingMethods.has(property.name)
}

/** Whether `T[…]` at this place is a target: assigned, counted up, deleted, destructured into or looped over. */
export function isElementWrite(path: NodePath): boolean {
  const member = path.parentPath
  if (member === null || !member.isMemberExpression()) return false
  const { parent, parentPath, key } = outermost(member)
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return key === 'left'
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true
    case 'UnaryExpression':
      return parent.operator === 'delete'
    case 'ObjectProperty':
      return key === 'value' && parentPath?.parent.type === 'ObjectPattern'
    default:
      return false
  }
}

function isLength(property: t.Node): boolean {
  return property.type === 'Identifier' && property.name === 'length'
}

/** `T['buffer']` and `T['fill']` hand out ways to write. */
function isNoName(property: t.Node): boolean {
  return property.type !== 'StringLiteral' && property.type !== 'TemplateLiteral'
}
