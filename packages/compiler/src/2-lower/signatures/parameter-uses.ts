import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { outermost } from '../node-kinds.js'

/** The first place a parameter is indexed or asked for its length, or `null`: then it may be a number. */
export function firstArrayUse(path: NodePath<t.Function>, name: string): t.Node | null {
  const uses = path.scope.getOwnBinding(name)?.referencePaths ?? []
  for (const use of uses) {
    const holder = outermost(use)
    const member = holder.parent
    if (member.type !== 'MemberExpression' || holder.key !== 'object') continue
    const isLength = member.property.type === 'Identifier' && member.property.name === 'length'
    if (member.computed || isLength) return member
  }
  return null
}
