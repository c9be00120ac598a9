import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'

/**
 * The name JavaScript gives an anonymous function for where it stands, and would not give it inside a call. `null`: none.
 * `unknown`: only running the program tells, as under a computed key.
 */
export function inferredName(path: NodePath<t.Function>): string | null | { readonly unknown: true } {
  if (path.node.type === 'FunctionExpression' && path.node.id) return null
  let child: NodePath = path
  while (child.parentPath && isTransparent(child.parentPath.node)) child = child.parentPath
  const parent = child.parentPath?.node
  switch (parent?.type) {
    case 'VariableDeclarator':
      return identifierName(parent.id)
    case 'AssignmentExpression':
      return /^(&&|\|\||\?\?)?=$/.test(parent.operator) ? identifierName(parent.left) : null
    case 'AssignmentPattern':
      return child.key === 'right' ? identifierName(parent.left) : null
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return child.key === 'value' ? keyName(parent) : null
    case 'ClassPrivateProperty':
      return `#${parent.key.id.name}`
    case 'ExportDefaultDeclaration':
      return 'default'
    default:
      return null
  }
}

/** Parentheses and types, which are gone when the name is given. */
function isTransparent(node: t.Node): boolean {
  return (
    node.type === 'ParenthesizedExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion'
  )
}

function identifierName(node: t.Node): string | null {
  return node.type === 'Identifier' ? node.name : null
}

function keyName(member: t.ObjectProperty | t.ClassProperty | t.ClassAccessorProperty) {
  const { key, computed } = member
  if (key.type === 'StringLiteral' || key.type === 'NumericLiteral') {
    // `{ '__proto__': … }` sets the prototype instead.
    return isPrototype(member, String(key.value)) ? null : String(key.value)
  }
  if (computed || key.type !== 'Identifier') return { unknown: true } as const
  return isPrototype(member, key.name) ? null : key.name
}

function isPrototype(member: t.Node & { readonly computed?: boolean | null }, name: string): boolean {
  return member.type === 'ObjectProperty' && !member.computed && name === '__proto__'
}
