import { counterLimit } from './counters.js'
import type { BigRange, NumberRange, Range } from './range.js'
import { exactLimit, int32Max, int32Min, isBig, uint32Max } from './range.js'

const numberSteps = [
  -Infinity,
  -exactLimit,
  -counterLimit,
  -uint32Max,
  int32Min,
  -65536,
  -32768,
  -256,
  -1,
  0,
  1,
  255,
  256,
  65535,
  65536,
  int32Max - 1,
  int32Max,
  uint32Max,
  2 ** 40,
  counterLimit,
  exactLimit,
  Infinity,
] as const

const bigSteps = [-(2n ** 63n), 0n, 2n ** 32n, 2n ** 63n - 1n, 2n ** 64n - 1n] as const

/**
 * A range that holds `next` and, where it outgrew `before`, jumps to the next step, so that loops settle after a few
 * rounds instead of counting up.
 */
export function widen(before: Range, next: Range): Range {
  if (isBig(before) || isBig(next)) return isBig(before) && isBig(next) ? widenBig(before, next) : next
  return widenNumber(before, next)
}

function widenNumber(before: NumberRange, next: NumberRange): NumberRange {
  return {
    ...next,
    lo: next.lo < before.lo ? (numberSteps.findLast(step => step <= next.lo) ?? -Infinity) : next.lo,
    hi: next.hi > before.hi ? (numberSteps.find(step => step >= next.hi) ?? Infinity) : next.hi,
  }
}

function widenBig(before: BigRange, next: BigRange): BigRange {
  const { lo, hi } = next
  const outLo = lo === null || (before.lo !== null && lo < before.lo)
  const outHi = hi === null || (before.hi !== null && hi > before.hi)
  return {
    big: true,
    lo: lo === null || !outLo ? lo : (bigSteps.findLast(step => step <= lo) ?? null),
    hi: hi === null || !outHi ? hi : (bigSteps.find(step => step >= hi) ?? null),
  }
}
