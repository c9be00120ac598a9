import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'

const functionTypes: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
])

/** Whether a node is a function of any kind. */
export function isFunction(node: t.Node): node is t.Function {
  return functionTypes.has(node.type)
}

/** Whether a node is a class of any kind. */
export function isClass(node: t.Node): node is t.Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

/** Whether a node is a function that is a value: `x => x` or `function (x) { … }`. */
export function isFunctionValue(node: t.Node): node is t.ArrowFunctionExpression | t.FunctionExpression {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression'
}

/** The expression inside parentheses and TypeScript's `as`, `satisfies`, `!` and `<T>`, which do nothing at run time. */
export function unwrap(node: t.Node): t.Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return unwrap(node.expression)
    default:
      return node
  }
}

/** The opposite of `unwrap`: the path with the parentheses and TypeScript wrappers around it. */
export function outermost(path: NodePath): NodePath {
  const { parentPath } = path
  const wraps =
    parentPath?.isTSNonNullExpression() ||
    parentPath?.isTSAsExpression() ||
    parentPath?.isTSSatisfiesExpression() ||
    parentPath?.isTSTypeAssertion() ||
    parentPath?.isParenthesizedExpression()
  return wraps && parentPath ? outermost(parentPath) : path
}

/** Whether a node is another one, or stands inside it. */
export function isWithin(inner: t.Node, outer: t.Node): boolean {
  return (inner.start ?? 0) >= (outer.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0)
}
