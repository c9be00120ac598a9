import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { RawAccess } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import { discard } from '../expressions/discard.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { conditional, constant, truthy } from '../expressions/make-expr.js'
import { noValue } from '../expressions/no-value.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import type { ViewMethod } from './view-methods.js'
import { viewMethod } from './view-methods.js'

/**
 * `view.getFloat64(offset, littleEndian)` and `view.setFloat64(offset, value, littleEndian)`; `null` for a call of
 * another kind. An offset out of range starts the call over, and JavaScript throws.
 */
export function callViewMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  view: Expr,
): Expr | null {
  const { property } = callee
  const method = !callee.computed && property.type === 'Identifier' ? viewMethod(property.name) : null
  if (method === null || view.kind !== 'local') return null
  const { local } = view
  const kind = fn.likelyType(local)
  if (kind !== 'DataView' && kind !== 'dyn') return null
  fn.kernel.noteMember('DataView', `${method.way}${method.element.replace(/Array$/, '')}`)
  const at = fn.at(node)
  const given = inOrder(
    fn,
    node.arguments.map(argument => () => argumentOf(fn, argument)),
  )
  const takes = method.way === 'get' ? 2 : 3
  for (const extra of given.slice(takes)) discard(fn, extra)
  return method.way === 'get' ? get(fn, local, method, given, at) : set(fn, local, method, given, at)
}

/** Whether a value is known to be a DataView. */
export function isView(fn: FunctionContext, value: Expr): boolean {
  return value.kind === 'local' && fn.likelyType(value.local) === 'DataView'
}

function argumentOf(fn: FunctionContext, node: t.CallExpression['arguments'][number]): Expr {
  if (node.type === 'SpreadElement' || node.type === 'ArgumentPlaceholder') {
    return unsupported(node, fn.at(node))
  }
  return fn.expression(node)
}

function get(
  fn: FunctionContext,
  view: number,
  { element }: ViewMethod,
  [offset, littleEndian]: readonly Expr[],
  at: SourceRange,
): Expr {
  const index = offset ?? constant(0, at)
  const read = (order: RawAccess['order'], index: Expr): Expr => ({
    kind: 'load',
    array: view,
    index,
    bounds: 'js',
    raw: { element, order },
    type: elements[element].jsType,
    at,
  })
  const known = orderOf(littleEndian)
  if (known !== null || littleEndian === undefined) return read(known ?? 'big', index)
  const held = fn.hold(index)
  return conditional(truthy(littleEndian), read('little', held), read('big', held), at)
}

function set(
  fn: FunctionContext,
  view: number,
  { element }: ViewMethod,
  [offset, value, littleEndian]: readonly Expr[],
  at: SourceRange,
): Expr {
  if (offset === undefined || value === undefined) {
    return unsupported(fn.node, at, 'Writing to a DataView without a position and a value')
  }
  const write = (order: RawAccess['order'], index: Expr, what: Expr): Stmt => ({
    kind: 'store',
    array: view,
    index,
    value: what,
    bounds: 'js',
    raw: { element, order },
    at,
  })
  const known = orderOf(littleEndian)
  if (known !== null || littleEndian === undefined) {
    fn.emit(write(known ?? 'big', offset, value))
    return noValue(fn, at)
  }
  const index = fn.hold(offset)
  const held = fn.hold(value)
  fn.emit({
    kind: 'if',
    test: truthy(littleEndian),
    then: [write('little', index, held)],
    else: [write('big', index, held)],
    at,
  })
  return noValue(fn, at)
}

/** The order of the bytes; `null` where only the call shows it. */
function orderOf(littleEndian: Expr | undefined): RawAccess['order'] | null {
  if (littleEndian === undefined) return 'big'
  if (littleEndian.kind !== 'const') return null
  return littleEndian.value ? 'little' : 'big'
}
