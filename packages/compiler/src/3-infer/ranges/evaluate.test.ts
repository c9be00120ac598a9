import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BinaryOp, CompareOp, Expr, UnaryOp } from '../../ir/expr.js'
import type { JsType } from '../../ir/types.js'
import type { RangeScope } from './evaluate.js'
import { evaluate } from './evaluate.js'
import type { NumberRange, Range } from './range.js'
import { exactly, isBig, isSingle, join } from './range.js'
import { RangeEnv } from './range-env.js'
import { refine } from './refine.js'
import { widen } from './widen.js'

const at = { file: 'test.ts', start: 0, end: 0 }
const scope: RangeScope = { arrayType: () => 'Float64Array', note: () => undefined }
const x: Expr<JsType> = { kind: 'local', local: 0, type: 'number', at }
const y: Expr<JsType> = { kind: 'local', local: 1, type: 'number', at }

const edges = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  0.5,
  -0.5,
  1.5,
  7,
  31,
  32,
  255,
  256,
  -128,
  65535,
  2 ** 31,
  2 ** 31 - 1,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 32 - 1,
  2 ** 52,
  2 ** 53,
  -(2 ** 53),
  1e300,
  -1e300,
  5e-324,
  -5e-324,
  1e-45,
  3.4028234663852886e38,
  16777216,
  16777217,
  Infinity,
  -Infinity,
  Number.NaN,
]
const number = fc.oneof(
  fc.constantFrom(...edges),
  fc.integer(),
  fc.double(),
  fc.float(),
  fc.integer({ min: -300, max: 300 }),
)
const numbers = fc.array(number, { minLength: 1, maxLength: 4 })

function rangeOf(values: readonly number[]): NumberRange {
  return values.map(exactly).reduce((a, b) => join(a, b) as NumberRange)
}

function holds(range: Range, value: number): boolean {
  if (isBig(range)) return false
  if (Number.isNaN(value)) return range.nan
  if (Object.is(value, -0) && !range.negZero) return false
  if (range.integer && Number.isFinite(value) && !Number.isInteger(value)) return false
  if (isSingle(range) && Math.fround(value) !== value) return false
  return (range.lo <= value && value <= range.hi) || (Object.is(value, -0) && range.negZero)
}

const binary: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  rem: (a, b) => a % b,
  pow: (a, b) => a ** b,
  bitand: (a, b) => a & b,
  bitor: (a, b) => a | b,
  bitxor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr: (a, b) => a >> b,
  ushr: (a, b) => a >>> b,
  min: Math.min,
  max: Math.max,
  imul: Math.imul,
}

const unary: Partial<Record<UnaryOp, (a: number) => number>> = {
  neg: a => -a,
  bitnot: a => ~a,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  round: Math.round,
  sign: Math.sign,
  sqrt: Math.sqrt,
  fround: Math.fround,
  clz32: Math.clz32,
}

const compare: Readonly<Record<CompareOp, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
}

describe('a range holds every value an operator can give', () => {
  for (const [op, run] of Object.entries(binary)) {
    it(op, () => {
      const expr: Expr<JsType> = { kind: 'binary', op: op as BinaryOp, type: 'number', left: x, right: y, at }
      const check = (as: readonly number[], bs: readonly number[]) => {
        const range = evaluate(
          expr,
          new Map([
            [0, rangeOf(as)],
            [1, rangeOf(bs)],
          ]),
          scope,
        )
        for (const a of as)
          for (const b of bs) expect([a, b, holds(range, run(a, b)), range]).toEqual([a, b, true, range])
      }
      fc.assert(fc.property(numbers, numbers, check), { numRuns: 500 })
    })
  }
  for (const [op, run] of Object.entries(unary)) {
    it(op, () => {
      const expr: Expr<JsType> = { kind: 'unary', op: op as UnaryOp, type: 'number', operand: x, at }
      const check = (as: readonly number[]) => {
        const range = evaluate(expr, new Map([[0, rangeOf(as)]]), scope)
        for (const a of as) expect([a, holds(range, run(a)), range]).toEqual([a, true, range])
      }
      fc.assert(fc.property(numbers, check), { numRuns: 500 })
    })
  }
  it('holds values between the ends too', () => {
    const between = fc.tuple(number, number, fc.double({ min: 0, max: 1, noNaN: true }))
    const expr: Expr<JsType> = { kind: 'binary', op: 'mul', type: 'number', left: x, right: x, at }
    const check = ([a, b, t]: readonly [number, number, number]) => {
      const mid = a + (b - a) * t
      if (!(Math.min(a, b) <= mid && mid <= Math.max(a, b))) return
      const range = evaluate(expr, new Map([[0, { ...rangeOf([a, b, mid]) }]]), scope)
      expect(holds(range, mid * mid)).toBe(true)
    }
    fc.assert(fc.property(between, check))
  })
})

describe('a branch keeps every value that can take it', () => {
  for (const [op, run] of Object.entries(compare)) {
    it(op, () => {
      const test: Expr<JsType> = {
        kind: 'compare',
        op: op as CompareOp,
        type: 'boolean',
        left: x,
        right: y,
        at,
      }
      const check = (as: readonly number[], bs: readonly number[]) => {
        const env = RangeEnv.of([
          [0, rangeOf(as)],
          [1, rangeOf(bs)],
        ])
        for (const a of as) {
          for (const b of bs) {
            const refined = refine(test, run(a, b), env, scope)
            expect([a, b, refined !== null]).toEqual([a, b, true])
            expect([a, b, holds(refined?.get(0) as Range, a), holds(refined?.get(1) as Range, b)]).toEqual([
              a,
              b,
              true,
              true,
            ])
          }
        }
      }
      fc.assert(fc.property(numbers, numbers, check), { numRuns: 500 })
    })
  }
  it('truthy', () => {
    const test: Expr<JsType> = { kind: 'unary', op: 'truthy', type: 'boolean', operand: x, at }
    const check = (as: readonly number[]) => {
      for (const a of as) {
        const refined = refine(test, Boolean(a), RangeEnv.of([[0, rangeOf(as)]]), scope)
        expect([a, holds(refined?.get(0) as Range, a)]).toEqual([a, true])
      }
    }
    fc.assert(fc.property(numbers, check), { numRuns: 500 })
  })
})

describe('widening', () => {
  it('holds both and settles', () => {
    const check = (as: readonly number[], bs: readonly number[]) => {
      const before = rangeOf(as)
      const next = join(before, rangeOf(bs))
      const wide = widen(before, next)
      for (const v of [...as, ...bs]) expect(holds(wide, v)).toBe(true)
    }
    fc.assert(fc.property(numbers, numbers, check), { numRuns: 500 })
  })
})
