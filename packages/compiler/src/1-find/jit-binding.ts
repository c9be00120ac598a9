import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { pathWithoutTypes } from './without-types.js'

const packageName = 'hotpath'

/** Whether an expression is the `jit` of `hotpath`, by scope: `jit`, an alias of it, or `ns.jit`. */
export function isJit(expression: NodePath): boolean {
  const path = pathWithoutTypes(expression)
  if (path.isIdentifier()) {
    const specifier = importOf(path)
    return specifier?.type === 'ImportSpecifier' && importedName(specifier) === 'jit'
  }
  if (!path.isMemberExpression() || propertyName(path.node) !== 'jit') return false
  const object = pathWithoutTypes(path.get('object'))
  return object.isIdentifier() && importOf(object)?.type === 'ImportNamespaceSpecifier'
}

/** The name an import specifier asks its module for. */
export function importedName(specifier: t.ImportSpecifier): string {
  return exportName(specifier.imported)
}

/** A name in an import or export list, which may be written as a string. */
export function exportName(name: t.Identifier | t.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value
}

/** The property a member expression reads, where that is known: `ns.f` or `ns['f']`. */
export function propertyName(member: t.MemberExpression): string | null {
  const { property, computed } = member
  if (property.type === 'StringLiteral') return property.value
  return property.type === 'Identifier' && !computed ? property.name : null
}

/** The specifier that brings a name in from `hotpath`, if it does. */
function importOf(path: NodePath<t.Identifier>): t.Node | null {
  const binding = path.scope.getBinding(path.node.name)
  const declaration = binding?.path.parent
  if (binding?.kind !== 'module' || declaration?.type !== 'ImportDeclaration') return null
  return declaration.source.value === packageName ? binding.path.node : null
}
