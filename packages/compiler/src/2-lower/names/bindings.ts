import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isFunction } from '../node-kinds.js'

const known = new WeakMap<t.Program, ReadonlyMap<t.Identifier, Binding>>()

/** The declaration an identifier means, or `undefined` for a global. */
export function bindingOf(module: ParsedModule, name: t.Identifier): Binding | undefined {
  return bindingsIn(module.program).get(name)
}

/** The function a variable lives in, or `null` for the module itself. */
export function homeOf(binding: Binding): t.Function | null {
  const block = binding.scope.getFunctionParent()?.block
  return block !== undefined && isFunction(block) ? block : null
}

/** The `name = init` a variable comes from, or `null` where it is declared otherwise (parameter, import, class …). */
export function declaratorOf(binding: Binding): t.VariableDeclarator | null {
  const { node } = binding.path
  return node.type === 'VariableDeclarator' ? node : null
}

/** The line, counted from 1, where the first write to a variable stands, or `null` where there is none. */
export function firstWrite(binding: Binding): number | null {
  return binding.constantViolations[0]?.node.loc?.start.line ?? null
}

/** Whether a use stands directly in the function its variable lives in, not in a function inside that one. */
export function isUsedAtHome(binding: Binding, use: t.Identifier): boolean {
  return referenceTo(binding, use)?.getFunctionParent()?.node === homeOf(binding)
}

/** Whether a function inside the one a variable lives in uses it. */
export function isCaptured(binding: Binding): boolean {
  const home = homeOf(binding)
  const uses = [...binding.referencePaths, ...binding.constantViolations]
  return uses.some(path => path.getFunctionParent()?.node !== home)
}

/**
 * Whether a module-level variable has its value where it is used: code outside functions runs in order, and functions
 * are taken to run when the module is through. Imported modules have run before.
 */
export function isInitialized(binding: Binding, use: t.Identifier): boolean {
  if (binding.kind === 'module') return true
  const end = declaratorOf(binding)?.end
  if (end != null && end <= (use.start ?? 0)) return true
  return referenceTo(binding, use)?.getFunctionParent() != null
}

/**
 * Whether JavaScript throws a ReferenceError at this use of a `let`, `const` or local function variable, because its
 * declaration has not run. Inside one scope, what stands later in the text runs later; only switch cases jump.
 */
export function isUsedTooEarly(binding: Binding, use: t.Identifier): boolean {
  const declarator = declaratorOf(binding)
  if (declarator === null || binding.kind === 'var' || binding.identifier === use) return false
  const position = use.start ?? 0
  const isOwnName = position >= (declarator.id.start ?? 0) && position < (declarator.id.end ?? 0)
  if (isOwnName) return false
  if (position < (declarator.end ?? 0)) return true
  const { block } = binding.scope
  if (block.type !== 'SwitchStatement') return false
  const holds = (offset: number) => block.cases.find(c => offset >= (c.start ?? 0) && offset < (c.end ?? 0))
  return holds(position) !== holds(declarator.start ?? 0)
}

function referenceTo(binding: Binding, use: t.Identifier): NodePath | undefined {
  return binding.referencePaths.find(path => path.node === use)
}

function bindingsIn(program: NodePath<t.Program>): ReadonlyMap<t.Identifier, Binding> {
  const before = known.get(program.node)
  if (before !== undefined) return before
  const bindings = new Map<t.Identifier, Binding>()
  program.traverse({
    Identifier(path) {
      const binding = path.scope.getBinding(path.node.name)
      if (binding !== undefined) bindings.set(path.node, binding)
    },
  })
  known.set(program.node, bindings)
  return bindings
}
