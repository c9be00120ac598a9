import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { carriersOf } from './carriers.js'
import { skipTriviaAndParens } from './skip-trivia.js'

/**
 * The places a marker comment may stand directly before to mark this function, as `skipTriviaAndParens` gives them:
 * the function itself and everything that carries it, its key behind modifiers and decorators, its first overload.
 */
export function anchorsOf(path: NodePath<t.Function>, source: string): readonly number[] {
  const carriers = carriersOf(path)
  const outermost = carriers.at(-1) ?? path
  const nodes = [...carriers.flatMap(carrier => anchorNodes(carrier.node)), ...overloadsOf(path, outermost)]
  const starts = nodes.map(node => node.start ?? 0)
  const behindDecorators = decoratorsOf(path.node).map(decorator => decorator.end ?? 0)
  const behindAsync = path.node.async ? [(path.node.start ?? 0) + 'async'.length] : []
  return [...starts, ...behindDecorators, ...behindAsync].map(offset => skipTriviaAndParens(source, offset))
}

function anchorNodes(node: t.Node): readonly t.Node[] {
  switch (node.type) {
    case 'ClassMethod':
    case 'ClassPrivateMethod':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
    case 'ObjectMethod':
      return [node, node.key]
    default:
      return [node]
  }
}

/** The overload signatures directly before a function: a marker above the first one means the implementation. */
function overloadsOf(path: NodePath<t.Function>, outermost: NodePath): readonly t.Node[] {
  const overloads: t.Node[] = []
  if (!path.isFunctionDeclaration() && !path.isClassMethod()) return overloads
  for (const sibling of outermost.getAllPrevSiblings()) {
    const { node } = sibling
    if (!isOverloadOf(path.node, node)) break
    overloads.push(node, ...(isExport(node) && node.declaration ? [node.declaration] : []))
  }
  return overloads
}

function isOverloadOf(implementation: t.FunctionDeclaration | t.ClassMethod, node: t.Node): boolean {
  if (implementation.type === 'ClassMethod') {
    return node.type === 'TSDeclareMethod' && keyName(node.key) === keyName(implementation.key)
  }
  const declared = isExport(node) ? node.declaration : node
  return declared?.type === 'TSDeclareFunction' && declared.id?.name === implementation.id?.name
}

function isExport(node: t.Node): node is t.ExportNamedDeclaration | t.ExportDefaultDeclaration {
  return node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration'
}

function keyName(key: t.Node): string | undefined {
  return key.type === 'Identifier' ? key.name : undefined
}

function decoratorsOf(node: t.Function): readonly t.Decorator[] {
  return ('decorators' in node && node.decorators) || []
}
