import type { NumberRange } from './range.js'
import {
  anyNumber,
  between,
  canBeInfinite,
  canBeNegative,
  emptyRange,
  exactly,
  holdsZero,
  integers,
  isEmpty,
  isSingle,
} from './range.js'

/**
 * Ranges of JavaScript's number arithmetic. Rounding is monotone, so bounds computed with the same operation bound the
 * rounded results too.
 */

const fold = (values: readonly number[], pick: (...v: number[]) => number, unknown: number): number =>
  values.some(Number.isNaN) ? unknown : pick(...values)

export function addRange(a: NumberRange, b: NumberRange): NumberRange {
  const nan =
    a.nan || b.nan || (a.hi === Infinity && b.lo === -Infinity) || (a.lo === -Infinity && b.hi === Infinity)
  return {
    lo: fold([a.lo + b.lo], Math.min, -Infinity),
    hi: fold([a.hi + b.hi], Math.max, Infinity),
    integer: a.integer && b.integer,
    nan,
    negZero: a.negZero && b.negZero,
    single: false,
  }
}

export function negRange(a: NumberRange): NumberRange {
  const negZero = a.lo <= 0 && a.hi >= 0
  return { lo: -a.hi, hi: -a.lo, integer: a.integer, nan: a.nan, negZero, single: a.single }
}

export function subRange(a: NumberRange, b: NumberRange): NumberRange {
  return { ...addRange(a, { ...negRange(b), negZero: false }), negZero: a.negZero && b.lo <= 0 && b.hi >= 0 }
}

export function mulRange(a: NumberRange, b: NumberRange): NumberRange {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  const integer = a.integer && b.integer
  const zeroTimesInfinity = (holdsZero(a) && canBeInfinite(b)) || (holdsZero(b) && canBeInfinite(a))
  // A product is zero where a factor is, or where two fractions underflow.
  const canBeZero = holdsZero(a) || holdsZero(b) || !integer
  return {
    lo: fold(corners, Math.min, -Infinity),
    hi: fold(corners, Math.max, Infinity),
    integer,
    nan: a.nan || b.nan || zeroTimesInfinity,
    negZero: canBeZero && (canBeNegative(a) || canBeNegative(b)),
    single: false,
  }
}

export function divRange(a: NumberRange, b: NumberRange): NumberRange {
  const negZero = canBeNegative(a) || canBeNegative(b)
  const nan = a.nan || b.nan || (holdsZero(a) && holdsZero(b)) || (canBeInfinite(a) && canBeInfinite(b))
  if (holdsZero(b))
    return { ...anyNumber, lo: canBeNegative(a) || canBeNegative(b) ? -Infinity : 0, nan, negZero }
  const corners = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi]
  return {
    lo: fold(corners, Math.min, -Infinity),
    hi: fold(corners, Math.max, Infinity),
    integer: false,
    nan,
    negZero,
    single: false,
  }
}

/** `%` takes the sign of its left side and is smaller than either. */
export function remRange(a: NumberRange, b: NumberRange): NumberRange {
  const divisor = Math.max(Math.abs(b.lo), Math.abs(b.hi))
  const integer = a.integer && b.integer
  const below = integer && Number.isFinite(divisor) ? Math.max(divisor - 1, 0) : divisor
  return {
    lo: a.lo >= 0 ? 0 : Math.max(a.lo, -below),
    hi: a.hi <= 0 ? 0 : Math.min(a.hi, below),
    integer,
    nan: a.nan || b.nan || holdsZero(b) || canBeInfinite(a),
    negZero: canBeNegative(a),
    // It is a multiple of what both are multiples of, and no larger.
    single: isSingle(a) && isSingle(b),
  }
}

export function absRange(a: NumberRange): NumberRange {
  const spansZero = a.lo <= 0 && a.hi >= 0
  const ends = [Math.abs(a.lo), Math.abs(a.hi)] as const
  return {
    lo: spansZero ? 0 : Math.min(...ends),
    hi: Math.max(...ends),
    integer: a.integer,
    nan: a.nan,
    negZero: false,
    single: a.single,
  }
}

/** `Math.floor`, `ceil`, `trunc` and `round`: monotone, whole, and all but floor give -0 for fractions above -1. */
export function wholeRange(op: 'floor' | 'ceil' | 'trunc' | 'round', a: NumberRange): NumberRange {
  if (a.integer) return a
  const negZero = a.negZero || (op !== 'floor' && a.lo < 0)
  return { lo: Math[op](a.lo), hi: Math[op](a.hi), integer: true, nan: a.nan, negZero, single: a.single }
}

export function sqrtRange(a: NumberRange): NumberRange {
  if (a.hi < 0) return { ...emptyRange, nan: true }
  return {
    lo: Math.sqrt(Math.max(a.lo, 0)),
    hi: Math.sqrt(a.hi),
    integer: false,
    nan: a.nan || a.lo < 0,
    negZero: a.negZero,
    single: false,
  }
}

export function froundRange(a: NumberRange): NumberRange {
  const negZero = a.negZero || (!a.integer && a.lo < 0)
  return {
    lo: Math.fround(a.lo),
    hi: Math.fround(a.hi),
    integer: a.integer,
    nan: a.nan,
    negZero,
    single: true,
  }
}

export function signRange(a: NumberRange): NumberRange {
  return { ...integers(a.lo < 0 ? -1 : 0, a.hi > 0 ? 1 : 0), nan: a.nan, negZero: a.negZero }
}

export function minRange(a: NumberRange, b: NumberRange): NumberRange {
  return {
    lo: Math.min(a.lo, b.lo),
    hi: Math.min(a.hi, b.hi),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan,
    negZero: a.negZero || b.negZero,
    single: isSingle(a) && isSingle(b),
  }
}

export function maxRange(a: NumberRange, b: NumberRange): NumberRange {
  return {
    lo: Math.max(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan,
    // -0 wins only against what is not above it.
    negZero: (a.negZero && canBeNegative(b)) || (b.negZero && canBeNegative(a)),
    single: isSingle(a) && isSingle(b),
  }
}

/** What a function of `Math` can give, whatever its arguments. */
export function hostRange(fn: string): NumberRange {
  switch (fn) {
    case 'sin':
    case 'cos':
      return { ...between(-1, 1), nan: true, negZero: true }
    case 'tanh':
      return { ...between(-1, 1), nan: true, negZero: true }
    case 'exp':
    case 'cosh':
    case 'hypot':
      return { ...between(0, Infinity), nan: true }
    default:
      return anyNumber
  }
}

/** One operation on two single values is evaluated, which gives constants their exact ranges. */
export function ifConstant(
  a: NumberRange,
  b: NumberRange,
  op: (x: number, y: number) => number,
): NumberRange | null {
  if (isEmpty(a) || isEmpty(b)) return emptyRange
  const single = (r: NumberRange) => r.lo === r.hi && !r.nan && (r.lo !== 0 || !r.negZero)
  return single(a) && single(b) ? exactly(op(a.lo, b.lo)) : null
}
