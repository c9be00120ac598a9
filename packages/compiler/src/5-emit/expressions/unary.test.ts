import { describe, expect, it } from 'vitest'
import { convert, expression, get, unary } from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers, randomNumbers } from '../../../../../test/support/sample-numbers.js'
import type { UnaryOp } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

type Row = readonly [op: UnaryOp, from: ValueType, to: ValueType, js: (x: never) => unknown]

const number = (js: (x: number) => unknown) => js as (x: never) => unknown
const bigint = (js: (x: bigint) => unknown) => js as (x: never) => unknown

const rows: readonly Row[] = [
  ['neg', 'f64', 'f64', number(x => -x)],
  ['neg', 'f32', 'f32', number(x => -x)],
  ['neg', 'i32', 'i32', number(x => -x | 0)],
  ['neg', 'i64', 'i64', bigint(x => BigInt.asIntN(64, -x))],
  ['neg', 'u64', 'u64', bigint(x => BigInt.asUintN(64, -x))],
  ['bitnot', 'i32', 'i32', number(x => ~x)],
  ['bitnot', 'i64', 'i64', bigint(x => ~x)],
  ['truthy', 'f64', 'bool', number(x => Boolean(x))],
  ['truthy', 'f32', 'bool', number(x => Boolean(x))],
  ['truthy', 'i32', 'bool', number(x => Boolean(x))],
  ['truthy', 'u32', 'bool', number(x => Boolean(x))],
  ['truthy', 'i64', 'bool', bigint(x => Boolean(x))],
  ['truthy', 'bool', 'bool', x => x],
  ['not', 'bool', 'bool', x => !x],
  ['to-number', 'bool', 'f64', x => Number(x)],
  ['to-number', 'bool', 'i32', x => Number(x)],
  ['to-number', 'i64', 'f64', bigint(x => Number(x))],
  ['to-number', 'u64', 'f64', bigint(x => Number(x))],
  ['to-number', 'f64', 'f64', number(x => x)],
  ['to-bigint', 'bool', 'i64', x => BigInt(x)],
  ['to-bigint', 'i32', 'i64', number(x => BigInt(x))],
  ['to-bigint', 'u32', 'i64', number(x => BigInt(x))],
  ['to-bigint', 'u32', 'u64', number(x => BigInt(x))],
  ['as-int64', 'u64', 'i64', bigint(x => BigInt.asIntN(64, x))],
  ['as-int64', 'i64', 'i64', bigint(x => BigInt.asIntN(64, x))],
  ['as-uint64', 'i64', 'u64', bigint(x => BigInt.asUintN(64, x))],
  ['abs', 'f64', 'f64', number(x => Math.abs(x))],
  ['abs', 'f32', 'f32', number(x => Math.abs(x))],
  ['abs', 'i32', 'i32', number(x => Math.abs(x) | 0)],
  ['abs', 'i32', 'u32', number(x => Math.abs(x))],
  ['abs', 'u32', 'u32', number(x => x)],
  ['floor', 'f64', 'f64', number(x => Math.floor(x))],
  ['floor', 'f32', 'f32', number(x => Math.floor(x))],
  ['floor', 'i32', 'i32', number(x => x)],
  ['ceil', 'f64', 'f64', number(x => Math.ceil(x))],
  ['ceil', 'f32', 'f32', number(x => Math.ceil(x))],
  ['trunc', 'f64', 'f64', number(x => Math.trunc(x))],
  ['trunc', 'f32', 'f32', number(x => Math.trunc(x))],
  ['round', 'f64', 'f64', number(x => Math.round(x))],
  ['round', 'f32', 'f32', number(x => Math.round(x))],
  ['round', 'i32', 'i32', number(x => x)],
  ['sign', 'f64', 'f64', number(x => Math.sign(x))],
  ['sign', 'f32', 'f32', number(x => Math.sign(x))],
  ['sign', 'i32', 'i32', number(x => Math.sign(x))],
  ['sign', 'u32', 'u32', number(x => Math.sign(x))],
  ['sqrt', 'f64', 'f64', number(x => Math.sqrt(x))],
  ['sqrt', 'f32', 'f32', number(x => Math.fround(Math.sqrt(x)))],
  ['fround', 'f64', 'f32', number(x => Math.fround(x))],
  ['clz32', 'i32', 'i32', number(x => Math.clz32(x))],
  ['clz32', 'u32', 'i32', number(x => Math.clz32(x))],
  ['is-nan', 'f64', 'bool', number(x => Number.isNaN(x))],
  ['is-nan', 'i32', 'bool', () => false],
  ['is-finite', 'f64', 'bool', number(x => Number.isFinite(x))],
  ['is-finite', 'f32', 'bool', number(x => Number.isFinite(x))],
  ['is-finite', 'u32', 'bool', () => true],
  ['is-integer', 'f64', 'bool', number(x => Number.isInteger(x))],
  ['is-integer', 'f32', 'bool', number(x => Number.isInteger(x))],
  ['is-integer', 'i32', 'bool', () => true],
  ['is-safe-integer', 'f64', 'bool', number(x => Number.isSafeInteger(x))],
  ['is-safe-integer', 'f32', 'bool', number(x => Number.isSafeInteger(x))],
  ['is-safe-integer', 'i32', 'bool', () => true],
  ['is-safe-integer', 'i64', 'bool', bigint(x => Number.isSafeInteger(Number(x)))],
]

const doubles = [...edgeNumbers, ...randomNumbers(2000)]
const samples = {
  bool: [false, true],
  f64: doubles,
  f32: doubles.map(Math.fround),
  i32: doubles.map(x => x | 0),
  u32: doubles.map(x => x >>> 0),
  i64: edgeBigints,
  u64: edgeBigints.map(x => BigInt.asUintN(64, x)),
}

describe('a unary operation gives what JavaScript gives', async () => {
  const kernels = rows.map(([op, from, to], n) => expression(`k${n}`, [from], unary(op, get(0, from), to)))
  const running = await runKernels(kernels)
  for (const [n, [op, from, to, js]] of rows.entries()) {
    it(`${op} ${from} → ${to}`, () => {
      for (const x of samples[from as keyof typeof samples]) {
        const got = running.value(n, x)
        const want = js(x as never)
        if (!Object.is(got, want)) expect.fail(`${op}(${String(x)}) is ${String(want)}, not ${String(got)}`)
      }
    })
  }
})

describe('BigInt(x)', async () => {
  const running = await runKernels([
    expression('signed', ['f64'], unary('to-bigint', get(0), 'i64')),
    expression('unsigned', ['f64'], unary('to-bigint', get(0), 'u64')),
    expression('single', ['f32'], unary('to-bigint', get(0, 'f32'), 'i64')),
  ])
  const limits = [
    [-(2 ** 63), 2 ** 63],
    [0, 2 ** 64],
    [-(2 ** 63), 2 ** 63],
  ] as const

  it.each([0, 1, 2])('restarts where JavaScript throws or 64 bits are too few (%i)', kernel => {
    const [least, limit] = limits[kernel] ?? [0, 0]
    for (const sample of doubles) {
      const x = kernel === 2 ? Math.fround(sample) : sample
      const outcome = running.call(kernel, x)
      if (Number.isInteger(x) && x >= least && x < limit)
        expect(outcome).toEqual({ kind: 'value', value: BigInt(x) })
      else expect(outcome, String(x)).toEqual({ kind: 'restart' })
    }
  })

  it('makes the kernel one that may trap', () => {
    expect(running.plans.map(plan => plan.mayTrap)).toEqual([true, true, true])
  })
})

it('keeps operands apart: -(-1), -(a + b), !(a < b)', async () => {
  const negated = unary('neg', convert('exact', unary('neg', get(0)), 'f64'))
  const running = await runKernels([expression('twice', ['f64'], negated)])
  expect(running.text).toContain('-(-$a)')
  expect(running.value(0, 4)).toBe(4)
})
