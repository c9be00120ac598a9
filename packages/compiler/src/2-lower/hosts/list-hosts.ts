import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Hosted } from '../../ir/kernel.js'
import type { LeafRoot } from '../../ir/leaf.js'
import type { MarkedFunction, ParsedModule } from '../../ir/marked-function.js'
import { isInPlace } from '../../ir/marked-function.js'
import { bindingOf, homeOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { functionBehind } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, isWithin, unwrap } from '../node-kinds.js'
import type { NamedHost } from './host.js'

/**
 * The functions outside a marked one that it calls by plain names, and that its kernel could call in JavaScript.
 *
 * A call that starts over has to be told what they answered. So every call of them stands in the text of the marked
 * function, where the glue can put another function in its place, and none in a function inside it that asks a kernel of
 * its own (`isMarked`).
 */
export function listHosts(marked: MarkedFunction, isMarked: (node: t.Node) => boolean): readonly NamedHost[] {
  const { path, module, site } = marked
  if (site.kind === 'jit-call' && !isInPlace(marked)) return []
  const calls = new Map<Binding, Hosted['calls'][number][]>()
  const hidden = new Set<Binding>()
  const visit = (inside: boolean) => (node: t.Node) => {
    if (isFunction(node) && isMarked(node) && !inside) {
      forEachNode(node.body, visit(true))
      return false
    }
    if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return true
    const callee = unwrap(node.callee)
    const binding = callee.type === 'Identifier' ? bindingOf(module, callee) : undefined
    if (binding === undefined) return true
    const isKnown = functionBehind(module, binding) !== null
    if (inside || !isPlain(node) || !(isKnown || isQuiet(module, node))) hidden.add(binding)
    const { start, end } = callee
    const at = { file: module.file, start: start ?? 0, end: end ?? 0 }
    calls.set(binding, [
      ...(calls.get(binding) ?? []),
      { at, inside: insideOf(node), count: node.arguments.length },
    ])
    return true
  }
  forEachNode(path.node.body, visit(false))
  return [...calls].flatMap(([binding, at]) => {
    const root = hidden.has(binding) ? null : rootOf(marked, binding)
    const found = functionBehind(module, binding)
    const isLive = found === null
    if (root === null || found?.node === path.node || (isLive && !isAsked(binding, root))) return []
    const { name } = binding.identifier
    return [
      { kind: 'named', binding, name, source: { root, path: [] }, found, hosted: { calls: at, isLive } },
    ]
  })
}

/** Whether the text tells how many arguments a call has. */
function isPlain({ arguments: list }: t.CallExpression | t.OptionalCallExpression): boolean {
  return list.every(({ type }) => type !== 'SpreadElement')
}

/** Whether a call is one of what the name means right before it: no argument can change that, and it is made in any case. */
function isQuiet(module: ParsedModule, node: t.CallExpression | t.OptionalCallExpression): boolean {
  let isSo = node.type === 'CallExpression'
  for (const argument of node.arguments) {
    forEachNode(argument, inner => {
      const isCall = /^(?:Optional)?CallExpression$|^NewExpression$|^TaggedTemplate/.test(inner.type)
      const isMath = inner.type === 'CallExpression' && builtinName(module, inner.callee)?.startsWith('Math.')
      if (isCall && isMath !== true) isSo = false
      return isSo
    })
  }
  return isSo
}

/** Where the first argument begins, with the parentheses around it, or that of the call end. */
function insideOf({ arguments: [first], end }: t.CallExpression | t.OptionalCallExpression): number {
  const parenthesis = first?.extra?.parenStart
  if (typeof parenthesis === 'number') return parenthesis
  return first?.start ?? (end ?? 1) - 1
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

/** Whether the glue can ask for a variable at every call: one that it can name itself. */
function isAsked({ kind }: Binding, root: LeafRoot): boolean {
  const isVariable = ['module', 'let', 'const', 'var'].includes(kind)
  return isVariable && root.kind === 'outer' && root.reach === 'module'
}
