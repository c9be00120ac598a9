import type * as t from '@babel/types'
import { lowerDestructuring } from '../expressions/lower-destructuring.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf, isCaptured } from '../names/bindings.js'
import { builtinName, namedNumbers } from '../names/builtins.js'
import { functionBehind } from '../names/find-function.js'
import { localTable, tableMeaning, variable } from '../names/resolve-name.js'
import { usesOfUndone } from '../undone.js'
import { unsupported } from '../unsupported.js'
import { functionValue } from '../values/as-value.js'
import { declareMissing, declareVariable, evaluateFor } from '../values/variables.js'

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
    fn.kernel.attemptSetting(
      () => lowerDeclarator(fn, declarator, node.kind),
      () => usesOfUndone(fn.module, declarator),
    )
  }
}

function lowerDeclarator(fn: FunctionContext, node: t.VariableDeclarator, kind: string): void {
  const { id, init } = node
  const at = fn.at(node)
  if (init == null) return declareBare(fn, id)
  // `const sin = Math.sin` and `const { PI } = Math` give a built-in another name.
  const isAlias = kind === 'const' && builtinName(fn.module, init) !== null
  if (isAlias && (id.type === 'Identifier' || id.type === 'ObjectPattern')) return declareAlias(fn, id, init)
  if (id.type === 'ArrayPattern' || id.type === 'ObjectPattern') {
    return lowerDestructuring(fn, id, init, 'declare')
  }
  if (id.type !== 'Identifier') return unsupported(id, fn.at(id))
  if (standsForItself(fn, id)) return
  declareVariable(fn, id, evaluateFor(fn, id, init), at)
}

/** `const PI = Math.PI` is seen through where it is used, except in functions inside this one. */
function declareAlias(fn: FunctionContext, id: t.Identifier | t.ObjectPattern, init: t.Expression): void {
  const isNumber = Object.hasOwn(namedNumbers, builtinName(fn.module, init) ?? '')
  const binding = id.type === 'Identifier' ? bindingOf(fn.module, id) : undefined
  if (id.type === 'Identifier' && isNumber && binding !== undefined && isCaptured(binding)) {
    declareVariable(fn, id, fn.value(init), fn.at(id))
  }
}

/** A variable that functions inside this one use has its local from its declaration on. */
function declareBare(fn: FunctionContext, id: t.Node): void {
  if (id.type === 'Identifier' && declareMissing(fn, id, fn.at(id))) return
  const binding = id.type === 'Identifier' ? bindingOf(fn.module, id) : undefined
  if (binding !== undefined && isCaptured(binding) && fn.placeOf(binding) === undefined) variable(fn, binding)
}

/** Functions that are called and constant tables are no variables; functions inside this one find them from now on. */
function standsForItself(fn: FunctionContext, name: t.Identifier): boolean {
  const { module } = fn
  const binding = bindingOf(module, name)
  if (binding === undefined || binding.identifier !== name) return false
  const behind = functionBehind(module, binding)
  if (behind !== null) {
    fn.bind(binding, functionValue(fn, behind.node, name.name, behind.module))
    return true
  }
  const table = localTable(fn, binding)
  if (table !== null && isCaptured(binding)) tableMeaning(fn, binding, table)
  return table !== null
}
