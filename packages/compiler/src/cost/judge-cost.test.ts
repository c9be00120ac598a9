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

it('leaves what only sometimes needs its own arrays', () => {
  const sourceOf = (start: string) => `
    const scratch = new Float64Array(8)
    /* @jit */ export function f(a: number, b: number, n: number): number {
      const det = a * b - n
      ${start}
      for (let i = 0; i < 8; i++) scratch[i] = i * det
      let s = 0
      for (let i = 0; i < n; i++) s += scratch[i & 7]! * a
      return s
    }`
  const codes = (start: string) =>
    compileModule({ file: 'input.ts', source: sourceOf(start) }).diagnostics.map(({ code }) => code)
  expect(codes('if (Math.abs(det) > 1e-9) return det')).toEqual(['cost/too-small'])
  expect(codes('')).toEqual([])
  expect(codes('for (let i = 0; i < n; i++) if (i > det) return i')).toEqual([])
})

it('counts what goes back into fields and variables as what it is', () => {
  const source = `
    let at = 0
    /* @jit */ export function put(xs: Float64Array, x: number) { xs[at++] = x }
    /* @jit */ export function push(s: { at: number, xs: Float64Array }, x: number) { s.xs[s.at++] = x }`
  const { diagnostics } = compileModule({ file: 'input.ts', source })
  expect(diagnostics.map(({ code }) => code)).toEqual(['cost/too-small', 'cost/too-small'])
})

it.each([
  ['a result of several values', 'xs: Float64Array', 'return [xs[0]! * 2, xs[1]! * 2]', ['cost/too-small']],
  ['an object as result', 'x: number', 'return { x, y: x * 2 }', ['cost/too-small']],
  [
    'fields, where each turn does little',
    'p: { x: number; y: number }',
    'let s = 0; for (let i = 0; i < 99; i++) s += p.x * p.y; return s',
    ['cost/too-small'],
  ],
  [
    'the same of numbers',
    'x: number, y: number',
    'let s = 0; for (let i = 0; i < 99; i++) s += x * y; return s',
    [],
  ],
  [
    'fields written in a loop without a bound',
    'p: { x: number }, n: number',
    'for (let i = 0; i < n; i++) p.x += i',
    [],
  ],
])('counts %s', (_, params, body, codes) => {
  const source = `/* @jit */\nexport function f(${params}) {\n${body}\n}`
  const { diagnostics } = compileModule({ file: 'input.ts', source, options: {} })
  expect(diagnostics.map(({ code }) => code)).toEqual(codes)
})

it.each([
  [
    'in a loop that does little else',
    'let s = 0; for (let i = 0; i < n; i++) s += f(i); return s',
    ['cost/callback'],
  ],
  ['without any loop', 'return f(n) * f(-n) + n', ['cost/callback']],
  [
    'beside a loop as deep as its own',
    'let s = 0; for (let i = 0; i < n; i++) s += f(i); while (s > 1) s /= 3; return s',
    ['cost/callback'],
  ],
  [
    'in a loop around a longer one',
    'let s = 0; for (let i = 0; i < 9; i++) { for (let k = 0; k < n; k++) s += k / i; s = f(s) } return s',
    [],
  ],
  [
    'in a loop around a call of long work',
    'let s = 0; for (let i = 0; i < n; i++) s = f(long(s, n)); return s',
    [],
  ],
  [
    'in a branch of a loop',
    'let s = 0; for (let i = 0; i < n; i++) { s += i; if (i % 1000 === 0) s = f(s) } return s',
    [],
  ],
  [
    'in both branches of a loop',
    'let s = 0; for (let i = 0; i < n; i++) { if (i % 2 === 0) s += f(i); else s -= f(i) } return s',
    ['cost/callback'],
  ],
  ['in a branch outside of loops', 'let s = 0; if (n > 3) s = f(n); return s', ['cost/callback']],
  ['before a loop', 'let s = f(n); for (let i = 0; i < n; i++) s += i / s; return s', []],
])('counts callbacks that are called %s', (_, body, codes) => {
  const source = `
    function long(s: number, n: number): number { for (let i = 0; i < n; i++) s += i / s; return s }
    /* @jit */ export function g(f: (x: number) => number, n: number): number {\n${body}\n}`
  const { diagnostics } = compileModule({ file: 'input.ts', source, options: {} })
  expect(diagnostics.map(({ code }) => code)).toEqual(codes)
})

it('leaves the decision to whoever writes `strict`, a signature or the option', () => {
  expect(codesOf(straight, '@jit strict')).toEqual([])
  expect(codesOf(straight, '@jit f64(Float64Array, f64)')).toEqual([])
  expect(codesOf(straight, '@jit', { costModel: false })).toEqual([])
})
