import { elements, isArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { binary, constant, length, load, truthy } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { assignOptional, newOptional, nothing } from '../values/optional.js'
import { isStatic } from '../values/value.js'
import type { CallbackCall, CallbackMethod } from './callback-methods.js'
import { askAbout, lastPosition, upwards } from './callback-methods.js'
import type { Turn } from './count.js'
import { countDown } from './count.js'
import { newLike } from './method-call.js'

/** Asks about an element, which is kept: the callback may store another one in its place. */
function ifWanted(
  fn: FunctionContext,
  call: CallbackCall,
  index: Expr,
  wanted: (element: Expr) => void,
): void {
  const { array, at } = call
  const element = fn.spill(load(array, index, at))
  const answer = askAbout(fn, call, element, index, [])
  if (isStatic(answer)) return call.refuse()
  const holds = truthy(answer)
  emitIf(fn, holds, fn.capture(() => wanted(element)).statements, [], at)
}

/** The first element, or the last, where the answer is yes, and `undefined` where none is. */
function findElement(way: 'up' | 'down'): CallbackMethod {
  return (fn, call) => {
    const { array, at } = call
    const kind = fn.likelyType(array)
    const type = isArray(kind) ? elements[kind].jsType : 'number'
    const found = newOptional(fn, `t${fn.locals.length}`, 'undefined', at, type)
    assignOptional(fn, found, nothing('undefined', at), 'The result', at)
    const label = fn.newLabel()
    const turn = ({ index }: Turn) =>
      ifWanted(fn, call, index, element => {
        assignOptional(fn, found, element, 'The result', at)
        fn.emit({ kind: 'break', label, at })
      })
    const { statements } = fn.capture(() => {
      if (way === 'up') upwards(fn, call, turn)
      else countDown(fn, lastPosition(call), turn, at)
    })
    fn.emit({ kind: 'block', label, body: statements, at })
    return found
  }
}

export const find = findElement('up')
export const findLast = findElement('down')

/** A new array of the same kind: first as long as this one, then a copy of what was taken. */
export const filter: CallbackMethod = (fn, call) => {
  const { array, at } = call
  const taken = newLike(fn, array, length(array, at), at)
  const counter = fn.temp('number', at)
  const zero = constant(0, at)
  fn.assign(counter, zero, at)
  const count = fn.read(counter, at)
  upwards(fn, call, ({ index }) =>
    ifWanted(fn, call, index, value => {
      fn.emit({ kind: 'store', array: taken, index: count, value, bounds: 'js', at })
      fn.assign(counter, binary('add', count, constant(1, at), at), at)
    }),
  )
  const made = newLike(fn, array, count, at)
  fn.emit({ kind: 'bulk', op: 'copy', array: made, from: taken, args: [zero, zero, count], at })
  return fn.read(made, at)
}
