import type { Binding, NodePath } from '@babel/traverse'
import * as t from '@babel/types'
import { declaratorOf } from '../names/bindings.js'

/**
 * Whether the head of a loop gives a variable its value before anything reads it: `var i; … for (i = 0; …)`, or one
 * `var i` that several loops share. Before its first loop such a variable holds `undefined`, which could not be passed.
 */
export function isSetByHead(path: NodePath<t.Statement>, binding: Binding): boolean {
  const declarator = declaratorOf(binding)
  if (declarator === null || (binding.kind !== 'var' && declarator.init != null)) return false
  const loop = innermostStatement(path.node)
  if (!t.isForStatement(loop) || loop.init == null) return false
  const { start, end } = loop.init
  const isInHead = ({ node }: NodePath) => (node.start ?? 0) >= (start ?? 0) && (node.end ?? 0) <= (end ?? 0)
  const { name } = binding.identifier
  return targetsOf(loop.init).includes(name) && !binding.referencePaths.some(isInHead)
}

/** Labels belong to the loop they name. */
function innermostStatement(node: t.Statement): t.Statement {
  return t.isLabeledStatement(node) ? innermostStatement(node.body) : node
}

/** The variables that a loop's head sets whatever else happens. */
function targetsOf(init: t.VariableDeclaration | t.Expression): readonly string[] {
  if (t.isVariableDeclaration(init))
    return init.declarations.flatMap(({ id, init }) => (init != null && t.isIdentifier(id) ? [id.name] : []))
  if (t.isSequenceExpression(init)) return init.expressions.flatMap(targetsOf)
  return t.isAssignmentExpression(init, { operator: '=' }) && t.isIdentifier(init.left)
    ? [init.left.name]
    : []
}
