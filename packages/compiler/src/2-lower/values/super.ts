import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { FunctionContext } from '../function-context.js'
import { forEachNode } from '../names/walk-nodes.js'
import { unsupported } from '../unsupported.js'
import { classMethod } from './class-members.js'
import { build, initialize } from './construct.js'
import { freeze } from './freeze.js'
import { parentOf } from './inheritance.js'
import { constantKey } from './property-key.js'
import type { ClassValue, FunctionValue, Value } from './value.js'
import { release, retain } from './value.js'

/** `super(…)`: what the class that is extended does to the new object, then the fields of the class itself. */
export function callSuper(fn: FunctionContext, node: t.CallExpression, args: readonly Value[]): void {
  const at = fn.at(node)
  const { home, receiver, node: maker } = fn.frame
  const parent = home && parentOf(fn, home)
  const isCertain = maker.type === 'ClassMethod' && superCallOf(maker) === node
  if (home === null || parent === null || receiver?.kind !== 'object' || !isCertain) {
    return unsupported(node, at, '`super(…)` anywhere but at the top of a constructor')
  }
  const held = args.map(arg => freeze(fn, arg))
  held.forEach(retain)
  build(fn, parent, receiver, held, at)
  initialize(fn, home, receiver)
  held.forEach(release)
}

/** What `super.name` calls. */
export function superMethod(fn: FunctionContext, node: t.MemberExpression): FunctionValue {
  return findSuper(fn, node, 'method') ?? refuseMember(fn, node)
}

/** `super.name` where somebody reads it: a getter is called. */
export function readSuper(fn: FunctionContext, node: t.MemberExpression): Value {
  const getter = findSuper(fn, node, 'get')
  if (getter === undefined) return superMethod(fn, node)
  const at = fn.at(node)
  return fn.inline({ callee: getter, args: [], receiver: fn.frame.receiver, use: 'value', at })
}

/**
 * The one `super(…)` of a constructor, where that is a statement of its own, every call of the constructor comes to it,
 * and nothing asks for `this` before.
 */
function superCallOf(maker: t.ClassMethod): t.CallExpression | null {
  const calls: t.CallExpression[] = []
  let firstUse = Number.POSITIVE_INFINITY
  forEachNode(maker, inner => {
    if (inner.type === 'CallExpression' && inner.callee.type === 'Super') calls.push(inner)
    const isUse = inner.type === 'ThisExpression' || inner.type === 'ReturnStatement' || isSuperMember(inner)
    if (isUse) firstUse = Math.min(firstUse, inner.start ?? 0)
    return true
  })
  const [call, ...more] = calls
  const isStatement = maker.body.body.some(
    statement => statement.type === 'ExpressionStatement' && statement.expression === call,
  )
  return call && more.length === 0 && isStatement && firstUse >= (call.end ?? 0) ? call : null
}

function isSuperMember(node: t.Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Super'
}

function findSuper(
  fn: FunctionContext,
  node: t.MemberExpression,
  kind: 'method' | 'get',
): FunctionValue | undefined {
  const { home, receiver } = fn.frame
  const parent = home && receiver && parentOf(fn, home)
  const name = constantKey(fn, node.property, node.computed)
  if (!parent || name === null) return unsupported(node, fn.at(node), 'This use of `super`')
  // Its prototype's prototype is not looked at by the glue.
  if (receiver === fn.kernel.receiver)
    return unsupported(node, fn.at(node), '`super` in a method of the caller’s object')
  return classMethod(fn, parent, kind, name, isOfClass(receiver))
}

function isOfClass(receiver: Value | null): receiver is ClassValue {
  return receiver?.kind === 'class'
}

function refuseMember(fn: FunctionContext, node: t.MemberExpression): never {
  return refuse(
    diagnose('lower/unknown-field', fn.at(node), constantKey(fn, node.property, node.computed) ?? '', ''),
  )
}
