import { describe, expect, it } from 'vitest'
import { convert, expression, get, load, num } from '../../../../../test/support/ir-builders.js'
import { runKernels } from '../../../../../test/support/run-kernel.js'
import { edgeBigints, edgeNumbers, randomNumbers } from '../../../../../test/support/sample-numbers.js'
import type { Convert } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

type Mode = Convert<ValueType>['mode']
type Row = readonly [mode: Mode, from: ValueType, to: ValueType, js: (x: never) => unknown]

const number = (js: (x: number) => unknown) => js as Row[3]
const bigint = (js: (x: bigint) => unknown) => js as Row[3]

/** A whole double modulo 2^64. */
const modulo64 = (x: number) => (Number.isFinite(x) ? BigInt.asIntN(64, BigInt(Math.trunc(x))) : 0n)

const rows: readonly Row[] = [
  ['exact', 'i32', 'f64', number(x => x)],
  ['exact', 'u32', 'f64', number(x => x)],
  ['exact', 'i32', 'i64', number(x => BigInt(x))],
  ['exact', 'u32', 'i64', number(x => BigInt(x))],
  ['exact', 'u32', 'u64', number(x => BigInt(x))],
  ['exact', 'i64', 'f64', bigint(x => Number(x))],
  ['exact', 'u64', 'f64', bigint(x => Number(x))],
  ['exact', 'f32', 'f64', number(x => x)],
  ['exact', 'bool', 'i32', x => Number(x)],
  ['exact', 'bool', 'f64', x => Number(x)],
  ['exact', 'bool', 'f32', x => Number(x)],
  ['exact', 'bool', 'i64', x => BigInt(x)],
  ['exact', 'bool', 'u32', x => Number(x)],
  ['wrap', 'i32', 'u32', number(x => x >>> 0)],
  ['wrap', 'u32', 'i32', number(x => x | 0)],
  ['exact', 'u32', 'i32', number(x => x | 0)],
  ['wrap', 'f64', 'i32', number(x => x | 0)],
  ['wrap', 'f64', 'u32', number(x => x >>> 0)],
  ['wrap', 'f32', 'i32', number(x => x | 0)],
  ['wrap', 'f32', 'u32', number(x => x >>> 0)],
  ['wrap', 'f64', 'i64', number(modulo64)],
  ['wrap', 'f64', 'u64', number(x => BigInt.asUintN(64, modulo64(x)))],
  ['wrap', 'i64', 'i32', bigint(x => Number(BigInt.asIntN(32, x)))],
  ['wrap', 'i64', 'u32', bigint(x => Number(BigInt.asUintN(32, x)))],
  ['wrap', 'u64', 'i32', bigint(x => Number(BigInt.asIntN(32, x)))],
  ['wrap', 'i64', 'u64', bigint(x => BigInt.asUintN(64, x))],
  ['wrap', 'i32', 'u64', number(x => BigInt.asUintN(64, BigInt(x)))],
  ['round', 'f64', 'f32', number(x => Math.fround(x))],
  ['round', 'i32', 'f32', number(x => Math.fround(x))],
]

const doubles = [...edgeNumbers, ...randomNumbers(5000)]
const samples = {
  bool: [false, true],
  f64: doubles,
  f32: doubles.map(Math.fround),
  i32: doubles.map(x => x | 0),
  u32: doubles.map(x => x >>> 0),
  i64: edgeBigints,
  u64: edgeBigints.map(x => BigInt.asUintN(64, x)),
}

describe('a conversion keeps or wraps as JavaScript does', async () => {
  const running = await runKernels(
    rows.map(([mode, from, to], n) => expression(`k${n}`, [from], convert(mode, get(0, from), to))),
  )
  for (const [n, [mode, from, to, js]] of rows.entries()) {
    it(`${mode} ${from} → ${to}`, () => {
      for (const x of samples[from as keyof typeof samples]) {
        const got = running.value(n, x)
        const want = js(x as never)
        if (!Object.is(got, want)) expect.fail(`${String(x)} becomes ${String(want)}, not ${String(got)}`)
      }
    })
  }
})

describe('an exact conversion of a double in range', async () => {
  const targets = ['i32', 'u32', 'i64', 'u64'] as const
  const running = await runKernels(
    targets.map(to => expression(`to_${to}`, ['f64'], convert('exact', get(0), to))),
  )
  const ranges = {
    i32: [-(2 ** 31), 2 ** 31 - 1],
    u32: [0, 2 ** 32 - 1],
    i64: [-(2 ** 63), 2 ** 63 - 1024],
    u64: [0, 2 ** 63],
  }

  it.each([...targets.entries()])('%i', (n, to) => {
    const [least, most] = ranges[to] as [number, number]
    for (const x of doubles) {
      if (!Number.isInteger(x) || x < least || x > most) continue
      expect(running.value(n, x)).toBe(to.endsWith('64') ? BigInt(x) : x + 0)
    }
  })
})

it('what is cut keeps its whole part, and NaN is 0 whatever its bits are', async () => {
  const running = await runKernels([
    expression('cut', ['f64'], convert('cut', get(0), 'i32')),
    expression('load', ['Float64Array'], convert('cut', load(0, num(0, 'i32'), 'proven', 'f64'), 'i32')),
  ])
  for (const x of doubles) {
    const isInt32 = (Math.trunc(x) | 0) === Math.trunc(x)
    if (isInt32 || Number.isNaN(x)) expect(running.value(0, x)).toBe(x | 0)
  }
  for (const bits of [0x7ff8_0000_dead_beefn, 0xfff0_0000_0000_0001n, 0x7ff4_1234_5678_9abcn]) {
    expect(running.value(1, new Float64Array(BigUint64Array.of(bits).buffer))).toBe(0)
  }
})

describe('a constant', async () => {
  const values = [
    ...doubles.map(x => num(x)),
    ...doubles.map(x => num(Math.fround(x), 'f32')),
    ...edgeNumbers.map(x => num(x | 0, 'i32')),
    ...edgeNumbers.map(x => num(x >>> 0, 'u32')),
    ...edgeBigints.map(x => num(x, 'i64')),
    ...edgeBigints.map(x => num(BigInt.asUintN(64, x), 'u64')),
    num(true, 'bool'),
    num(false, 'bool'),
  ].filter((_, n) => n < 2 * edgeNumbers.length || n % 7 === 0 || n > 2 * doubles.length)
  const running = await runKernels(values.map((value, n) => expression(`k${n}`, [], value)))

  it('comes through the text unchanged', () => {
    for (const [n, expr] of values.entries()) {
      if (expr.kind === 'const') expect(running.value(n), expr.type).toBe(expr.value)
    }
  })

  it('comes out in any type a place may ask for', async () => {
    const wide = num(4294967295, 'u32')
    const run = await runKernels([expression('k', [], convert('exact', wide, 'f64'))])
    expect(run.value(0)).toBe(4294967295)
  })
})
