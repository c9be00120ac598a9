import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isNestedArray } from '../../ir/types.js'
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
  const resize = fn.resize(array, size, at)
  const store = (value: Expr, i: number): Stmt => {
    const index = i === 0 ? end : binary('add', end, constant(i, at), at)
    return storeAt(fn, array, index, value, at)
  }
  // Each value is what it was before the array changed.
  const held = values.map((value, i) => protect(fn, value, [resize, ...values.slice(0, i).map(store)]))
  fn.emit(resize, ...held.map(store))
  if (isNestedArray(kindOf(fn, array)))
    held.forEach((row, i) => {
      noteRow(fn, row, array, i === 0 ? end : binary('add', end, constant(i, at), at))
    })
  return size
}

/** Notes where a variable's array stands from now on, in case it gets longer there. */
function noteRow(fn: FunctionContext, row: Expr, array: LocalId, index: Expr): void {
  if (row.kind !== 'local' || fn.locals[row.local]?.origin !== 'variable') return
  const { at } = index
  const place = fn.temp('number', at)
  // The variable may get longer where control has not come past here.
  fn.entry.push({ kind: 'set', local: place, value: constant(0, at), at })
  fn.assign(place, index, at)
  fn.noteRow(row.local, { array, index: fn.read(place, at) })
}

/** Emits copies of all elements of one array behind the end of another. */
export function appendAll(fn: FunctionContext, array: LocalId, from: LocalId, at: SourceRange): void {
  const end = fn.spill(length(array, at))
  const count = fn.spill(length(from, at))
  const zero = constant(0, at)
  fn.emit(fn.resize(array, binary('add', end, count, at), at))
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
