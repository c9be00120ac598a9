import type { Limits } from '../lanes/lanes.js'
import { unite } from '../lanes/lanes.js'

/**
 * What is known of a number that is computed in single precision in place of a double: for every input, the double lies
 * between `lo` and `hi`, and the single is no further from it than `error`.
 */
export interface Approximation extends Limits {
  readonly error: number
  /** Both are the same number, and this power of two times it is whole; `null` where that is not known. */
  readonly scale: number | null
  /** Whether rounding either of both to a whole number, in whichever way, gives the same. */
  readonly isCertain: boolean
}

/**
 * Half a unit in the last place of a single, as a part of its value, and a little more: for what the double is rounded by,
 * and this arithmetic itself.
 */
const unit = 2 ** -24 * 1.001
/** What results too small for a full significand may lose. */
const tiny = 2 ** -148
/** Singles hold larger whole numbers, but not all of them. */
const mostWhole = 2 ** 24
/** Beyond it nothing is promised. */
const largest = 2 ** 60
const finest = 20

/** A constant. */
export function ofConstant(value: number): Approximation | null {
  if (!(Math.abs(value) <= largest)) return null
  return approximation({ lo: value, hi: value }, Math.abs(value - Math.fround(value)), scaleOf(value))
}

/** Any number between these limits. */
export function ofAny(limits: Limits): Approximation {
  return approximation(limits, Math.max(-limits.lo, limits.hi) * unit + tiny, null)
}

/** A whole number between these limits, converted. */
export function ofInteger({ lo, hi }: Limits): Approximation {
  const most = Math.max(-lo, hi)
  return approximation({ lo, hi }, most <= mostWhole ? 0 : most * unit, 0)
}

export function negated(a: Approximation): Approximation {
  return { ...a, lo: -a.hi, hi: -a.lo }
}

export function absolute(a: Approximation): Approximation {
  const lo = a.lo > 0 ? a.lo : a.hi < 0 ? -a.hi : 0
  return { ...a, lo, hi: mostOf(a) }
}

export function sum(a: Approximation, b: Approximation): Approximation | null {
  return rounded({ lo: a.lo + b.lo, hi: a.hi + b.hi }, a.error + b.error, commonScale(a, b))
}

export function product(a: Approximation, b: Approximation): Approximation | null {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  const error = mostOf(a) * b.error + mostOf(b) * a.error + a.error * b.error
  const scale = a.scale === null || b.scale === null ? null : a.scale + b.scale
  return rounded({ lo: Math.min(...corners), hi: Math.max(...corners) }, error, scale)
}

/** Null where the divisor may be zero, of either precision. */
export function quotient(a: Approximation, b: Approximation): Approximation | null {
  const least = b.lo > 0 ? b.lo : b.hi < 0 ? -b.hi : 0
  if (least <= 2 * b.error || least < 2 ** -30) return null
  const corners = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi]
  const limits = { lo: Math.min(...corners), hi: Math.max(...corners) }
  const most = Math.max(-limits.lo, limits.hi)
  const result = rounded(limits, (a.error + most * b.error) / (least - b.error), null)
  const divisor = b.lo === b.hi ? Math.abs(b.lo) : null
  if (!result || divisor === null || b.error > 0 || a.scale === null) return result
  if (Number.isInteger(Math.log2(divisor))) {
    const scale = a.scale + Math.log2(divisor)
    return rounded(limits, 0, scale) ?? result
  }
  // Between what is no whole number nor half of one, and the next of them, at least that much is left: a multiple of 1/2d.
  const isApart = a.scale <= 0 && Number.isInteger(divisor) && 1 / (2 * divisor) > result.error
  return { ...result, isCertain: isApart }
}

/** Null where it may be of a negative number, of either precision. */
export function squareRoot(a: Approximation): Approximation | null {
  if (a.lo < 0 || (a.error > 0 && a.lo <= 2 * a.error)) return null
  const near = a.error > 0 ? a.error / Math.sqrt(a.lo) : 0
  const limits = { lo: Math.sqrt(a.lo), hi: Math.sqrt(a.hi) }
  const result = rounded(limits, near, null)
  // The square of a half is no whole number, and where a square differs from one it does by 1/4 at least.
  const isApart = a.scale !== null && a.scale <= 0 && result && 1 / (8 * limits.hi + 8) > result.error
  return result && (isApart ? { ...result, isCertain: true } : result)
}

/** The least or the greatest of both: what rounding decides, it decides for each of them. */
export function extreme(op: 'min' | 'max', a: Approximation, b: Approximation): Approximation {
  const limits = { lo: Math[op](a.lo, b.lo), hi: Math[op](a.hi, b.hi) }
  return { ...either(a, b), ...limits }
}

/** One of both, which of them nobody knows. */
export function either(a: Approximation, b: Approximation): Approximation {
  return {
    ...unite(a, b),
    error: Math.max(a.error, b.error),
    scale: commonScale(a, b),
    isCertain: a.isCertain && b.isCertain,
  }
}

/** The result of one operation in both precisions. */
function rounded(limits: Limits, error: number, scale: number | null): Approximation | null {
  const most = Math.max(-limits.lo, limits.hi)
  if (!(most <= largest) || !(error <= largest)) return null
  return approximation(limits, (error + (most + error) * unit) * 1.001 + tiny, scale)
}

/** One whose error is none where singles hold all multiples up to there. */
function approximation(limits: Limits, error: number, scale: number | null): Approximation {
  const most = Math.max(-limits.lo, limits.hi)
  if (scale !== null && Math.abs(scale) <= finest && most * 2 ** scale <= mostWhole) {
    return { ...limits, error: 0, scale, isCertain: true }
  }
  return { ...limits, error, scale: null, isCertain: false }
}

function commonScale(a: Approximation, b: Approximation): number | null {
  return a.scale === null || b.scale === null ? null : Math.max(a.scale, b.scale)
}

/** By which power of two a number has to be multiplied to be whole; null where that is a large one. */
function scaleOf(value: number): number | null {
  for (let scale = 0; scale <= finest; scale++) if (Number.isInteger(value * 2 ** scale)) return scale
  return null
}

function mostOf({ lo, hi }: Limits): number {
  return Math.max(-lo, hi)
}
