import type { BinaryOp, Expr } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import { rangeOfType } from '../../symbolic/atom.js'
import type { Limits } from '../lanes/lanes.js'
import { unite } from '../lanes/lanes.js'
import type { Approximation } from './approximation.js'
import * as approximate from './approximation.js'
import type { Scaled } from './scaled.js'
import { scaledOf, unscaled } from './scaled.js'

type Typed = Expr<ValueType>
type Of<K extends Typed['kind']> = Typed & { readonly kind: K }

/**
 * Whole numbers that are added up: each a weight that is not below 0, times something between limits. Either factor may be
 * the weight, so that there are several ways to read one.
 */
export type Terms = readonly (readonly Weighed[])[]

export interface Weighed extends Limits {
  readonly weight: string
}

/** An expression in single precision, and what is known of its value; nothing of a boolean. */
export interface Part {
  readonly expr: Typed
  /** Of a double. */
  readonly real?: Approximation
  /** Of a double that stands for this part of itself. */
  readonly scaled?: Scaled
  /** What it adds up to, if more than itself. */
  readonly terms?: Terms
  /** Of a 32-bit integer. */
  readonly limits?: Limits
}

/** A double as itself. */
export function plain(part: Part): Part {
  const { expr, scaled } = part
  return scaled ? (unscaled(expr, scaled) ?? { expr }) : part
}

export function asScaled({ real, scaled }: Part): Scaled | null {
  return scaled ?? (real ? scaledOf(real) : null)
}

/** The contrary of a test. */
export function not(expr: Of<'unary'>, { expr: operand }: Part): Part {
  return { expr: operand.kind === 'const' ? { ...operand, value: !operand.value } : { ...expr, operand } }
}

/** Two tests as one. */
export function both(expr: Of<'logical'>, left: Part, right: Part): Part {
  const { op } = expr
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.expr.kind === 'const') return one.expr.value === (op === 'and') ? other : one
  }
  return { expr: { ...expr, left: left.expr, right: right.expr } }
}

/** One of two values, as a test decides. */
export function choice(test: Typed, left: Part, right: Part): Part | null {
  if (test.kind === 'const') return test.value ? left : right
  const [then, other] = [plain(left), plain(right)]
  const { type, at } = then.expr
  if (type !== other.expr.type) return null
  const expr: Typed = { kind: 'conditional', test, then: then.expr, else: other.expr, type, at }
  if (then.real && other.real) return { expr, real: approximate.either(then.real, other.real) }
  if (then.limits && other.limits) return { expr, limits: unite(then.limits, other.limits) }
  return { expr }
}

/** What to multiply by in place of a division by a constant: off by less than an error allows for in any case. */
export function inverseOf({ op }: Of<'binary'>, divisor: Part): Part | null {
  const { expr } = divisor
  if (op !== 'div' || expr.kind !== 'const') return null
  const inverse = 1 / Number(expr.value)
  const real = approximate.ofConstant(inverse)
  return real && { expr: { ...expr, value: Math.fround(inverse) }, real }
}

/** The limits of a square, which may have wrapped. */
export function notNegative(limits: Limits, { lo, hi }: Limits): Limits {
  return limits.lo > lo || limits.hi < hi ? { lo: Math.max(0, limits.lo), hi: limits.hi } : limits
}

export function realOf(op: BinaryOp, a: Approximation, b: Approximation): Approximation | null {
  switch (op) {
    case 'add':
      return approximate.sum(a, b)
    case 'sub':
      return approximate.sum(a, approximate.negated(b))
    case 'mul':
      return approximate.product(a, b)
    case 'div':
      return approximate.quotient(a, b)
    case 'min':
    case 'max':
      return approximate.extreme(op, a, b)
    default:
      return null
  }
}

export function constant(expr: Of<'const'>): Part | null {
  const { type, value } = expr
  if (type === 'bool') return { expr }
  if (typeof value !== 'number') return null
  if (isWord(type)) return { expr, limits: { lo: value, hi: value } }
  const real = type === 'f64' ? approximate.ofConstant(value) : null
  return real && { expr: { ...expr, type: 'f32', value: Math.fround(value) }, real }
}

export function isWord(type: ValueType): type is 'i32' | 'u32' {
  return type === 'i32' || type === 'u32'
}

export function rangeOfWord(type: ValueType): Limits {
  const range = rangeOfType(type)
  if (!range) throw new Error(`vectorize-loops: ${type} has no limits`)
  return range
}
