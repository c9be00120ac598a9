import type * as t from '@babel/types'
import { lowerDestructuring } from '../expressions/lower-destructuring.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { functionBehind } from '../names/find-function.js'
import { localTable, resolveTarget } from '../names/resolve-name.js'
import { unsupported } from '../unsupported.js'

/**
 * `let`, `const` and `var`. A variable without a first value gets none here: inference proves that nobody reads it
 * before it has one, in every round of a loop.
 */
export function lowerDeclaration(fn: FunctionContext, node: t.VariableDeclaration): void {
  if (node.declare === true) return
  if (node.kind !== 'let' && node.kind !== 'const' && node.kind !== 'var') {
    return unsupported(node, fn.at(node), `A \`${node.kind}\` declaration`)
  }
  for (const declarator of node.declarations) {
    fn.kernel.attempt(() => lowerDeclarator(fn, declarator, node.kind), undefined)
  }
}

function lowerDeclarator(fn: FunctionContext, node: t.VariableDeclarator, kind: string): void {
  const { id, init } = node
  const at = fn.at(node)
  if (init == null) return
  // `const sin = Math.sin` and `const { PI } = Math` give a built-in another name.
  const isAlias = kind === 'const' && builtinName(fn.module, init) !== null
  if (isAlias && (id.type === 'Identifier' || id.type === 'ObjectPattern')) return
  if (id.type === 'ArrayPattern') return lowerDestructuring(fn, id, init, at)
  if (id.type !== 'Identifier') return unsupported(id, fn.at(id))
  if (standsForItself(fn, id)) return
  const local = resolveTarget(fn, id)
  fn.assign(local, fn.expression(init), at)
}

/** Functions that are called and constant tables are no variables. */
function standsForItself(fn: FunctionContext, name: t.Identifier): boolean {
  const binding = bindingOf(fn.module, name)
  if (binding === undefined || binding.identifier !== name) return false
  return functionBehind(fn.module, binding) !== null || localTable(fn, binding) !== null
}
