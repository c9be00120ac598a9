import type { SourceRange } from '../../ir/source-range.js'
import { emitIf } from '../expressions/choose.js'
import { binary, compare, constant, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'

/**
 * Where a relative position (`slice(-2)`) falls in an array of this length: cut to a whole number, NaN being 0, counted
 * from the end where negative, and kept in `0 … length`.
 */
export function clampedPosition(fn: FunctionContext, position: Expr, length: Expr, at: SourceRange): Expr {
  const fromEnd = (whole: Expr) => binary('max', binary('add', length, whole, at), constant(0, at), at)
  return byTheSign(fn, position, fromEnd, whole => binary('min', whole, length, at), at)
}

/** The same without keeping it in the array: `at(-1)`. */
export function relativeIndex(fn: FunctionContext, position: Expr, length: Expr, at: SourceRange): Expr {
  return byTheSign(
    fn,
    position,
    whole => binary('add', length, whole, at),
    whole => whole,
    at,
  )
}

/** ECMAScript's ToIntegerOrInfinity, and then one thing for negative numbers and another for positive ones; 0 is 0. */
export function byTheSign(
  fn: FunctionContext,
  position: Expr,
  negative: (whole: Expr) => Expr,
  positive: (whole: Expr) => Expr,
  at: SourceRange,
): Expr {
  if (position.kind === 'const' && typeof position.value === 'number') {
    const whole = Math.trunc(position.value) || 0
    if (whole === 0) return constant(0, at)
    return whole < 0 ? negative(constant(whole, at)) : positive(constant(whole, at))
  }
  const whole = fn.spill(unary('trunc', position, at))
  const result = fn.temp('number', at)
  const zero = constant(0, at)
  const set = (value: Expr): readonly Stmt[] => fn.capture(() => fn.assign(result, value, at)).statements
  const other = fn.capture(() => {
    emitIf(fn, compare('gt', whole, zero, at), set(positive(whole)), set(zero), at)
  }).statements
  emitIf(fn, compare('lt', whole, zero, at), set(negative(whole)), other, at)
  return fn.read(result, at)
}
