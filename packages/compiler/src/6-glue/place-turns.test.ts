import { expect, it } from 'vitest'
import { compileSource } from '../../../../test/support/compile-source.js'

it('keeps a kernel that only makes arrays for itself out of races, which nobody would time', {
  timeout: 60_000,
}, async () => {
  const { exports, inspect } = await compileSource(
    `/* @jit */
export function last(n: number): number {
  const xs = new Float64Array(n)
  for (let i = 1; i < n; i++) xs[i] = Math.sqrt(xs[i - 1]! + i)
  return xs[n - 1]!
}`,
    { passes: true },
  )
  const last = exports.last as (n: number) => number
  // Long and often enough that others would race.
  const began = performance.now()
  let calls = 0
  while (calls < 40 || performance.now() - began < 100) {
    last(20_000)
    calls++
  }
  expect(inspect(last).calls).toEqual({ wasm: calls, js: 0 })
})
