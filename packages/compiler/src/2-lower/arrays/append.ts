import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { protect } from '../expressions/evaluate-in-order.js'
import { binary, constant, length, load } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { countUp } from './count.js'
import { kindOf } from './method-call.js'
import { storeAt } from './rows.js'

/** Emits stores behind the end of an ordinary array, which gets that much longer, and gives the new length. */
export function append(fn: FunctionContext, array: LocalId, values: readonly Expr[], at: SourceRange): Expr {
  if (values.length === 0) return length(array, at)
  const end = fn.spill(length(array, at))
  const size = binary('add', end, constant(values.length, at), at)
  const resize: Stmt = { kind: 'resize', array, length: size, at }
  const store = (value: Expr, i: number): Stmt => {
    const index = i === 0 ? end : binary('add', end, constant(i, at), at)
    return storeAt(fn, array, index, value, at)
  }
  // Each value is what it was before the array changed.
  const held = values.map((value, i) => protect(fn, value, [resize, ...values.slice(0, i).map(store)]))
  fn.emit(resize, ...held.map(store))
  return size
}

/** Emits copies of all elements of one array behind the end of another. */
export function appendAll(fn: FunctionContext, array: LocalId, from: LocalId, at: SourceRange): void {
  const end = fn.spill(length(array, at))
  const count = fn.spill(length(from, at))
  const zero = constant(0, at)
  fn.emit({ kind: 'resize', array, length: binary('add', end, count, at), at })
  if (kindOf(fn, array) === kindOf(fn, from)) {
    fn.emit({ kind: 'bulk', op: 'copy', array, from, args: [end, zero, count], at })
    return
  }
  const store = (index: Expr) => {
    const target = binary('add', end, index, at)
    fn.emit({ kind: 'store', array, index: target, value: load(from, index, at), bounds: 'js', at })
  }
  countUp(fn, zero, count, ({ index }) => store(index), at)
}
