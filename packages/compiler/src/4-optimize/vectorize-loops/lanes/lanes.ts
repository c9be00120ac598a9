import type { Expr } from '../../../ir/expr.js'
import type { LaneShape } from '../../../ir/simd.js'
import type { ValueType } from '../../../ir/types.js'

export type LaneBytes = 1 | 2 | 4 | 8

/** Whole numbers between two limits. */
export interface Limits {
  readonly lo: number
  readonly hi: number
}

/**
 * What one lane holds. An integer is its low bits, in as few bytes as its limits allow: without a sign where `lo` is not
 * negative, else with one. A mask is all ones for true and all zeros for false.
 */
export type Lanes =
  | (Limits & { readonly kind: 'int'; readonly bytes: LaneBytes })
  | { readonly kind: 'float'; readonly bytes: 4 | 8 }
  | { readonly kind: 'mask'; readonly bytes: LaneBytes }

/** One value per turn, in as many registers as it takes; a last one that is not full has its lanes at the low end. */
export interface Wide {
  readonly lanes: Lanes
  readonly regs: readonly Expr<ValueType>[]
  /** Of what is the same in all lanes: the same in lanes of another size. */
  readonly resplat?: (bytes: LaneBytes) => readonly Expr<ValueType>[]
}

export interface WideInt extends Wide {
  readonly lanes: Lanes & { readonly kind: 'int' }
}

/** Whether a value's lanes hold integers. */
export function isInt(wide: Wide): wide is WideInt {
  return wide.lanes.kind === 'int'
}

export const wordLimits: Readonly<Record<'i32' | 'u32' | 'i64', Limits>> = {
  i32: { lo: -(2 ** 31), hi: 2 ** 31 - 1 },
  u32: { lo: 0, hi: 2 ** 32 - 1 },
  i64: { lo: -Infinity, hi: Infinity },
}

/** The limits of an integer type. */
export function limitsOf(type: ValueType): Limits {
  if (type === 'i32' || type === 'u32' || type === 'i64') return wordLimits[type]
  throw new Error(`vectorize-loops: ${type} has no limits`)
}

/** The lanes that hold any value of a type. */
export function lanesOf(type: ValueType): Lanes {
  if (type === 'f64' || type === 'f32') return { kind: 'float', bytes: type === 'f64' ? 8 : 4 }
  if (type === 'bool') return { kind: 'mask', bytes: 4 }
  return { kind: 'int', bytes: type === 'i64' ? 8 : 4, ...limitsOf(type) }
}

/** The shape of registers with such lanes. */
export function shapeOf(lanes: Pick<Lanes, 'bytes'> & { readonly kind: Lanes['kind'] }): LaneShape {
  if (lanes.kind === 'float') return lanes.bytes === 8 ? 'f64x2' : 'f32x4'
  return intShapes[lanes.bytes]
}

export const intShapes = { 1: 'i8x16', 2: 'i16x8', 4: 'i32x4', 8: 'i64x2' } as const

/** Whether integers between these limits fit into so many bytes with a sign. */
export function fitsSigned({ lo, hi }: Limits, bytes: LaneBytes): boolean {
  const half = 2 ** (8 * bytes - 1)
  return bytes === 8 || (lo >= -half && hi < half)
}

/** Whether they fit without one. */
export function fitsUnsigned({ lo, hi }: Limits, bytes: LaneBytes): boolean {
  return bytes !== 8 && lo >= 0 && hi < 2 ** (8 * bytes)
}

/** Whether lanes of so many bytes can hold them. */
export function fits(limits: Limits, bytes: LaneBytes): boolean {
  return fitsSigned(limits, bytes) || fitsUnsigned(limits, bytes)
}

export function unite(a: Limits, b: Limits): Limits {
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) }
}
