import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ArrayKind } from '../../ir/types.js'
import { binary, constant, length, load } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { countUp } from './count.js'
import type { Method, MethodCall } from './method-call.js'
import { kindOf, newLike, stretch } from './method-call.js'

/** `xs.slice(start, end)`: a new array of the same kind. */
export const slice: Method = (fn, call) => {
  const { array, at } = call
  const { from, count } = measured(fn, call)
  const copy = newLike(fn, array, count, at)
  const args = [constant(0, at), from, count]
  fn.emit({ kind: 'bulk', op: 'copy', array: copy, from: array, args, at })
  return fn.read(copy, at)
}

/** `xs.subarray(start, end)`: the same elements, seen from another position. */
export const subarray: Method = (fn, call) => {
  const { array, at } = call
  const { from, count } = measured(fn, call)
  const local = fn.temp(kindOf(fn, array), at)
  fn.emit({ kind: 'view', local, array, start: from, length: count, at })
  return fn.read(local, at)
}

/** A new array of a kind with the elements of another one, converted. */
export function copyAs(fn: FunctionContext, kind: ArrayKind, source: LocalId, at: SourceRange): Expr {
  const size = length(source, at)
  const copy = fn.temp(kind, at)
  fn.emit({ kind: 'new-array', local: copy, length: size, at })
  if (kindOf(fn, source) === kind) {
    const zero = constant(0, at)
    fn.emit({ kind: 'bulk', op: 'copy', array: copy, from: source, args: [zero, zero, size], at })
  } else {
    const store = (index: Expr) =>
      fn.emit({ kind: 'store', array: copy, index, value: load(source, index, at), bounds: 'js', at })
    countUp(fn, constant(0, at), length(copy, at), ({ index }) => store(index), at)
  }
  return fn.read(copy, at)
}

/** Where the stretch begins, and how many elements it has. */
function measured(fn: FunctionContext, call: MethodCall): { readonly from: Expr; readonly count: Expr } {
  const { at } = call
  const { from, to } = stretch(fn, call, call.args[0], call.args[1])
  const start = fn.hold(from)
  const span = binary('sub', to, start, at)
  // Without arguments it cannot be empty the wrong way round.
  if (start.kind === 'const' && start.value === 0) return { from: start, count: fn.hold(to) }
  return { from: start, count: fn.hold(binary('max', span, constant(0, at), at)) }
}
