import type * as t from '@babel/types'
import type { MarkedFunction } from '../../ir/marked-function.js'
import { isInPlace } from '../../ir/marked-function.js'
import type { Signature } from '../../ir/signature.js'
import { isTypedArray } from '../../ir/types.js'
import { bindingOf, homeOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { functionCalled } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction, isWithin, unwrap } from '../node-kinds.js'
import { answerOf, typedAnswer } from './answer-kind.js'
import type { SiteHost } from './host.js'

type CallNode = SiteHost['node']

/**
 * The calls in a marked function of what stands outside it: of names, of what such names and parameters hold, of globals. None of a
 * function inside it that asks a kernel of its own (`isMarked`), where the glue puts nothing.
 */
export function listSites(
  marked: MarkedFunction,
  signatures: readonly Signature[],
  isMarked: (node: t.Node) => boolean,
): readonly SiteHost[] {
  const { path, module, site } = marked
  if (site.kind === 'jit-call' && !isInPlace(marked)) return []
  const isCalled = (root: t.Identifier) => isOutside(marked, root) || isObject(marked, signatures, root)
  const places = new Places()
  const calls: CallNode[] = []
  forEachNode(path.node.body, node => {
    if (isFunction(node) && isMarked(node)) return false
    places.visit(node)
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') calls.push(node)
    return true
  })
  return calls.flatMap(node => {
    const root = rootOf(node.callee)
    const isShown = showing.test(builtinName(module, node.callee) ?? '')
    if (root === null || places.isChained(node) || !(isShown || isCalled(root))) return []
    const at = { file: module.file, start: node.start ?? 0, end: node.end ?? 0 }
    const name = module.source.slice(node.callee.start ?? 0, node.callee.end ?? 0)
    const found = functionCalled(module, node.callee)
    // What it makes of itself, JavaScript would make by asking the kernel again at every level.
    if (found?.node === path.node) return []
    const isTest = places.tests.has(node)
    const gives = isTest ? 'boolean' : answerTo(marked, node, found?.node ?? null)
    return [{ kind: 'site', node, name, at, found, gives, isTest, isShown, lead: places.leadOf(node) }]
  })
}

/** What the places of calls in a text say of them. */
class Places {
  /** Where nothing but the truth of a value counts. */
  readonly tests = new Set<t.Node>()
  readonly #statements = new Map<number, t.Node>()
  readonly #chained = new Set<t.Node>()

  visit(node: t.Node): void {
    switch (node.type) {
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ConditionalExpression':
        if (node.test) this.#test(node.test)
        break
      case 'UnaryExpression':
        if (node.operator === '!') this.#test(node.argument)
        break
      case 'ExpressionStatement':
        this.#statements.set(node.start ?? 0, unwrap(node.expression))
        break
      case 'OptionalMemberExpression':
        this.#chained.add(node.object)
        break
      case 'OptionalCallExpression':
        this.#chained.add(node.callee)
        break
    }
  }

  leadOf(node: CallNode): SiteHost['lead'] {
    const statement = this.#statements.get(node.start ?? -1)
    if (statement === undefined) return 'inner'
    return statement === node ? 'whole' : 'first'
  }

  /** Whether a chain goes on behind a call that may end it: in parentheses, that would end the call alone. */
  isChained(node: CallNode): boolean {
    return node.type === 'OptionalCallExpression' && this.#chained.has(node)
  }

  #test(expression: t.Node): void {
    const node = unwrap(expression)
    this.tests.add(node)
    if (node.type !== 'LogicalExpression' || node.operator === '??') return
    this.#test(node.left)
    this.#test(node.right)
  }
}

/** The name at which a callee begins. */
function rootOf(callee: t.Node): t.Identifier | null {
  const node = unwrap(callee)
  switch (node.type) {
    case 'Identifier':
      return node
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return rootOf(node.object)
    case 'CallExpression':
    case 'OptionalCallExpression':
      return rootOf(node.callee)
    default:
      return null
  }
}

/** Calls that compiled code makes itself, as long as it need not start over. */
export const showing = /^(?:console\.|Date\.now$|performance\.now$)/

// What they give is made of what they are given, and mostly no number.
const computing: ReadonlySet<string> = new Set(
  'Array ArrayBuffer BigInt Boolean DataView Date Function Intl JSON Map Math Number Object Promise Proxy RegExp Set String Symbol'.split(
    ' ',
  ),
)
const special: ReadonlySet<string> = new Set(['arguments', 'eval', 'parseFloat', 'parseInt', 'undefined'])

/** Whether a name means something outside the marked function that may do more than compute. */
function isOutside({ path, module }: MarkedFunction, root: t.Identifier): boolean {
  const binding = bindingOf(module, root)
  const { name } = root
  if (binding === undefined) return !computing.has(name) && !special.has(name) && !isTypedArray(name)
  const home = homeOf(binding)
  return home === null || !isWithin(home, path.node)
}

/** Whether a name is a parameter that always holds an object of the caller's, methods of which may be called. */
function isObject(
  { path, module }: MarkedFunction,
  signatures: readonly Signature[],
  root: t.Identifier,
): boolean {
  const binding = bindingOf(module, root)
  const index = binding?.constant ? path.node.params.indexOf(binding.identifier) : -1
  return index >= 0 && signatures.every(({ params }) => params[index]?.type === 'object')
}

function answerTo({ module }: MarkedFunction, { callee }: CallNode, found: t.Function | null) {
  if (found !== null) return answerOf(found)
  const name = unwrap(callee)
  const declared = name.type === 'Identifier' ? bindingOf(module, name)?.path.node : undefined
  if (declared?.type === 'TSDeclareFunction') return typedAnswer(declared) ?? 'number'
  return builtinName(module, callee)?.startsWith('console.') ? null : 'number'
}
