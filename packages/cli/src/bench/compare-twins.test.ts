import { expect, it } from 'vitest'
import { compareTwins } from './compare-twins.js'

const nan = (bits: bigint) => new Float64Array(BigInt64Array.of(bits).buffer)
class Point {
  readonly x: number
  constructor(x: number) {
    this.x = x
  }
}
const circle: { self?: unknown; x: number } = { x: 1 }
circle.self = circle

const compare = async (a: unknown, b: unknown) =>
  (
    await compareTwins(
      () => a,
      () => b,
      () => {},
    )
  ).outcome

it.each([
  [1, 1, 'same'],
  [undefined, undefined, 'nothing'],
  [() => 1, () => 2, 'nothing'],
  [0, -0, 'differs'],
  [Number.NaN, Number.NaN, 'same'],
  [1, 1 + 1e-12, 'close'],
  [1, 1.1, 'differs'],
  [1, '1', 'differs'],
  [null, undefined, 'differs'],
  [nan(0x7ff8000000000000n), nan(0x7ff8000000000001n), 'same'],
  [Float64Array.of(0), Float64Array.of(-0), 'differs'],
  [Float32Array.of(1), Float32Array.of(1 + 1e-6), 'close'],
  [Float32Array.of(1), Float64Array.of(1), 'differs'],
  [Float64Array.of(1), Float64Array.of(1, 2), 'differs'],
  [Int32Array.of(100_000_000), Int32Array.of(100_000_001), 'differs'],
  [{ a: [new Point(1)] }, { a: [{ x: 1 }] }, 'same'],
  [{ a: 1 }, { b: 1 }, 'differs'],
  [new Map([[1, 2]]), new Map([[1, 3]]), 'differs'],
  [new Map([[1, 2]]), new Map([[1, 2]]), 'same'],
  [circle, { ...circle, x: 2 }, 'differs'],
])('%o and %o: %s', async (a, b, outcome) => {
  expect(await compare(a, b)).toBe(outcome)
})

it('compares what is thrown, and waits for what comes later', async () => {
  const fail = (message: string) => () => {
    throw new RangeError(message)
  }
  const same = (a: () => unknown, b: () => unknown) => compareTwins(a, b, () => {})
  expect(await same(fail('a'), fail('a'))).toEqual({ outcome: 'throws', detail: 'RangeError: a' })
  expect((await same(fail('a'), fail('b'))).outcome).toBe('differs')
  expect((await same(fail('a'), () => 1)).detail).toBe('JavaScript gives 1, compiled it throws RangeError: a')
  expect(
    (
      await same(
        async () => 1,
        async () => 1,
      )
    ).outcome,
  ).toBe('same')
})
