import type { CompareOp, Expr } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { JsType } from '../../ir/types.js'

/** The largest magnitude that passes: no array is longer, and the sum of two is still an int32. */
export const largest = 2 ** 30

/** Whether a number is one of this magnitude at most; NaN is none. */
export function isWithin(value: Expr<JsType>, at: SourceRange): Expr<JsType> {
  const limit = (op: CompareOp, bound: number): Expr<JsType> => {
    const right: Expr<JsType> = { kind: 'const', value: bound, type: 'number', at }
    return { kind: 'compare', op, left: value, right, type: 'boolean', at }
  }
  const [left, right] = [limit('ge', 0 - largest), limit('le', largest)]
  return { kind: 'logical', op: 'and', left, right, type: 'boolean', at }
}
