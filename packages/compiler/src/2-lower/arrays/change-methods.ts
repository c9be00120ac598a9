import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isTypedArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { loadElement } from '../expressions/element.js'
import { binary, compare, constant, length, load, logical } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { countUp } from './count.js'
import type { Method, MethodCall } from './method-call.js'
import { kindOf, stretch } from './method-call.js'
import { byTheSign, clampedPosition } from './positions.js'
import { storeAt } from './rows.js'

/** `xs.fill(value, start, end)`: the array itself. */
export const fill: Method = (fn, call) => {
  const { array, args, at } = call
  const [value = constant(Number.NaN, at), start, end] = args
  const held = fn.hold(value)
  const { from, to } = stretch(fn, call, start, end)
  const store = (index: Expr) => fn.emit(storeAt(fn, array, index, held, at))
  countUp(fn, from, to, ({ index }) => store(index), at)
  return fn.read(array, at)
}

/** `xs.reverse()`: the array itself. */
export const reverse: Method = (fn, { array, at }) => {
  const low = fn.temp('number', at)
  const high = fn.temp('number', at)
  const one = constant(1, at)
  fn.assign(low, constant(0, at), at)
  fn.assign(high, binary('sub', length(array, at), one, at), at)
  const [i, j] = [fn.read(low, at), fn.read(high, at)]
  const { statements } = fn.capture(() => {
    const element = (index: Expr) => loadElement(fn, fn.read(array, at), index, at)
    const first = fn.spill(element(i))
    fn.emit(storeAt(fn, array, i, element(j), at))
    fn.emit(storeAt(fn, array, j, first, at))
  })
  const { statements: update } = fn.capture(() => {
    fn.assign(low, binary('add', i, one, at), at)
    fn.assign(high, binary('sub', j, one, at), at)
  })
  const test = compare('lt', i, j, at)
  fn.emit({ kind: 'loop', label: fn.newLabel(), test, body: statements, update, at })
  return fn.read(array, at)
}

/** `xs.copyWithin(target, start, end)`: the array itself. */
export const copyWithin: Method = (fn, call) => {
  const { array, args, at } = call
  const [target = constant(0, at), start, end] = args
  const size = length(array, at)
  const to = fn.hold(clampedPosition(fn, target, size, at))
  const { from, to: final } = stretch(fn, call, start ?? constant(0, at), end)
  const source = fn.hold(from)
  const room = binary('sub', size, to, at)
  const count = fn.hold(binary('min', binary('sub', final, source, at), room, at))
  const isAny = compare('gt', count, constant(0, at), at)
  emitIf(fn, isAny, [{ kind: 'bulk', op: 'copy', array, from: array, args: [to, source, count], at }], [], at)
  return fn.read(array, at)
}

/** `xs.set(source, offset)`. What JavaScript answers with a RangeError starts over there. */
export const set: Method = (fn, call) => {
  const { array, args, at } = call
  const [source, offset = constant(0, at)] = args
  if (source?.kind !== 'local') return notCompiled(at, '`set` without an array')
  const size = length(source.local, at)
  const start = fn.hold(
    byTheSign(
      fn,
      offset,
      whole => whole,
      whole => whole,
      at,
    ),
  )
  const isBelow = compare('lt', start, constant(0, at), at)
  const isBeyond = compare('gt', binary('add', start, size, at), length(array, at), at)
  emitIf(fn, logical('or', isBelow, isBeyond, at), [{ kind: 'throw', site: 'restart', at }], [], at)
  const [kind, from] = [kindOf(fn, array), kindOf(fn, source.local)]
  if (kind === from && kind !== 'dyn') {
    fn.emit({ kind: 'bulk', op: 'copy', array, from: source.local, args: [start, constant(0, at), size], at })
  } else convertInto(fn, call, source.local, start)
  return constant(0, at)
}

/** Elements are converted one by one, from a copy: the two may overlap. */
function convertInto(fn: FunctionContext, { array, at }: MethodCall, source: LocalId, start: Expr): void {
  const from = kindOf(fn, source)
  if (!isTypedArray(from) && from !== 'number[]') notCompiled(at, '`set` from this array')
  const size = length(source, at)
  let read = source
  if (from !== 'number[]') {
    read = fn.temp(from, at)
    fn.emit({ kind: 'new-array', local: read, length: size, at })
    const zero = constant(0, at)
    fn.emit({ kind: 'bulk', op: 'copy', array: read, from: source, args: [zero, zero, size], at })
  }
  const store = (index: Expr) => {
    const target = binary('add', start, index, at)
    fn.emit({ kind: 'store', array, index: target, value: load(read, index, at), bounds: 'js', at })
  }
  countUp(fn, constant(0, at), size, ({ index }) => store(index), at)
}

/** `xs.sort()`: by number. An ordinary array would be sorted by its elements as text. */
export const sort: Method = (fn, { array, at }) => {
  if (!isTypedArray(kindOf(fn, array))) {
    return notCompiled(at, '`sort()` of an ordinary array, which goes by text,')
  }
  fn.emit({ kind: 'bulk', op: 'sort', array, from: array, args: [], at })
  return fn.read(array, at)
}

function notCompiled(at: SourceRange, what: string): never {
  return refuse(diagnose('lower/unsupported-syntax', at, what))
}
