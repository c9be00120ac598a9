import type { NodePath } from '@babel/traverse'

/**
 * The nodes that are, to a reader, the same thing as a function or call: itself, the `as` or `satisfies` around it, and the
 * declaration, assignment, property or export it is the whole value of. Inside out.
 *
 * `export const f = (x => x) as F` gives arrow, `as` expression, declarator, declaration, export.
 */
export function carriersOf(path: NodePath): readonly NodePath[] {
  const carriers: NodePath[] = [path]
  let current: NodePath = path
  while (current.parentPath !== null && carries(current.parentPath, current)) {
    current = current.parentPath
    carriers.push(current)
  }
  return carriers
}

function carries(parent: NodePath, child: NodePath): boolean {
  const { node } = parent
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ExpressionStatement':
    case 'TSExportAssignment':
      return child.key === 'expression'
    case 'VariableDeclarator':
      return child.key === 'init'
    case 'VariableDeclaration':
      // Before `const f = …, g = …` it would not be clear which one is meant.
      return node.declarations.length === 1
    case 'AssignmentExpression':
      return child.key === 'right' && node.operator === '='
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      return child.key === 'value'
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return child.key === 'declaration'
    default:
      return false
  }
}
