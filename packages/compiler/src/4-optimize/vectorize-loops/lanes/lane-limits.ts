import type { BinaryOp, UnaryOp } from '../../../ir/expr.js'
import type { Limits } from './lanes.js'

/** The limits of a result; what could pass those of its type wraps, and may be anything in it. */
export function unaryLimits(op: UnaryOp, { lo, hi }: Limits, type: Limits): Limits {
  switch (op) {
    case 'neg':
      return clipped({ lo: -hi, hi: -lo }, type)
    case 'bitnot':
      return clipped({ lo: -1 - hi, hi: -1 - lo }, type)
    case 'abs':
      return clipped({ lo: lo > 0 ? lo : 0, hi: Math.max(Math.abs(lo), Math.abs(hi)) }, type)
    default:
      return type
  }
}

/** The limits of a result of two operands; of a shift the second one is the count, 0..31. */
export function binaryLimits(op: BinaryOp, a: Limits, b: Limits, type: Limits): Limits {
  switch (op) {
    case 'add':
      return clipped({ lo: a.lo + b.lo, hi: a.hi + b.hi }, type)
    case 'sub':
      return clipped({ lo: a.lo - b.hi, hi: a.hi - b.lo }, type)
    case 'mul':
    case 'imul':
      return clipped(
        corners(a, b, (x, y) => x * y),
        type,
      )
    case 'min':
      return clipped({ lo: Math.min(a.lo, b.lo), hi: Math.min(a.hi, b.hi) }, type)
    case 'max':
      return clipped({ lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }, type)
    case 'bitand':
      return clipped(andLimits(a, b), type)
    case 'bitor':
    case 'bitxor':
      return clipped(bitLimits(a, b), type)
    case 'shl':
      return clipped(
        corners(a, b, (x, y) => x * 2 ** y),
        type,
      )
    case 'shr':
    case 'ushr':
      return clipped(
        corners(a, b, (x, y) => Math.floor(x / 2 ** y)),
        type,
      )
    default:
      return type
  }
}

function clipped(limits: Limits, type: Limits): Limits {
  // -0 is no integer's limit.
  return limits.lo >= type.lo && limits.hi <= type.hi ? { lo: limits.lo + 0, hi: limits.hi + 0 } : type
}

function corners(a: Limits, b: Limits, of: (x: number, y: number) => number): Limits {
  const all = [of(a.lo, b.lo), of(a.lo, b.hi), of(a.hi, b.lo), of(a.hi, b.hi)]
  return { lo: Math.min(...all), hi: Math.max(...all) }
}

function andLimits(a: Limits, b: Limits): Limits {
  const caps = [a, b].filter(({ lo }) => lo >= 0).map(({ hi }) => hi)
  return caps.length > 0 ? { lo: 0, hi: Math.min(...caps) } : bitLimits(a, b)
}

/** Whatever the bits, a result needs no more of them than its operands. */
function bitLimits(a: Limits, b: Limits): Limits {
  const bits = Math.max(bitsOf(a), bitsOf(b))
  return { lo: a.lo >= 0 && b.lo >= 0 ? 0 : -(2 ** bits), hi: 2 ** bits - 1 }
}

/** How many bits the numbers take without their sign. */
function bitsOf({ lo, hi }: Limits): number {
  const largest = Math.max(hi, lo < 0 ? -1 - lo : 0)
  return largest <= 0 ? 0 : Math.floor(Math.log2(largest)) + 1
}
