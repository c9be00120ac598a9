import type { inspect as Inspect } from 'hotpath'
import { beforeAll, expect, it } from 'vitest'
import type { BuiltApp } from '../support/build-app.js'
import { buildApp } from '../support/build-app.js'
import { compileSource } from '../support/compile-source.js'
import { fib, fibSource, sumSource } from './samples.js'

interface Samples {
  readonly inspect: typeof Inspect
  readonly fibj: (n?: unknown) => number
  readonly untyped: (n?: unknown) => number
  readonly sum: (xs: Int32Array | Float32Array | Float64Array) => number
  readonly wrapped: (n: number) => number
  readonly wide: (n: number) => bigint
  readonly float: (n: number) => number
}
let app: BuiltApp<Samples>

beforeAll(async () => {
  app = await buildApp<Samples>({
    'main.ts': `import { jit } from 'hotpath'
export { inspect } from 'hotpath'
${fibSource}
export const fibj = jit(fib)
export const untyped = jit(fib)
/* @jit */
export ${sumSource}
export const wrapped = jit(fib, { signature: 'i32(i32)' })
export const wide = jit(fib, { signature: 'i64(i32)' })
export const float = jit(fib, { signature: 'f64(i32)' })
`,
  })
})

const rotations = `/* @jit */
export function pair(n: number): number {
  let a = 1, b = 1
  for (let i = 0; i < n; i++) { [a, b] = [a + b, a] }
  return a
}
/* @jit */
export function cycle(n: number): number {
  let a = 1, b = 2, c = 3
  for (let i = 0; i < n; i++) { [a, b, c] = [b + 1, c * 2, a] }
  return a * 10000 + b * 100 + c
}
/* @jit */
export function bubble(x: Float64Array, i: number): void { [x[i], x[i+1]] = [x[i+1], x[i]] }
`

it('S5: the right side is evaluated before any store, and nothing is allocated', async () => {
  const { exports, assembly, verdicts } = await compileSource(rotations, { passes: true })
  const { pair, cycle, bubble } = exports as Record<string, (...args: unknown[]) => unknown>
  expect(verdicts.map(verdict => verdict.status)).toEqual(['wasm', 'wasm', 'wasm'])
  expect(pair!(10)).toBe(144)
  expect(cycle!(3)).toBe(cycleInJs(3))
  const xs = new Float64Array([1, 2, 3])
  bubble!(xs, 1)
  expect(xs).toEqual(new Float64Array([1, 3, 2]))
  expect(assembly).not.toMatch(/\bnew [A-Z]|memory\.(grow|fill)|StaticArray/)
})

it('S6: fibj(n) has the bits of fib(n) for every n in 0..1600', () => {
  for (let n = 0; n <= 1600; n++) expect(app.exports.fibj(n)).toBe(fib(n))
})

it('S7: integers versus floats', () => {
  const { fibj, sum, inspect, wrapped, wide, float } = app.exports
  expect([fibj(2.5), fibj(-1), fibj(Number.NaN)]).toEqual([5, 1, 1])
  expect(inspect(sum).signatures).toHaveLength(3)
  const sums = [sum(new Int32Array([1, 2])), sum(new Float32Array([0.1])), sum(new Float64Array([0.1, 0.2]))]
  expect(sums).toEqual([3, Math.fround(0.1), 0.1 + 0.2])
  expect(inspect(sum).calls).toEqual({ wasm: 3, js: 0 })
  expect(wrapped(50)).toBe(-1408458269)
  expect(wide(50)).toBe(32951280099n)
  expect(float(50)).toBe(32951280099)
})

it('S8: untyped arguments give what fib gives, counted as JavaScript calls', () => {
  // Of few calls each is counted at once.
  const { untyped, inspect } = app.exports
  const before = inspect(untyped).calls.js
  const ten = { valueOf: () => 10 }
  expect([untyped('10'), untyped(ten), untyped()]).toEqual([
    fib('10' as never),
    fib(ten as never),
    fib(undefined as never),
  ])
  expect(inspect(untyped).calls.js).toBe(before + 3)
})

function cycleInJs(n: number): number {
  let [a, b, c] = [1, 2, 3]
  for (let i = 0; i < n; i++) [a, b, c] = [b + 1, c * 2, a]
  return a * 10000 + b * 100 + c
}
