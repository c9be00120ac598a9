import { describe, expect, it } from 'vitest'
import { binary, compare, expression, get, num } from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers, randomNumbers } from '../../../../../test/support/sample-numbers.js'
import type { BinaryOp, CompareOp } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

type Row = readonly [op: BinaryOp, operands: ValueType, to: ValueType, js: (x: never, y: never) => unknown]

const number = (js: (x: number, y: number) => unknown) => js as Row[3]
const bigint = (js: (x: bigint, y: bigint) => unknown) => js as Row[3]
const int64 = (x: bigint) => BigInt.asIntN(64, x)
const uint64 = (x: bigint) => BigInt.asUintN(64, x)

const rows: readonly Row[] = [
  ['add', 'f64', 'f64', number((x, y) => x + y)],
  ['sub', 'f64', 'f64', number((x, y) => x - y)],
  ['mul', 'f64', 'f64', number((x, y) => x * y)],
  ['div', 'f64', 'f64', number((x, y) => x / y)],
  ['rem', 'f64', 'f64', number((x, y) => x % y)],
  ['pow', 'f64', 'f64', number((x, y) => x ** y)],
  ['min', 'f64', 'f64', number((x, y) => Math.min(x, y))],
  ['max', 'f64', 'f64', number((x, y) => Math.max(x, y))],
  ['add', 'f32', 'f32', number((x, y) => Math.fround(x + y))],
  ['sub', 'f32', 'f32', number((x, y) => Math.fround(x - y))],
  ['mul', 'f32', 'f32', number((x, y) => Math.fround(x * y))],
  ['div', 'f32', 'f32', number((x, y) => Math.fround(x / y))],
  ['rem', 'f32', 'f32', number((x, y) => Math.fround(x % y))],
  ['min', 'f32', 'f32', number((x, y) => Math.min(x, y))],
  ['max', 'f32', 'f32', number((x, y) => Math.max(x, y))],
  ['add', 'i32', 'i32', number((x, y) => (x + y) | 0)],
  ['sub', 'i32', 'i32', number((x, y) => (x - y) | 0)],
  ['mul', 'i32', 'i32', number((x, y) => Math.imul(x, y))],
  ['imul', 'i32', 'i32', number((x, y) => Math.imul(x, y))],
  ['bitand', 'i32', 'i32', number((x, y) => x & y)],
  ['bitor', 'i32', 'i32', number((x, y) => x | y)],
  ['bitxor', 'i32', 'i32', number((x, y) => x ^ y)],
  ['shl', 'i32', 'i32', number((x, y) => x << y)],
  ['shr', 'i32', 'i32', number((x, y) => x >> y)],
  ['ushr', 'i32', 'u32', number((x, y) => x >>> y)],
  ['ushr', 'i32', 'f64', number((x, y) => x >>> y)],
  ['ushr', 'u32', 'u32', number((x, y) => x >>> y)],
  ['min', 'i32', 'i32', number((x, y) => Math.min(x, y))],
  ['max', 'i32', 'i32', number((x, y) => Math.max(x, y))],
  ['min', 'u32', 'u32', number((x, y) => Math.min(x, y))],
  ['max', 'u32', 'u32', number((x, y) => Math.max(x, y))],
  ['add', 'u32', 'u32', number((x, y) => (x + y) >>> 0)],
  ['sub', 'u32', 'u32', number((x, y) => (x - y) >>> 0)],
  ['mul', 'u32', 'u32', number((x, y) => Math.imul(x, y) >>> 0)],
  ['bitand', 'u32', 'u32', number((x, y) => (x & y) >>> 0)],
  ['bitand', 'u32', 'i32', number((x, y) => x & y)],
  ['add', 'i64', 'i64', bigint((x, y) => int64(x + y))],
  ['sub', 'i64', 'i64', bigint((x, y) => int64(x - y))],
  ['mul', 'i64', 'i64', bigint((x, y) => int64(x * y))],
  ['bitand', 'i64', 'i64', bigint((x, y) => x & y)],
  ['bitor', 'i64', 'i64', bigint((x, y) => x | y)],
  ['bitxor', 'i64', 'i64', bigint((x, y) => x ^ y)],
  ['min', 'i64', 'i64', bigint((x, y) => [x, y][Number(y < x)])],
  ['add', 'u64', 'u64', bigint((x, y) => uint64(x + y))],
  ['mul', 'u64', 'u64', bigint((x, y) => uint64(x * y))],
  ['bitxor', 'u64', 'u64', bigint((x, y) => x ^ y)],
]

const doubles = [...edgeNumbers, ...randomNumbers(40)]
const samples = {
  bool: [false, true],
  f64: doubles,
  f32: doubles.map(Math.fround),
  i32: doubles.map(x => x | 0),
  u32: doubles.map(x => x >>> 0),
  i64: edgeBigints,
  u64: edgeBigints.map(uint64),
}

function pairs(type: ValueType): readonly (readonly [unknown, unknown])[] {
  const list: readonly unknown[] = samples[type as keyof typeof samples]
  return list.flatMap(x => list.map(y => [x, y] as const))
}

describe('a binary operation gives what JavaScript gives', async () => {
  const running = await runKernels(
    rows.map(([op, type, to], n) =>
      expression(`k${n}`, [type, type], binary(op, get(0, type), get(1, type), to)),
    ),
  )
  for (const [n, [op, type, to, js]] of rows.entries()) {
    it(`${op} ${type} → ${to}`, () => {
      for (const [x, y] of pairs(type)) {
        const got = running.value(n, x, y)
        const want = js(x as never, y as never)
        if (!Object.is(got, want)) expect.fail(`${x} ${op} ${y} is ${String(want)}, not ${String(got)}`)
      }
    })
  }
})

describe('division of integers where it cannot fail', async () => {
  const running = await runKernels([
    expression('quotient', ['i32', 'i32'], binary('div', get(0, 'i32'), get(1, 'i32'))),
    expression('rest', ['i32', 'i32'], binary('rem', get(0, 'i32'), get(1, 'i32'))),
    expression('unsigned_quotient', ['u32', 'u32'], binary('div', get(0, 'u32'), get(1, 'u32'))),
    expression('unsigned_rest', ['u32', 'u32'], binary('rem', get(0, 'u32'), get(1, 'u32'))),
    expression('by_seven', ['i64'], binary('div', get(0, 'i64'), num(7n, 'i64'))),
  ])

  it('truncates', () => {
    for (const [x, y] of pairs('i32') as readonly (readonly [number, number])[]) {
      if (y === 0 || (x === -(2 ** 31) && y === -1)) continue
      expect(running.value(0, x, y)).toBe((x / y) | 0)
      expect(running.value(1, x, y)).toBe((x % y) | 0)
    }
    for (const [x, y] of pairs('u32') as readonly (readonly [number, number])[]) {
      if (y === 0) continue
      expect(running.value(2, x, y)).toBe((x / y) >>> 0)
      expect(running.value(3, x, y)).toBe((x % y) >>> 0)
    }
  })

  it('by a constant above zero needs no check', () => {
    for (const x of edgeBigints) expect(running.value(4, x)).toBe(x / 7n)
    expect(running.text).not.toContain('div_i64')
  })
})

describe('division of bigints', async () => {
  const operations = (['div', 'rem'] as const).flatMap(op =>
    (['i64', 'u64'] as const).map(type => ({ op, type, name: `${op}_of_${type}` })),
  )
  const running = await runKernels(
    operations.map(({ op, type, name }) =>
      expression(name, [type, type], binary(op, get(0, type), get(1, type))),
    ),
  )

  it.each([...operations.entries()])('%i restarts for 0 and where 64 bits are too few', (n, { op, type }) => {
    for (const [x, y] of pairs(type) as readonly (readonly [bigint, bigint])[]) {
      const outcome = running.call(n, x, y)
      if (y === 0n || (op === 'div' && type === 'i64' && x === -(2n ** 63n) && y === -1n)) {
        expect(outcome).toEqual({ kind: 'restart' })
      } else expect(outcome).toEqual({ kind: 'value', value: op === 'div' ? x / y : x % y })
    }
  })
})

describe('shifts of bigints by 0 to 63', async () => {
  const running = await runKernels([
    expression('left', ['i64', 'i64'], binary('shl', get(0, 'i64'), get(1, 'i64'))),
    expression('right', ['i64', 'i64'], binary('shr', get(0, 'i64'), get(1, 'i64'))),
    expression('unsigned_right', ['u64', 'u64'], binary('shr', get(0, 'u64'), get(1, 'u64'))),
  ])

  it('are JavaScript’s, cut to 64 bits', () => {
    for (const x of edgeBigints) {
      for (let count = 0n; count < 64n; count++) {
        expect(running.value(0, x, count)).toBe(int64(x << count))
        expect(running.value(1, x, count)).toBe(x >> count)
        expect(running.value(2, uint64(x), count)).toBe(uint64(x) >> count)
      }
    }
  })
})

describe('comparisons', async () => {
  const ops: Readonly<Record<CompareOp, (x: never, y: never) => boolean>> = {
    lt: (x, y) => x < y,
    le: (x, y) => x <= y,
    gt: (x, y) => x > y,
    ge: (x, y) => x >= y,
    eq: (x, y) => x === y,
    ne: (x, y) => x !== y,
  }
  const cases = (['f64', 'f32', 'i32', 'u32', 'i64', 'u64', 'bool'] as const).flatMap(type =>
    (Object.keys(ops) as CompareOp[]).map(op => ({ op, type })),
  )
  const running = await runKernels(
    cases.map(({ op, type }, n) =>
      expression(`k${n}`, [type, type], compare(op, get(0, type), get(1, type))),
    ),
  )

  it.each([...cases.entries()])('%i of each type', (n, { op, type }) => {
    for (const [x, y] of pairs(type)) {
      const want = ops[op](x as never, y as never)
      if (running.value(n, x, y) !== want) expect.fail(`${x} ${op} ${y} is ${want}`)
    }
  })
})
