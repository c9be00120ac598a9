import type { BinaryOp } from '../../ir/expr.js'
import type { BigRange } from './range.js'
import { anyBigint, largerBig, smallerBig } from './range.js'

export const int64Range: BigRange = { big: true, lo: -(2n ** 63n), hi: 2n ** 63n - 1n }
export const uint64Range: BigRange = { big: true, lo: 0n, hi: 2n ** 64n - 1n }

export function exactlyBig(value: bigint): BigRange {
  return { big: true, lo: value, hi: value }
}

export function within(range: BigRange, limit: BigRange): boolean {
  return (
    range.lo !== null && range.hi !== null && range.lo >= (limit.lo ?? 0n) && range.hi <= (limit.hi ?? 0n)
  )
}

export function negBig(a: BigRange): BigRange {
  return { big: true, lo: a.hi === null ? null : -a.hi, hi: a.lo === null ? null : -a.lo }
}

/** Range of `a op b` on bigints; unbounded wherever the answer would need thought. */
export function binaryBig(op: BinaryOp, a: BigRange, b: BigRange): BigRange {
  if (a.lo === null || a.hi === null || b.lo === null || b.hi === null) return partlyKnown(op, a, b)
  switch (op) {
    case 'add':
      return { big: true, lo: a.lo + b.lo, hi: a.hi + b.hi }
    case 'sub':
      return { big: true, lo: a.lo - b.hi, hi: a.hi - b.lo }
    case 'mul':
      return corners([a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi])
    case 'div':
      return corners([a.lo, a.hi, -a.lo, -a.hi])
    case 'rem':
      return smaller(remainder(a, b), corners([a.lo < 0n ? a.lo : 0n, a.hi > 0n ? a.hi : 0n]))
    case 'shl':
      return b.lo >= 0n && b.hi < 64n
        ? corners([a.lo << b.lo, a.lo << b.hi, a.hi << b.lo, a.hi << b.hi])
        : anyBigint
    case 'shr':
      return b.lo >= 0n ? corners([a.lo, a.hi, 0n, a.lo < 0n ? -1n : 0n]) : anyBigint
    case 'bitand':
    case 'bitor':
    case 'bitxor':
      return bitwise(op, a, b)
    default:
      return anyBigint
  }
}

/** At least one bound is open; what the others say is kept. */
function partlyKnown(op: BinaryOp, a: BigRange, b: BigRange): BigRange {
  const bothPositive = a.lo !== null && a.lo >= 0n && b.lo !== null && b.lo >= 0n
  switch (op) {
    case 'add':
      return { big: true, lo: both(a.lo, b.lo, sum), hi: both(a.hi, b.hi, sum) }
    case 'sub':
      return { big: true, lo: both(a.lo, b.hi, difference), hi: both(a.hi, b.lo, difference) }
    case 'mul':
    case 'div':
      return bothPositive ? { big: true, lo: 0n, hi: null } : anyBigint
    case 'rem':
      return remainder(a, b)
    case 'bitand': {
      // A mask that is not negative bounds the result, whatever the other side is.
      const mask = [a, b].find(r => r.lo !== null && r.lo >= 0n && r.hi !== null)
      return mask ? { big: true, lo: 0n, hi: mask.hi } : anyBigint
    }
    default:
      return anyBigint
  }
}

const sum = (x: bigint, y: bigint) => x + y
const difference = (x: bigint, y: bigint) => x - y

function both(x: bigint | null, y: bigint | null, op: (x: bigint, y: bigint) => bigint): bigint | null {
  return x === null || y === null ? null : op(x, y)
}

/** Below the divisor's size, with the sign of the left side. */
function remainder(a: BigRange, b: BigRange): BigRange {
  if (b.lo === null || b.hi === null) return anyBigint
  const most = largerBig(b.hi, -b.lo) - 1n
  const size = most < 0n ? 0n : most
  return {
    big: true,
    lo: a.lo !== null && a.lo >= 0n ? 0n : -size,
    hi: a.hi !== null && a.hi <= 0n ? 0n : size,
  }
}

function bitwise(op: 'bitand' | 'bitor' | 'bitxor', a: BigRange, b: BigRange): BigRange {
  const signed = within(a, int64Range) && within(b, int64Range)
  const nonNegative = a.lo !== null && a.lo >= 0n && b.lo !== null && b.lo >= 0n
  if (op === 'bitand') {
    if (nonNegative) return { big: true, lo: 0n, hi: smallerBig(a.hi ?? 0n, b.hi ?? 0n) }
    if (a.lo !== null && a.lo >= 0n) return { big: true, lo: 0n, hi: a.hi }
    if (b.lo !== null && b.lo >= 0n) return { big: true, lo: 0n, hi: b.hi }
  }
  if (nonNegative) return { big: true, lo: 0n, hi: allOnes(largerBig(a.hi ?? 0n, b.hi ?? 0n)) }
  return signed ? int64Range : anyBigint
}

function allOnes(x: bigint): bigint {
  return 2n ** BigInt(x.toString(2).length) - 1n
}

/** What lies in both of two ranges that have all their bounds. */
function smaller(a: BigRange, b: BigRange): BigRange {
  return { big: true, lo: largerBig(a.lo ?? 0n, b.lo ?? 0n), hi: smallerBig(a.hi ?? 0n, b.hi ?? 0n) }
}

function corners(values: readonly bigint[]): BigRange {
  return { big: true, lo: values.reduce(smallerBig), hi: values.reduce(largerBig) }
}
