import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray, isPlainArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { protect } from '../expressions/evaluate-in-order.js'
import { binary, compare, constant, length, load, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { copyAs } from './copy-methods.js'
import { countUp } from './count.js'
import type { Method } from './method-call.js'
import { kindOf } from './method-call.js'

/** `xs.push(a, b)`: the new length. */
export const push: Method = (fn, { array, args, at }) => append(fn, array, args, at)

/** Emits stores behind the end of an ordinary array, which gets that much longer, and gives the new length. */
export function append(fn: FunctionContext, array: LocalId, values: readonly Expr[], at: SourceRange): Expr {
  if (values.length === 0) return length(array, at)
  const end = fn.spill(length(array, at))
  const size = binary('add', end, constant(values.length, at), at)
  const resize: Stmt = { kind: 'resize', array, length: size, at }
  const store = (value: Expr, i: number): Stmt => {
    const index = i === 0 ? end : binary('add', end, constant(i, at), at)
    return { kind: 'store', array, index, value, bounds: 'js', at }
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

/** `xs.pop()`: the last element. An empty array has none and stays as it is. */
export const pop: Method = (fn, { array, at }) => {
  const last = fn.spill(binary('sub', length(array, at), constant(1, at), at))
  const value = fn.spill(load(array, last, at))
  const isAny = compare('ge', last, constant(0, at), at)
  emitIf(fn, isAny, [{ kind: 'resize', array, length: last, at }], [], at)
  return value
}

/** `xs.shift()`: the first element. An empty array has none and stays as it is. */
export const shift: Method = (fn, { array, at }) => {
  const zero = constant(0, at)
  const value = fn.spill(load(array, zero, at))
  const rest = binary('sub', length(array, at), constant(1, at), at)
  const isAny = compare('gt', length(array, at), zero, at)
  emitIf(fn, isAny, [{ kind: 'resize', array, length: rest, isShifted: true, at }], [], at)
  return value
}

/** `xs.concat(ys, 1)`: a new array, what is no array as one element. */
export const concat: Method = (fn, { array, args, at }) => {
  const copied = copyAs(fn, kindOf(fn, array) === 'boolean[]' ? 'boolean[]' : 'number[]', array, at)
  if (copied.kind !== 'local') return copied
  for (const arg of args) {
    const kind = arg.kind === 'local' ? kindOf(fn, arg.local) : arg.type
    // A typed array would be one element, and so would a row.
    const isUnclear = kind === 'dyn' || (isArray(kind) && !isPlainArray(kind))
    if (isUnclear) return notCompiled(at, '`concat` with this argument')
    if (arg.kind === 'local' && isPlainArray(kind)) appendAll(fn, copied.local, arg.local, at)
    else append(fn, copied.local, [arg], at)
  }
  return copied
}

/** `xs.length = size` of an ordinary array: it only gets shorter. What would make holes or throws starts over. */
export function setLength(fn: FunctionContext, array: LocalId, wanted: Expr, at: SourceRange): void {
  const kind = kindOf(fn, array)
  if (!isPlainArray(kind) && kind !== 'dyn')
    return notCompiled(at, 'The property `length` of this array, assigned,')
  const size = fn.hold(wanted)
  const isNothing = size.kind === 'const' && size.value === 0
  if (!isNothing) {
    const isWhole = compare('eq', unary('trunc', size, at), size, at)
    const isNotNegative = compare('ge', size, constant(0, at), at)
    const isShorter = compare('le', size, length(array, at), at)
    const fits = logical('and', isWhole, logical('and', isNotNegative, isShorter, at), at)
    emitIf(fn, not(fits, at), [{ kind: 'throw', site: 'restart', at }], [], at)
  }
  fn.emit({ kind: 'resize', array, length: size, at })
}

function notCompiled(at: SourceRange, what: string): never {
  return refuse(diagnose('lower/unsupported-syntax', at, what))
}
