/**
 * What is known about a number: every value is in [lo, hi] or is one of the marked specials. `integer` means every
 * finite value is one. Bounds may be infinite, which includes the infinity itself. `single` means every value is one of
 * single precision; small whole numbers are that anyway, so ask `isSingle`. Empty (no value): lo > hi and not nan.
 */
export interface NumberRange {
  readonly lo: number
  readonly hi: number
  readonly integer: boolean
  readonly nan: boolean
  readonly negZero: boolean
  readonly single: boolean
}

/** What is known about a bigint: every value is in [lo, hi]; null is unbounded. */
export interface BigRange {
  readonly big: true
  readonly lo: bigint | null
  readonly hi: bigint | null
}

export type Range = NumberRange | BigRange

export const int32Min = -(2 ** 31)
export const int32Max = 2 ** 31 - 1
export const uint32Max = 2 ** 32 - 1
/**
 * Largest whole number a double holds exactly and no other rounds to. A bound of 2^53 proves nothing: 2^53 + 1 is
 * rounded to it too.
 */
export const exactLimit = Number.MAX_SAFE_INTEGER
/** The same for numbers of single precision. */
const singleLimit = 2 ** 24

export const anyNumber: NumberRange = {
  lo: -Infinity,
  hi: Infinity,
  integer: false,
  nan: true,
  negZero: true,
  single: false,
}
export const anySingle: NumberRange = { ...anyNumber, single: true }
export const anyBigint: BigRange = { big: true, lo: null, hi: null }
export const anyInt32: NumberRange = integers(int32Min, int32Max)
export const anyUint32: NumberRange = integers(0, uint32Max)
export const emptyRange: NumberRange = {
  lo: Infinity,
  hi: -Infinity,
  integer: true,
  nan: false,
  negZero: false,
  single: true,
}

/** Whole numbers from lo to hi, without -0 and NaN. */
export function integers(lo: number, hi: number): NumberRange {
  return { lo, hi, integer: true, nan: false, negZero: false, single: false }
}

/** Any numbers from lo to hi, without -0 and NaN. */
export function between(lo: number, hi: number): NumberRange {
  return { lo, hi, integer: false, nan: false, negZero: false, single: false }
}

export function isBig(range: Range): range is BigRange {
  return 'big' in range
}

/** The range that holds one number only. */
export function exactly(value: number): NumberRange {
  if (Number.isNaN(value)) return { ...emptyRange, nan: true }
  return {
    lo: value,
    hi: value,
    integer: Number.isInteger(value),
    nan: false,
    negZero: Object.is(value, -0),
    single: Math.fround(value) === value,
  }
}

export function isEmpty(range: NumberRange): boolean {
  return range.lo > range.hi && !range.nan
}

/** Whether the number 0 or -0 can be among the values. */
export function holdsZero(range: NumberRange): boolean {
  return (range.lo <= 0 && range.hi >= 0) || range.negZero
}

/** Whether a value can carry a minus sign, -0 included. */
export function canBeNegative(range: NumberRange): boolean {
  return range.lo < 0 || range.negZero
}

/** Whether a value can be infinite. */
export function canBeInfinite(range: NumberRange): boolean {
  return range.lo === -Infinity || range.hi === Infinity
}

/** Whether every value is a whole number in [lo, hi]; -0 is the caller's business. */
export function fits(range: NumberRange, lo: number, hi: number): boolean {
  return range.integer && !range.nan && range.lo >= lo && range.hi <= hi
}

export const fitsInt32 = (range: NumberRange): boolean => fits(range, int32Min, int32Max)
export const fitsUint32 = (range: NumberRange): boolean => fits(range, 0, uint32Max)
/** Whole numbers that doubles hold exactly, also as the result of a sum or product. */
export const fitsExact = (range: NumberRange): boolean => fits(range, -exactLimit, exactLimit)

/** Whether single precision holds every value exactly, NaN, -0 and the infinities included. */
export function isSingle({ lo, hi, integer, single }: NumberRange): boolean {
  return single || (integer && lo >= -singleLimit && hi <= singleLimit)
}

/** The smallest range that holds both. */
export function join(a: Range, b: Range): Range {
  if (isBig(a) || isBig(b)) return isBig(a) && isBig(b) ? joinBig(a, b) : anyNumber
  if (isEmpty(a)) return b
  if (isEmpty(b)) return a
  return {
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan,
    negZero: a.negZero || b.negZero,
    single: isSingle(a) && isSingle(b),
  }
}

function joinBig(a: BigRange, b: BigRange): BigRange {
  return {
    big: true,
    lo: a.lo === null || b.lo === null ? null : smallerBig(a.lo, b.lo),
    hi: a.hi === null || b.hi === null ? null : largerBig(a.hi, b.hi),
  }
}

export function smallerBig(a: bigint, b: bigint): bigint {
  return b < a ? b : a
}

export function largerBig(a: bigint, b: bigint): bigint {
  return b > a ? b : a
}

export function sameRange(a: Range | undefined, b: Range | undefined): boolean {
  if (a === b) return true
  if (!a || !b) return false
  if (isBig(a) || isBig(b)) return isBig(a) && isBig(b) && a.lo === b.lo && a.hi === b.hi
  const isSame = a.lo === b.lo && a.hi === b.hi && a.integer === b.integer
  return isSame && a.nan === b.nan && a.negZero === b.negZero && isSingle(a) === isSingle(b)
}
