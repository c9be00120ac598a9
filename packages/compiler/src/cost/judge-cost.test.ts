import { expect, it } from 'vitest'
import { compileModule } from '../compile-module.js'

function codesOf(body: string, marker = '@jit', options = {}): readonly string[] {
  const source = `/* ${marker} */\nexport function f(xs: Float64Array, n: number): number {\n${body}\n}`
  return compileModule({ file: 'input.ts', source, options }).diagnostics.map(({ code }) => code)
}

const straight = 'return xs[0]! * n + 1'
const manyTurns = 'let s = 0; for (let i = 0; i < n; i++) s += xs[i]!; return s'

it.each([
  ['straight code', straight, ['cost/too-small']],
  ['a few known turns', 'let s = 0; for (let i = 0; i < 4; i++) s += xs[i]!; return s', ['cost/too-small']],
  ['many known turns', 'let s = 0; for (let i = 999; i >= 0; i--) s += xs[i]!; return s', []],
  ['as many turns as the caller says', manyTurns, []],
  ['turns nobody knows', 'while (n > 1) n = Math.sqrt(n); return n', []],
  ['a counter that something else moves', 'let i = 0; for (; i < 4; i++) i = xs[i]! | 0; return i', []],
])('%s', (_, body, codes) => {
  expect(codesOf(body)).toEqual(codes)
})

it('leaves the decision to whoever writes `strict`, a signature or the option', () => {
  expect(codesOf(straight, '@jit strict')).toEqual([])
  expect(codesOf(straight, '@jit f64(Float64Array, f64)')).toEqual([])
  expect(codesOf(straight, '@jit', { costModel: false })).toEqual([])
})
