import { emitIf } from '../expressions/choose.js'
import { loadElement } from '../expressions/element.js'
import { mustBeDefined } from '../expressions/lower-nullish.js'
import { binary, compare, constant, length, load, logical } from '../expressions/make-expr.js'
import type { Expr } from '../lowered.js'
import { countDown, countUp } from './count.js'
import type { Method } from './method-call.js'
import { byTheSign, clampedPosition, relativeIndex } from './positions.js'

/** `xs.at(i)`: the element, counted from the end where negative. */
export const at: Method = (fn, { array, args: [position], at }) => {
  const place = position ?? constant(0, at)
  return loadElement(fn, fn.read(array, at), relativeIndex(fn, place, length(array, at), at), at)
}

/** `xs.indexOf(x, from)` by `===`. */
export const indexOf: Method = (fn, call) => {
  const { array, args, at } = call
  const [searched = constant(Number.NaN, at), from] = args
  const wanted = fn.hold(searched)
  const found = fn.temp('number', at)
  fn.assign(found, constant(-1, at), at)
  const start = from === undefined ? constant(0, at) : clampedPosition(fn, from, length(array, at), at)
  countUp(
    fn,
    start,
    length(array, at),
    ({ index, label }) => {
      const { statements } = fn.capture(() => {
        fn.assign(found, index, at)
        fn.emit({ kind: 'break', label, at })
      })
      emitIf(fn, compare('eq', load(array, index, at), wanted, at), statements, [], at)
    },
    at,
  )
  return fn.read(found, at)
}

/** `xs.lastIndexOf(x, from)` by `===`, backwards. */
export const lastIndexOf: Method = (fn, call) => {
  const { array, args, at } = call
  const [searched = constant(Number.NaN, at), from] = args
  const wanted = fn.hold(searched)
  const found = fn.temp('number', at)
  fn.assign(found, constant(-1, at), at)
  const size = length(array, at)
  const last = binary('sub', size, constant(1, at), at)
  const start =
    from === undefined
      ? last
      : byTheSign(
          fn,
          from,
          whole => binary('max', binary('add', size, whole, at), constant(-1, at), at),
          whole => binary('min', whole, last, at),
          at,
        )
  countDown(
    fn,
    // Position 0 of an empty array is behind it.
    binary('min', start, last, at),
    ({ index, label }) => {
      const { statements } = fn.capture(() => {
        fn.assign(found, index, at)
        fn.emit({ kind: 'break', label, at })
      })
      emitIf(fn, compare('eq', load(array, index, at), wanted, at), statements, [], at)
    },
    at,
  )
  return fn.read(found, at)
}

/** `xs.includes(x, from)`: as `===`, and NaN is NaN. */
export const includes: Method = (fn, call) => {
  const { array, args, at } = call
  const [searched = constant(Number.NaN, at), from] = args
  mustBeDefined(fn, searched, at, 'searched value')
  const wanted = fn.hold(searched)
  const found = fn.temp('boolean', at)
  fn.assign(found, constant(false, at), at)
  const start = from === undefined ? constant(0, at) : clampedPosition(fn, from, length(array, at), at)
  countUp(
    fn,
    start,
    length(array, at),
    ({ index, label }) => {
      const element = fn.spill(load(array, index, at))
      const { statements } = fn.capture(() => {
        fn.assign(found, constant(true, at), at)
        fn.emit({ kind: 'break', label, at })
      })
      emitIf(fn, sameValue(element, wanted), statements, [], at)
    },
    at,
  )
  return fn.read(found, at)
}

/** Only NaN differs from itself. */
function sameValue(a: Expr, b: Expr): Expr {
  const isNoNumber = (x: Expr) => compare('ne', x, x, x.at)
  return logical('or', compare('eq', a, b, a.at), logical('and', isNoNumber(a), isNoNumber(b), a.at), a.at)
}
