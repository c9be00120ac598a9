import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { emitIf } from '../expressions/choose.js'
import { binary, compare, constant, length } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import type { Method } from './method-call.js'
import { newLike } from './method-call.js'
import { byTheSign, clampedPosition } from './positions.js'

/** `xs.unshift(a, b)`: the new length. */
export const unshift: Method = (fn, { array, args, at }) => {
  if (args.length > 0) replace(fn, array, constant(0, at), constant(0, at), args, at)
  return length(array, at)
}

/** `xs.splice(start, count, a, b)`: the elements that were taken out, as a new array where somebody wants it. */
export const splice: Method = (fn, { array, args, at, use = 'value' }) => {
  const zero = constant(0, at)
  const [start = zero, deleted, ...values] = args
  const from = fn.hold(clampedPosition(fn, start, length(array, at), at))
  const room = fn.hold(args.length === 0 ? zero : binary('sub', length(array, at), from, at))
  const count = deleted === undefined ? room : fn.hold(atMost(fn, deleted, room, at))
  // What they are before the array changes, as they may be its elements.
  const held = values.map(value => fn.hold(value))
  const removed = use === 'value' ? newLike(fn, array, count, at) : null
  if (removed !== null)
    fn.emit({ kind: 'bulk', op: 'copy', array: removed, from: array, args: [zero, from, count], at })
  replace(fn, array, from, count, held, at)
  return removed === null ? zero : fn.read(removed, at)
}

function atMost(fn: FunctionContext, asked: Expr, room: Expr, at: SourceRange): Expr {
  const none = () => constant(0, at)
  return byTheSign(fn, asked, none, whole => binary('min', whole, room, at), at)
}

/** Puts values in the place of `count` elements from `from` on. What is behind them moves, up to the new length. */
function replace(
  fn: FunctionContext,
  array: LocalId,
  from: Expr,
  count: Expr,
  values: readonly Expr[],
  at: SourceRange,
): void {
  const held = values.map(value => fn.hold(value))
  const size = fn.spill(length(array, at))
  const added = constant(held.length, at)
  const source = fn.spill(binary('add', from, count, at))
  const target = fn.spill(binary('add', from, added, at))
  const rest = fn.spill(binary('sub', size, source, at))
  const final = fn.spill(binary('add', target, rest, at))
  emitIf(fn, compare('gt', final, size, at), [fn.resize(array, final, at)], [], at)
  const move = { kind: 'bulk', op: 'copy', array, from: array, args: [target, source, rest], at } as const
  emitIf(fn, compare('gt', rest, constant(0, at), at), [move], [], at)
  held.forEach((value, i) => {
    const index = i === 0 ? from : binary('add', from, constant(i, at), at)
    fn.emit({ kind: 'store', array, index, value, bounds: 'js', at })
  })
  emitIf(fn, compare('lt', final, size, at), [fn.resize(array, final, at)], [], at)
}
