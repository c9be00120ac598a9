import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'

/** The expression inside `as`, `satisfies`, `!`, `<T>` and parentheses: what is left when types are gone. */
export function withoutTypes(node: t.Node): t.Node {
  return isTypeWrapper(node) ? withoutTypes(node.expression) : node
}

/** As `withoutTypes`, for a path. */
export function pathWithoutTypes(path: NodePath): NodePath {
  if (!isTypeWrapper(path.node)) return path
  const inner = path.get('expression')
  return Array.isArray(inner) ? path : pathWithoutTypes(inner)
}

function isTypeWrapper(node: t.Node): node is t.Node & { readonly expression: t.Expression } {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return true
    default:
      return false
  }
}
