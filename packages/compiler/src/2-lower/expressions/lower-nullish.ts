import { diagnose } from '../../diagnostics/catalog.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { choose } from './choose.js'
import { compare, constant, length, logical, unary } from './make-expr.js'

/**
 * `left ?? right`. Numbers are never nullish, but an element read out of bounds is: `xs[i] ?? 0` asks whether the
 * index is in bounds. Where an `undefined` could come from further away, the kernel is refused once that is known.
 */
export function nullish(fn: FunctionContext, left: Expr, right: () => Expr, at: SourceRange): Expr {
  if (left.kind === 'load') {
    const index = fn.hold(left.index)
    return choose(fn, isInBounds(left.array, index, at), () => ({ ...left, index }), right, at)
  }
  mustBeDefined(fn, left, at, '`??`')
  return left
}

/** Notes that a value must not be an `undefined` that JavaScript would notice here. */
export function mustBeDefined(fn: FunctionContext, value: Expr, at: SourceRange, where: string): void {
  fn.kernel.definedChecks.push({
    inFunction: fn.id,
    value,
    otherwise: diagnose('lower/hidden-undefined', at, where),
  })
}

/** Whether JavaScript finds an element at this index: a whole number in `0 … length - 1` (`-0` is `0`). */
export function isInBounds(array: LocalId, index: Expr, at: SourceRange): Expr {
  const isWhole = compare('eq', unary('floor', index, at), index, at)
  const isBelow = compare('lt', index, length(array, at), at)
  const isNotNegative = compare('ge', index, constant(0, at), at)
  return logical('and', logical('and', isNotNegative, isBelow, at), isWhole, at)
}
