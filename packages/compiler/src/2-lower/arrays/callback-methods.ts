import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray, isList, isNestedArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { discard } from '../expressions/discard.js'
import { loadElement } from '../expressions/element.js'
import { binary, compare, constant, length, not, truthy } from '../expressions/make-expr.js'
import { noValue } from '../expressions/no-value.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { callFunctionValue } from '../values/call-function-value.js'
import type { FunctionValue, Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import type { Turn } from './count.js'
import { countDown, countUp } from './count.js'
import { newLike } from './method-call.js'
import { elementValue, listKindFor, storeAt } from './rows.js'

/** `array.method(callback, ...)`, the callback known. */
export interface CallbackCall {
  readonly array: LocalId
  readonly callback: FunctionValue
  /** The second argument: where a `reduce` starts. */
  readonly second: Expr | undefined
  readonly at: SourceRange
  readonly refuse: () => never
}

export type CallbackMethod = (fn: FunctionContext, call: CallbackCall) => Value

/** Calls the callback with an element, its position and the array, after what else it takes. */
function ask(fn: FunctionContext, call: CallbackCall, index: Expr, before: readonly Value[] = []): Value {
  return askAbout(fn, call, elementOf(fn, call, index), index, before)
}

function elementOf(fn: FunctionContext, { array, at }: CallbackCall, index: Expr): Expr {
  return loadElement(fn, fn.read(array, at), index, at)
}

/** The same with an element that was read before. */
export function askAbout(
  fn: FunctionContext,
  { array, callback, at }: CallbackCall,
  value: Expr,
  index: Expr,
  before: readonly Value[],
): Value {
  const element = fn.spill(value)
  const place = fn.spill(index)
  return callFunctionValue(fn, callback, [...before, element, place, fn.read(array, at)], at)
}

function askForValue(
  fn: FunctionContext,
  call: CallbackCall,
  index: Expr,
  before: readonly Value[] = [],
): Expr {
  const value = ask(fn, call, index, before)
  return isStatic(value) ? call.refuse() : value
}

/** Emits a loop over all positions, the length asked in every turn. */
export function upwards(fn: FunctionContext, { array, at }: CallbackCall, body: (turn: Turn) => void): void {
  countUp(fn, constant(0, at), length(array, at), body, at)
}

/** -1 where the array is empty. */
export function lastPosition({ array, at }: CallbackCall): Expr {
  return binary('sub', length(array, at), constant(1, at), at)
}

export const forEach: CallbackMethod = (fn, call) => {
  upwards(fn, call, ({ index }) => discard(fn, ask(fn, call, index)))
  return noValue(fn, call.at)
}

/** A new array of the same kind, so that what the callback gives is converted as a store does. */
export const map: CallbackMethod = (fn, call) => {
  const { array, at } = call
  const made = newLike(fn, array, length(array, at), at)
  upwards(fn, call, ({ index }) => {
    const value = elementValue(fn, ask(fn, call, index), call.callback.node)
    retype(fn, made, value)
    fn.emit(storeAt(fn, made, index, value, at))
  })
  return fn.read(made, at)
}

/** An ordinary array holds what it is given, whatever the one it comes from holds. */
function retype(fn: FunctionContext, made: LocalId, value: Expr): void {
  const local = fn.locals[made]
  const type = value.kind === 'local' ? fn.likelyType(value.local) : value.type
  const isKnown = type === 'boolean' || type === 'number' || isArray(type) || isNestedArray(local?.type ?? '')
  if (local && isList(local.type) && isKnown) fn.locals[made] = { ...local, type: listKindFor(fn, value) }
}

/** Folds from the first element on, or from the last. */
function fold(way: 'up' | 'down'): CallbackMethod {
  return (fn, call) => {
    const { array, second, at } = call
    const sum = fn.temp('dyn', at)
    const turn = ({ index }: Turn) => fn.assign(sum, askForValue(fn, call, index, [fn.read(sum, at)]), at)
    // Without a start the outermost element is it.
    const skipped = constant(second === undefined ? 1 : 0, at)
    if (second === undefined) restartIf(fn, compare('lt', length(array, at), skipped, at), at)
    if (way === 'up') {
      fn.assign(sum, second ?? elementOf(fn, call, constant(0, at)), at)
      countUp(fn, skipped, length(array, at), turn, at)
    } else {
      const last = lastPosition(call)
      fn.assign(sum, second ?? elementOf(fn, call, last), at)
      countDown(fn, second === undefined ? binary('sub', last, skipped, at) : last, turn, at)
    }
    return fn.read(sum, at)
  }
}

/** What JavaScript throws here, it throws itself. */
function restartIf(fn: FunctionContext, test: Expr, at: SourceRange): void {
  emitIf(fn, test, [{ kind: 'throw', site: 'restart', at }], [], at)
}

export const reduce = fold('up')
export const reduceRight = fold('down')

/** Asks until the answer is this one: whether that ever happened. */
function until(answer: boolean): CallbackMethod {
  return (fn, call) => {
    const { at } = call
    const result = fn.temp('boolean', at)
    fn.assign(result, constant(!answer, at), at)
    upwards(fn, call, ({ index, label }) => {
      const holds = truthy(askForValue(fn, call, index))
      const { statements } = fn.capture(() => {
        fn.assign(result, constant(answer, at), at)
        fn.emit({ kind: 'break', label, at })
      })
      emitIf(fn, answer ? holds : not(holds, at), statements, [], at)
    })
    return fn.read(result, at)
  }
}

export const some = until(true)
export const every = until(false)

/** The first position, or the last, where the answer is yes; -1 where none is. */
function position(way: 'up' | 'down'): CallbackMethod {
  return (fn, call) => {
    const { at } = call
    const found = fn.temp('number', at)
    fn.assign(found, constant(-1, at), at)
    const turn = ({ index, label }: Turn) => {
      const holds = truthy(askForValue(fn, call, index))
      const { statements } = fn.capture(() => {
        fn.assign(found, index, at)
        fn.emit({ kind: 'break', label, at })
      })
      emitIf(fn, holds, statements, [], at)
    }
    if (way === 'up') upwards(fn, call, turn)
    else countDown(fn, lastPosition(call), turn, at)
    return fn.read(found, at)
  }
}

export const findIndex = position('up')
export const findLastIndex = position('down')
