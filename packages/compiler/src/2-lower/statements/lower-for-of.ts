import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { LocalId } from '../../ir/expr.js'
import { tableType } from '../../ir/kernel.js'
import { lowerKeys } from '../arrays/blank-arrays.js'
import { lowerList } from '../arrays/list-literal.js'
import { wholeArray } from '../arrays/make-array.js'
import { kindOf, takeMember } from '../arrays/method-call.js'
import { loadElement, lowerHolder } from '../expressions/element.js'
import { binary, compare, constant, length } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { rowTable } from '../names/constant-tables.js'
import { isReadTarget } from '../names/row-uses.js'
import { unwrap } from '../node-kinds.js'
import { walkPoints } from '../strings/code-points.js'
import { unsupported } from '../unsupported.js'
import type { Destination } from '../values/destructure.js'
import { destructure } from '../values/destructure.js'
import { inside } from './lower-jump.js'

/** What each turn gives: an element, its position, or both. */
type Items = 'values' | 'keys' | 'entries'

/**
 * `for (const x of xs)`, `of xs.keys()`, `of xs.entries()`: a counter that asks for the length in every turn, as the
 * iterator does.
 */
export function lowerForOf(fn: FunctionContext, node: t.ForOfStatement, names: readonly string[]): void {
  const at = fn.at(node)
  if (node.await) return unsupported(node, at, '`for await`')
  const made = lowerKeys(fn, node.right)
  const all = { object: node.right, items: 'values', asks: iterator } as const
  const walked = made === null ? iterated(fn, node.right) : all
  const { object, items } = walked
  const array = made ?? constantRows(fn, node) ?? fixedArray(fn, walked)
  if (kindOf(fn, array) === 'string') {
    if (object !== node.right) return unsupported(object, fn.at(object), 'Looping over this value')
    return lowerForOfText(fn, node, array, names)
  }
  const counter = fn.temp('number', at)
  fn.assign(counter, constant(0, at), at)
  const index = fn.read(counter, at)
  const label = fn.newLabel()
  const body = inside(fn, { names, kind: 'loop', label }, () => {
    const element = () => loadElement(fn, fn.read(array, at), index, fn.at(node.left))
    receive(fn, node.left, items === 'keys' ? index : element(), items === 'entries' ? index : null)
    fn.statement(node.body)
  })
  const step: Stmt = { kind: 'set', local: counter, value: binary('add', index, constant(1, at), at), at }
  fn.emit({
    kind: 'loop',
    label,
    test: compare('lt', index, length(array, at), at),
    body,
    update: [step],
    at,
  })
}

/** `for (const ch of s)`: by code points. */
function lowerForOfText(
  fn: FunctionContext,
  node: t.ForOfStatement,
  text: LocalId,
  names: readonly string[],
): void {
  const at = fn.at(node)
  const { test, read, update } = walkPoints(fn, text, at)
  const label = fn.newLabel()
  const body = inside(fn, { names, kind: 'loop', label }, () => {
    receive(fn, node.left, read(), null)
    fn.statement(node.body)
  })
  fn.emit({ kind: 'loop', label, test, body, update, at })
}

/** What is walked through, and by which member. */
interface Iterated {
  readonly object: t.Node
  readonly items: Items
  readonly asks: string
}

function iterated(fn: FunctionContext, right: t.Expression): Iterated {
  const all = { object: right, items: 'values', asks: iterator } as const
  const call = unwrap(right)
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return all
  const { object, property, computed } = call.callee
  const name = !computed && property.type === 'Identifier' ? property.name : ''
  if (name !== 'values' && name !== 'keys' && name !== 'entries') return all
  if (call.arguments.length > 0) return unsupported(call, fn.at(call), `\`${name}\` with arguments`)
  return { object, items: name, asks: name }
}

/** `of [[0, 1], [1, 0]]`, the rows of which the body only reads: a constant table. */
function constantRows(fn: FunctionContext, { left, right }: t.ForOfStatement): LocalId | null {
  const literal = unwrap(right)
  if (literal.type !== 'ArrayExpression' || !isReadTarget(fn.module, left)) return null
  const rows = rowTable(fn.module, literal)
  if (rows === null) return null
  const at = fn.at(literal)
  const name = 'rows'
  const table = fn.kernel.tableId(`${at.file}:${at.start}`, () => ({ name, ...rows }))
  return fn.addLocal({ name, type: tableType({ name, ...rows }), origin: 'table', table, at })
}

/** The array, in a local that the body does not give another one. */
function fixedArray(fn: FunctionContext, { object, items, asks }: Iterated): LocalId {
  const literal = unwrap(object)
  const isLiteral = literal.type === 'ArrayExpression'
  const array = isLiteral ? lowerList(fn, literal, 'number[]') : lowerHolder(fn, object)
  if (array.kind !== 'local') return unsupported(object, fn.at(object))
  wholeArray(fn, array)
  const kind = kindOf(fn, array.local)
  // A string gives code points, and has none of these methods; what is not known yet may be one.
  if (kind === 'dyn' || (kind === 'string' && items !== 'values'))
    return unsupported(object, fn.at(object), 'Looping over this value')
  takeMember(fn, kind, asks)
  const node = unwrap(object)
  const binding = node.type === 'Identifier' ? bindingOf(fn.module, node) : undefined
  if (binding === undefined || binding.constant) return array.local
  const held = fn.spill(array)
  return held.kind === 'local' ? held.local : array.local
}

/** Gives the loop's variable its value; `[i, x]` takes both. */
function receive(fn: FunctionContext, left: t.ForOfStatement['left'], value: Expr, index: Expr | null): void {
  const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left
  if (target === undefined) return unsupported(left, fn.at(left))
  const into: Destination = left.type === 'VariableDeclaration' ? 'declare' : 'assign'
  if (index === null) return destructure(fn, target, value, into)
  if (target.type !== 'ArrayPattern' || target.elements.length > 2) {
    return unsupported(target, fn.at(target), 'An entry that is not taken apart (`[i, x]`)')
  }
  const [first, second] = target.elements
  if (first) destructure(fn, first, index, into)
  if (second) destructure(fn, second, value, into)
}
