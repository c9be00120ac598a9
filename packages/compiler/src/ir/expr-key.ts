import type { Expr } from './expr.js'

/** A text that two expressions share exactly when they compute the same from the same locals. */
export function exprKey<T>(expr: Expr<T>): string {
  return JSON.stringify(expr, (name, value: unknown) => {
    if (name === 'at') return undefined
    if (typeof value === 'bigint') return `${value}n`
    // JSON knows neither of these numbers.
    return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}`
      : value
  })
}
