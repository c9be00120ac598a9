import type { Expr } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import type { Limits } from '../lanes/lanes.js'
import type { Approximation } from './approximation.js'
import * as approximate from './approximation.js'

type Typed = Expr<ValueType>
type Op = 'add' | 'sub' | 'mul'

/**
 * What is known of a number that is divided by a whole one later, or not at all: bytes divided by 255 are added and
 * multiplied as the whole numbers they are, without an error. For every input, the single lies between `lo` and `hi`, and
 * `divisor` times the double is no further from it than `slack`, and that `part` of it.
 */
export interface Scaled extends Limits {
  readonly divisor: number
  readonly slack: number
  readonly part: number
}

/** Twice what a double is rounded by. */
const unitOfDouble = 2 ** -52
/** What a single is rounded by, and a little more. */
const unit = 2 ** -24 * 1.001
/** Singles hold larger whole numbers, but not all of them. */
const mostWhole = 2 ** 24
const mostDivisor = 2 ** 32

/** A whole number that singles hold exactly. */
export function scaledOf({ lo, hi, error, scale }: Approximation): Scaled | null {
  const isWhole = error === 0 && scale !== null && scale <= 0 && mostOf({ lo, hi }) <= mostWhole
  return isWhole ? { lo, hi, divisor: 1, slack: 0, part: 0 } : null
}

/** Divided by a whole number, which is no power of two: those are exact anyway. */
export function dividedBy(a: Scaled, by: number): Scaled | null {
  const divisor = a.divisor * by
  const fits = Number.isInteger(by) && by > 2 && !Number.isInteger(Math.log2(by)) && divisor <= mostDivisor
  return fits ? { ...a, divisor, slack: a.slack + mostOf(a) * unitOfDouble } : null
}

/** Two of them, by what each has to be multiplied first, and what comes out; null where singles do not hold that. */
export function combined(op: Op, a: Scaled, b: Scaled): Combined | null {
  // What is rounded itself stands for no whole number any more.
  if (a.part > 0 || b.part > 0) return null
  const result = op === 'mul' ? product(a, b) : sum(a, op === 'sub' ? negated(b) : b)
  return result && result.divisor <= mostDivisor && result.slack < 2 ** -20 ? result : null
}

interface Combined extends Scaled {
  readonly factors: readonly [number, number]
}

function product(a: Scaled, b: Scaled): Combined {
  // A factor that the divisor has as well is left out.
  for (const [one, other, factors] of [
    [a, b, [1, 0]],
    [b, a, [0, 1]],
  ] as const) {
    const { lo, hi, divisor } = other
    if (lo !== hi || lo <= 1 || divisor !== 1 || one.divisor % lo !== 0) continue
    const slack = one.slack + mostOf(one) * unitOfDouble
    return { ...one, divisor: one.divisor / lo, slack, factors }
  }
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  const limits = { lo: Math.min(...corners), hi: Math.max(...corners) }
  const slack = mostOf(a) * b.slack + mostOf(b) * a.slack + a.slack * b.slack
  return rounded(limits, slack, a.divisor * b.divisor, [1, 1])
}

function sum(a: Scaled, b: Scaled): Combined | null {
  const divisor = (a.divisor * b.divisor) / greatestCommon(a.divisor, b.divisor)
  const factors = [divisor / a.divisor, divisor / b.divisor] as const
  const [k, m] = factors
  if (Math.max(k * mostOf(a), m * mostOf(b)) > mostWhole) return null
  const limits = { lo: k * a.lo + m * b.lo, hi: k * a.hi + m * b.hi }
  return rounded(limits, k * a.slack + m * b.slack, divisor, factors)
}

function rounded(limits: Limits, slack: number, divisor: number, factors: Combined['factors']): Combined {
  const most = mostOf(limits)
  return {
    ...limits,
    divisor,
    slack: slack + (most + slack) * unitOfDouble,
    part: most <= mostWhole ? 0 : unit,
    factors,
  }
}

function negated(a: Scaled): Scaled {
  return { ...a, lo: -a.hi, hi: -a.lo }
}

/** The number itself, divided. */
export function unscaled(expr: Typed, { lo, hi, divisor, slack, part }: Scaled) {
  const error = slack + 2 * part * mostOf({ lo, hi })
  const whole: Approximation = { lo: lo - error, hi: hi + error, error, scale: null, isCertain: false }
  const by = approximate.ofConstant(1 / divisor)
  const real = by && approximate.product(whole, by)
  return real && { expr: times(expr, Math.fround(1 / divisor)), real }
}

/** A single multiplied by a constant. */
export function times(expr: Typed, by: number): Typed {
  const { at } = expr
  if (by === 1) return expr
  if (expr.kind === 'const') return { ...expr, value: Number(expr.value) * by }
  const right: Typed = { kind: 'const', value: by, type: 'f32', at }
  return { kind: 'binary', op: 'mul', left: expr, right, type: 'f32', at }
}

/**
 * How far the single quotient of two of them may be from the double, where that lies among the bytes and the divisor is not
 * zero, so that it is 1 at least; null where it may be none of whole numbers.
 */
export function ratioError(a: Scaled, b: Scaled, most: number): number | null {
  if (b.part > 0 || b.slack > 2 ** -20) return null
  const factor = b.divisor / a.divisor
  return 1.001 * (factor * a.slack + most * (a.part + b.slack)) + most * 2 ** -22
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b)
}

function mostOf({ lo, hi }: Limits): number {
  return Math.max(-lo, hi)
}
