import { expect, it } from 'vitest'
import { compileSource } from '../../../../test/support/compile-source.js'
import { compileModule } from '../compile-module.js'

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

it.each([
  [
    'scalars',
    'export function f(n: number): number { let s = 0; for (let i = 0; i < n; i++) s += i; return s }',
    true,
  ],
  [
    'arrays',
    'export function f(xs: Float64Array): number { let s = 0; for (const x of xs) s += x; return s }',
    false,
  ],
  ['itself', 'export function f(n: number): number { return n < 2 ? n : f(n - 1) + f(n - 2) }', false],
  [
    'a callback',
    'export function f(n: number, by: (x: number) => number): number { let s = 0; for (let i = 0; i < n; i++) { for (let j = 0; j < n; j++) s += j; s += by(s) } return s }',
    true,
  ],
])('compares calls with %s in bursts, or not', (_, source, isInBursts) => {
  const link = (costModel: boolean) =>
    compileModule({ file: 'input.ts', source: `/* @jit */\n${source}`, options: { costModel } })
      .link({ wasm: new Uint8Array(), runtime: 'hotpath/runtime' })
      .map(edit => edit.text)
      .join('')
  expect(/\bstart\(|\.start\(/.test(link(true))).toBe(isInBursts)
  expect(/\bstart\(|\.start\(/.test(link(false))).toBe(false)
})
