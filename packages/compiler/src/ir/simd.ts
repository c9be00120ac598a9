import type { ValueType } from './types.js'

/** The functions of `Math` that there is code of our own for, which serves one double or two alike. */
const laneMath = ['exp', 'log', 'sin', 'cos', 'pow'] as const
export type LaneMath = (typeof laneMath)[number]

/** Whether `Math` has a function of this name that there is code of our own for. */
export function isLaneMath(fn: string): fn is LaneMath {
  return (laneMath as readonly string[]).includes(fn)
}

/** How 128 bits are cut into lanes. */
export type LaneShape = 'i8x16' | 'i16x8' | 'i32x4' | 'i64x2' | 'f32x4' | 'f64x2'

/** What an instruction takes and gives. */
export interface SimdSignature {
  readonly args: readonly ValueType[]
  readonly gives: ValueType
  /** How many lane numbers or constants are part of the instruction itself. */
  readonly immediates?: number
}

const v: ValueType = 'v128'
const one: SimdSignature = { args: [v], gives: v }
const two: SimdSignature = { args: [v, v], gives: v }
const shift: SimdSignature = { args: [v, 'i32'], gives: v }

function splat(scalar: ValueType): SimdSignature {
  return { args: [scalar], gives: v }
}

function extract(scalar: ValueType): SimdSignature {
  return { args: [v], gives: scalar, immediates: 1 }
}

function lanes(count: number): SimdSignature {
  return { args: [], gives: v, immediates: count }
}

function shuffle(count: number): SimdSignature {
  return { args: [v, v], gives: v, immediates: count }
}

const wordwise = { add: two, sub: two, eq: two, ne: two, neg: one, abs: one, shl: shift }
const signed = { shr_s: shift, shr_u: shift, lt_s: two, le_s: two, gt_s: two, ge_s: two }
const unsigned = { lt_u: two, le_u: two, gt_u: two, ge_u: two }
const extremes = { min_s: two, min_u: two, max_s: two, max_u: two }
const floating = {
  ...{ add: two, sub: two, mul: two, div: two, min: two, max: two, pmin: two, pmax: two },
  ...{ eq: two, ne: two, lt: two, le: two, gt: two, ge: two },
  ...{ neg: one, abs: one, sqrt: one, floor: one, ceil: one, trunc: one, nearest: one },
}

/**
 * The instructions of Wasm's fixed-width SIMD that the optimiser uses, under the names the specification gives them.
 * `lanes` is a constant. `i64x2.wrap_f64x2` is none of them: ToInt32 of both lanes, each in the low half of one of 64 bits.
 * Nor are the functions of `Math`.
 */
const byShape = {
  i8x16: {
    ...wordwise,
    ...signed,
    ...unsigned,
    ...extremes,
    splat: splat('i32'),
    lanes: lanes(16),
    shuffle: shuffle(16),
    swizzle: two,
    narrow_i16x8_s: two,
    narrow_i16x8_u: two,
  },
  i16x8: {
    ...wordwise,
    ...signed,
    ...unsigned,
    ...extremes,
    mul: two,
    splat: splat('i32'),
    lanes: lanes(8),
    shuffle: shuffle(8),
    narrow_i32x4_s: two,
    narrow_i32x4_u: two,
    extend_low_i8x16_s: one,
    extend_low_i8x16_u: one,
    extend_high_i8x16_s: one,
    extend_high_i8x16_u: one,
  },
  i32x4: {
    ...wordwise,
    ...signed,
    ...unsigned,
    ...extremes,
    mul: two,
    splat: splat('i32'),
    lanes: lanes(4),
    extract_lane: extract('i32'),
    all_true: { args: [v], gives: 'bool' },
    trunc_sat_f32x4_s: one,
    trunc_sat_f64x2_s_zero: one,
    shuffle: shuffle(4),
    extend_low_i16x8_s: one,
    extend_low_i16x8_u: one,
    extend_high_i16x8_s: one,
    extend_high_i16x8_u: one,
  },
  i64x2: {
    ...wordwise,
    ...signed,
    mul: two,
    splat: splat('i64'),
    extract_lane: extract('i64'),
    shuffle: shuffle(2),
    extend_low_i32x4_s: one,
    extend_low_i32x4_u: one,
    extend_high_i32x4_s: one,
    extend_high_i32x4_u: one,
    wrap_f64x2: one,
  },
  f32x4: {
    ...floating,
    splat: splat('f32'),
    lanes: lanes(4),
    extract_lane: extract('f32'),
    shuffle: shuffle(4),
    convert_i32x4_s: one,
    convert_i32x4_u: one,
    demote_f64x2_zero: one,
  },
  f64x2: {
    ...floating,
    splat: splat('f64'),
    lanes: lanes(2),
    extract_lane: extract('f64'),
    shuffle: shuffle(2),
    convert_low_i32x4_s: one,
    convert_low_i32x4_u: one,
    promote_low_f32x4: one,
    ...{ exp: one, log: one, sin: one, cos: one, pow: two },
  },
  v128: {
    ...{ and: two, or: two, xor: two, andnot: two, not: one },
    any_true: { args: [v], gives: 'bool' },
    bitselect: { args: [v, v, v], gives: v },
  },
} satisfies Readonly<Record<LaneShape | 'v128', Readonly<Record<string, SimdSignature>>>>

type ByShape = typeof byShape
export type SimdOp = { [S in keyof ByShape]: `${S}.${keyof ByShape[S] & string}` }[keyof ByShape]

const signatures: ReadonlyMap<string, SimdSignature> = new Map(
  Object.entries(byShape).flatMap(([shape, ops]) =>
    Object.entries<SimdSignature>(ops).map(([name, signature]) => [`${shape}.${name}`, signature] as const),
  ),
)

/** What an instruction takes and gives; `undefined` where there is none of this name. */
export function simdSignature(op: string): SimdSignature | undefined {
  return signatures.get(op)
}

/** Whether an instruction of this name is one the optimiser uses. */
export function isSimdOp(op: string): op is SimdOp {
  return signatures.has(op)
}

/** How a load fills 128 bits: all of them, or only the first lane, the rest being 0. */
export type WideLoad = 'v128.load' | 'v128.load64_zero' | 'v128.load32_zero'

/** How a store takes them. A store of one lane says which. */
export type WideStore =
  | { readonly op: 'v128.store' }
  | {
      readonly op: 'v128.store8_lane' | 'v128.store16_lane' | 'v128.store32_lane' | 'v128.store64_lane'
      readonly lane: number
    }
