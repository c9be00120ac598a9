import type { Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { rangeOfType } from '../symbolic/atom.js'
import type { Limits } from './lanes/lanes.js'

type Typed = Expr<ValueType>

/**
 * What a 32-bit integer that becomes a double is the sum of, where the doubles of its parts add up to the same: no sum on
 * the way wraps, all are below 2^53, and no sum or difference of whole numbers gives -0 where none of them is -0. Null for
 * what is no sum, or may wrap.
 */
export function readFloatSum(expr: Typed): FloatSum | null {
  const of = withoutConversion(expr)
  if (of.kind !== 'binary' || (of.op !== 'add' && of.op !== 'sub') || of.overflow) return null
  return limitsIn(of) && { op: of.op, left: of.left, right: of.right }
}

export interface FloatSum {
  readonly op: 'add' | 'sub'
  readonly left: Typed
  readonly right: Typed
}

/** The same number before it was told to have no sign. */
export function withoutConversion(expr: Typed): Typed {
  if (expr.kind !== 'convert' || expr.mode !== 'exact' || !isWord(expr.type)) return expr
  return isWord(expr.operand.type) ? withoutConversion(expr.operand) : expr
}

function isWord(type: ValueType): boolean {
  return type === 'i32' || type === 'u32'
}

/** The limits of a whole number of 32 bits, as its parts say; null where its type may not hold it. */
function limitsIn(expr: Typed): Limits | null {
  const range = isWord(expr.type) ? rangeOfType(expr.type) : null
  if (!range) return null
  switch (expr.kind) {
    case 'const':
      return { lo: Number(expr.value), hi: Number(expr.value) }
    case 'convert': {
      const inside = expr.mode === 'exact' ? (limitsIn(expr.operand) ?? range) : range
      return { lo: Math.max(inside.lo, range.lo), hi: Math.min(inside.hi, range.hi) }
    }
    case 'binary': {
      if (expr.op !== 'add' && expr.op !== 'sub') return range
      const [a, b] = [limitsIn(expr.left), limitsIn(expr.right)]
      if (!a || !b) return null
      const [lo, hi] = expr.op === 'add' ? [a.lo + b.lo, a.hi + b.hi] : [a.lo - b.hi, a.hi - b.lo]
      return range.lo <= lo && hi <= range.hi ? { lo, hi } : null
    }
    default:
      return range
  }
}
