import type { Expr, LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { StaticRange } from '../symbolic/atom.js'
import { rangeOfElement, rangeOfType } from '../symbolic/atom.js'

type Typed = Expr<ValueType>

/** What is known of locals: their types, and of those that are assigned once, what. */
export interface KnownLocals {
  readonly typeOf: (local: LocalId) => ValueType
  readonly valueOf: (local: LocalId) => Typed | null
}

/** Whole numbers up to here are exact as doubles, and no others are rounded to them. */
export const exactLimit = Number.MAX_SAFE_INTEGER

/** What a sum is at most while its loop runs, with room for a few small numbers added to it. */
const largestSum = 2 ** 53 - 2 ** 40

/**
 * How large a whole number is at most, whatever its sign; null where it may be none, or -0. It is made of numbers of 32
 * bits, and of the local `sum` where there is one.
 */
export function magnitudeOf(expr: Typed, locals: KnownLocals, sum?: LocalId): number | null {
  if (expr.type !== 'f64') return null
  switch (expr.kind) {
    case 'const':
      return Number.isInteger(expr.value) && !Object.is(expr.value, -0) ? Math.abs(Number(expr.value)) : null
    case 'local':
      return expr.local === sum ? largestSum : null
    case 'convert': {
      const range = expr.mode === 'exact' ? rangeOf(expr.operand, locals) : null
      return range && Math.max(-range.lo, range.hi)
    }
    case 'binary': {
      if (expr.op !== 'add' && expr.op !== 'sub') return null
      const left = magnitudeOf(expr.left, locals, sum)
      const right = left === null ? null : magnitudeOf(expr.right, locals, sum)
      return left === null || right === null ? null : left + right
    }
    default:
      return null
  }
}

/** What an integer of at most 32 bits can be. */
function rangeOf(expr: Typed, locals: KnownLocals): StaticRange | null {
  const byType = rangeOfType(expr.type)
  if (!byType || byType.hi > 2 ** 32) return null
  return inside(narrower(expr, locals), byType)
}

function narrower(expr: Typed, locals: KnownLocals): StaticRange | null {
  switch (expr.kind) {
    case 'const':
      return { lo: Number(expr.value), hi: Number(expr.value) }
    case 'local': {
      // Before it is assigned it is 0.
      const value = locals.valueOf(expr.local)
      return value && either(rangeOf(value, without(expr.local, locals)), { lo: 0, hi: 0 })
    }
    case 'load':
      return expr.raw ? null : rangeOfElement(locals.typeOf(expr.array))
    case 'convert':
      return expr.mode === 'exact' ? rangeOf(expr.operand, locals) : null
    case 'conditional':
      return either(rangeOf(expr.then, locals), rangeOf(expr.else, locals))
    case 'binary': {
      const [a, b] = [rangeOf(expr.left, locals), rangeOf(expr.right, locals)]
      return a && b && combine(expr.op, a, b)
    }
    default:
      return null
  }
}

/** So that no two locals are asked for each other in turn. */
function without(local: LocalId, known: KnownLocals): KnownLocals {
  return { typeOf: known.typeOf, valueOf: other => (other === local ? null : known.valueOf(other)) }
}

function combine(op: string, a: StaticRange, b: StaticRange): StaticRange | null {
  switch (op) {
    case 'add':
      return { lo: a.lo + b.lo, hi: a.hi + b.hi }
    case 'sub':
      return { lo: a.lo - b.hi, hi: a.hi - b.lo }
    case 'mul':
    case 'imul': {
      const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
      return { lo: Math.min(...corners), hi: Math.max(...corners) }
    }
    default:
      return null
  }
}

function either(a: StaticRange | null, b: StaticRange | null): StaticRange | null {
  return a && b && { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }
}

/** What may leave the type may have wrapped. */
function inside(range: StaticRange | null, byType: StaticRange): StaticRange {
  return range && range.lo >= byType.lo && range.hi <= byType.hi ? range : byType
}
