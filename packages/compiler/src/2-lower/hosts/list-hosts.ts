import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Hosted } from '../../ir/kernel.js'
import type { LeafRoot } from '../../ir/leaf.js'
import type { MarkedFunction } from '../../ir/marked-function.js'
import { isInPlace } from '../../ir/marked-function.js'
import type { SourceRange } from '../../ir/source-range.js'
import { bindingOf, homeOf } from '../names/bindings.js'
import type { FoundFunction } from '../names/find-function.js'
import { functionBehind } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, isWithin, unwrap } from '../node-kinds.js'
import type { Host } from './host.js'

/**
 * The functions outside a marked one that it calls by plain names, and that its kernel could call in JavaScript.
 *
 * A call that starts over has to be told what they answered. So every call of them stands in the text of the marked
 * function, where the glue can put another function in its place, and none in a function inside it that asks a kernel of
 * its own (`isMarked`).
 */
export function listHosts(marked: MarkedFunction, isMarked: (node: t.Node) => boolean): readonly Host[] {
  const { path, module, site } = marked
  if (site.kind === 'jit-call' && !isInPlace(marked)) return []
  const calls = new Map<Binding, SourceRange[]>()
  const hidden = new Set<Binding>()
  const visit = (inside: boolean) => (node: t.Node) => {
    if (isFunction(node) && isMarked(node) && !inside) {
      forEachNode(node.body, visit(true))
      return false
    }
    const isCall = node.type === 'CallExpression' || node.type === 'OptionalCallExpression'
    const callee = isCall ? unwrap(node.callee) : null
    const binding = callee?.type === 'Identifier' ? bindingOf(module, callee) : undefined
    if (callee === null || binding === undefined) return true
    if (inside) hidden.add(binding)
    const { start, end } = callee
    const at = { file: module.file, start: start ?? 0, end: end ?? 0 }
    calls.set(binding, [...(calls.get(binding) ?? []), at])
    return true
  }
  forEachNode(path.node.body, visit(false))
  return [...calls].flatMap(([binding, at]) => {
    const root = hidden.has(binding) ? null : rootOf(marked, binding)
    const found = functionBehind(module, binding)
    const binds = root && bindsOf(binding, found, root)
    if (root === null || binds === null || found?.node === path.node) return []
    const { name } = binding.identifier
    return [{ binding, name, source: { root, path: [] }, found, hosted: { calls: at, binds } }]
  })
}

/** How a variable is named from where the marked function begins; `null` where it is its own, or hidden there. */
function rootOf({ path, site }: MarkedFunction, binding: Binding): LeafRoot | null {
  const { name } = binding.identifier
  if (path.scope.getBinding(name) !== binding) return null
  if (binding.scope.path.isProgram()) return { kind: 'outer', name, reach: 'module' }
  const home = homeOf(binding)
  // A function expression's own name is no variable of a function around it.
  if (home === null || isWithin(home, path.node) || site.kind === 'jit-call') return null
  return path.scope.parent?.getBinding(name) === binding ? { kind: 'outer', name, reach: 'around' } : null
}

function bindsOf(
  binding: Binding,
  found: FoundFunction | null,
  { kind, ...root }: LeafRoot,
): Hosted['binds'] | null {
  if (found === null) {
    // The glue asks for the variable again at every call, so it has to be able to name it.
    const isVariable = ['module', 'let', 'const', 'var'].includes(binding.kind)
    return isVariable && kind === 'outer' && 'reach' in root && root.reach === 'module' ? 'live' : null
  }
  return binding.kind === 'hoisted' ? 'declared' : 'initialized'
}
