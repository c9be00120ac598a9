import { beforeAll, describe, expect, it } from 'vitest'
import { compileSource } from '../../support/compile-source.js'
import { seedOfTest } from '../fuzz-order.js'
import { Arguments, edges } from './arguments.js'

type Divide<A> = (xs: A, by: number, out: A) => void

const source = `
/* @jit fastmath(arcp) */
export function doubles(xs: Float64Array, by: number, out: Float64Array): void {
  for (let i = 0; i < xs.length; i++) out[i] = xs[i]! / by
}
/* @jit fastmath(arcp) */
export function singles(xs: Float32Array, by: number, out: Float32Array): void {
  const divisor = Math.fround(by)
  for (let i = 0; i < xs.length; i++) out[i] = Math.fround(xs[i]! / divisor)
}`

const seed = seedOfTest()
const given = new Arguments(seed)
const anySize = (): number => given.signed(given.ofSize(-1074, 1024))
const numbers = [...edges, ...given.list(60, anySize), ...given.list(60, () => given.between(-100, 100))]

describe(`division by a reciprocal (HOTPATH_SEED=${seed})`, () => {
  let doubles: Divide<Float64Array>
  let singles: Divide<Float32Array>
  beforeAll(async () => {
    const { exports, diagnostics } = await compileSource(source, { passes: true })
    expect(diagnostics).toEqual([])
    doubles = exports.doubles as Divide<Float64Array>
    singles = exports.singles as Divide<Float32Array>
  })

  it('of doubles is within 1.5 ulp, and NaN, zero and infinite as the quotient is', () => {
    const xs = Float64Array.from(numbers)
    for (const by of numbers) {
      const out = new Float64Array(xs.length)
      doubles(xs, by, out)
      for (const [n, x] of xs.entries()) check(x, by, out[n] ?? NaN, x / by, 2 ** -52, 5e-324)
    }
  })

  it('of singles likewise', () => {
    const xs = Float32Array.from(numbers)
    for (const by of numbers) {
      const out = new Float32Array(xs.length)
      singles(xs, by, out)
      const divisor = Math.fround(by)
      for (const [n, x] of xs.entries()) {
        check(x, by, out[n] ?? NaN, Math.fround(x / divisor), 2 ** -23, 2 ** -149)
      }
    }
  })
})

/** `step` and `least`: the distance of neighbours around 1, and the smallest number above zero. */
function check(x: number, by: number, actual: number, expected: number, step: number, least: number): void {
  const largest = 2 ** (step === 2 ** -52 ? 1023 : 127) * (2 - step)
  // At the very ends of the range, last digits decide between a number and none.
  const isEnd = Math.abs(expected) >= largest * (1 - 2 * step) || Math.abs(expected) <= least
  if (isEnd && Number.isFinite(x) && Number.isFinite(by) && x !== 0 && by !== 0) {
    expect(Math.sign(actual) * Math.sign(expected), `${x} / ${by}`).toBeGreaterThanOrEqual(0)
  } else if (expected === 0 || !Number.isFinite(expected)) {
    expect(actual, `${x} / ${by}`).toBe(expected)
  } else {
    // The quotient itself is within half a unit of the true value.
    expect(Math.abs(actual - expected), `${x} / ${by}`).toBeLessThanOrEqual(
      2 * step * Math.abs(expected) + least,
    )
  }
}
