import type { Expr } from '../ir/expr.js'
import type { ValueType } from '../ir/types.js'

/** A text that two expressions share exactly when they compute the same from the same locals. */
export function exprKey(expr: Expr<ValueType>): string {
  return JSON.stringify(expr, (name, value: unknown) => {
    if (name === 'at') return undefined
    if (typeof value === 'bigint') return `${value}n`
    // JSON knows neither of these numbers.
    return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}`
      : value
  })
}
