import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray, isList, isNestedArray, isPlainArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { loadElement } from '../expressions/element.js'
import { binary, compare, constant, length, load, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { append, appendAll } from './append.js'
import { copyAs } from './copy-methods.js'
import type { Method } from './method-call.js'
import { kindOf } from './method-call.js'

/** `xs.push(a, b)`: the new length. */
export const push: Method = (fn, { array, args, at }) => append(fn, array, args, at)

/** `xs.pop()`: the last element. An empty array has none and stays as it is. */
export const pop: Method = (fn, { array, at }) => {
  const last = fn.spill(binary('sub', length(array, at), constant(1, at), at))
  if (isNestedArray(kindOf(fn, array))) return popRow(fn, array, last, at)
  const value = fn.spill(load(array, last, at))
  const isAny = compare('ge', last, constant(0, at), at)
  emitIf(fn, isAny, [fn.resize(array, last, at)], [], at)
  return value
}

/** The last row. Where there is none, the call starts over: `undefined` is none. */
function popRow(fn: FunctionContext, array: LocalId, last: Expr, at: SourceRange): Expr {
  const row = loadElement(fn, fn.read(array, at), last, at)
  fn.emit({ kind: 'resize', array, length: last, at })
  return row
}

/** `xs.shift()`: the first element. An empty array has none and stays as it is. */
export const shift: Method = (fn, { array, at }) => {
  const zero = constant(0, at)
  const value = fn.spill(loadElement(fn, fn.read(array, at), zero, at))
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
  if (!isList(kind) && kind !== 'dyn')
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
