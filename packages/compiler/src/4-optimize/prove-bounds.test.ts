import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../test/support/type-source.js'
import { printKernel } from '../ir/print-kernel.js'
import { proveBounds } from './prove-bounds.js'

/** Accesses of the function after the pass, as printed: `a[i]?proven`. */
function accesses(source: string): readonly string[] {
  const text = printKernel(proveBounds.run(typeSource(`function f${source}`), () => {}))
  return [...text.matchAll(/\w+\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]\?\w+/g)].map(([match]) => match)
}

const proven = (source: string) => {
  const found = accesses(source)
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(access => !access.endsWith('proven'))).toEqual([])
}
const checked = (source: string) => {
  const found = accesses(source)
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(access => access.endsWith('proven'))).toEqual([])
}

describe('proves', () => {
  it.each([
    ['a test against the length', 'for (let i = 0; i < a.length; i++) s += a[i]!'],
    ['a length in a constant', 'const n = a.length; for (let i = 0; i < n; i++) s += a[i]!'],
    ['an inclusive test', 'for (let i = 0; i <= a.length - 1; i++) s += a[i]!'],
    ['counting down', 'for (let i = a.length - 1; i >= 0; i--) s += a[i]!'],
    ['counting down to one', 'for (let i = a.length; i > 0; i--) s += a[i - 1]!'],
    ['neighbours', 'for (let i = 1; i < a.length - 1; i++) s += a[i - 1]! + a[i]! + a[i + 1]!'],
    ['steps of two', 'for (let i = 0; i < a.length; i += 2) s += a[i]!'],
    ['a while loop', 'let i = 0; while (i < a.length) { s += a[i]!; i++ }'],
    ['a second test', 'for (let i = 0; i < a.length && a[i]! > 0; i++) s += a[i]!'],
    ['from both ends', 'const n = a.length; for (let i = 0; i < n; i++) s += a[n - 1 - i]!'],
    [
      'a triangle',
      'for (let i = 0; i < a.length; i++) for (let j = i + 1; j < a.length; j++) s += a[j - i]!',
    ],
    ['a test around the access', 'if (k >= 0 && k < a.length) s += a[k]!'],
    ['a test that returns', 'if (k < 0 || k >= a.length) return 0; s += a[k]!'],
    ['a conditional', 's = k >= 0 && k < a.length ? a[k]! : 0'],
    ['a new array', 'const b = new Float64Array(k); for (let i = 0; i < k; i++) b[i] = i'],
    ['a mask', 'const b = new Int32Array(16); for (let i = 0; i < k; i++) b[(i * 7) & 15] = i'],
    ['a byte as an index', 'const h = new Int32Array(256); for (let i = 0; i < u.length; i++) h[u[i]!] = 1'],
    ['a remainder', 'const b = new Int32Array(7); for (let i = 0; i < 99; i++) b[i % 7] = i'],
    ['half an index', 'for (let i = 0; i < a.length; i++) s += a[i >> 1]!'],
    [
      'a clamped index',
      'if (a.length > 3) for (let i = -9; i < k; i++) s += a[Math.min(3, Math.max(0, i))]!',
    ],
    ['a copy of a counter', 'for (let i = 0; i < a.length; i++) { const j = i; s += a[j]! }'],
    ['a second counter', 'for (let i = 0, j = 0; i < a.length; i++, j++) s += a[j]!'],
    ['a counter that lags', 'for (let i = 0, j = 0; i < a.length; i++) if (a[j]! < a[i]!) j++'],
  ])('%s', (_, body) => {
    proven(`(a: Float64Array, u: Uint8Array, k: number): number { let s = 0; ${body}; return s }`)
  })

  it('an index into a constant table', () => {
    const source =
      'const T = new Uint8Array([1, 2, 3, 4]); function f(k: number): number { return T[k & 3]! }'
    expect(printKernel(proveBounds.run(typeSource(source), () => {}))).toContain('&i32 3]?proven')
  })
})

describe('leaves the check on', () => {
  it.each([
    ['one past the end', 'for (let i = 0; i <= a.length; i++) s += a[i]!'],
    ['one before the start', 'for (let i = 0; i < a.length; i++) s += a[i - 1]!'],
    ['one after the index', 'for (let i = 0; i < a.length; i++) s += a[i + 1]!'],
    ['a start below zero', 'for (let i = -1; i < a.length; i++) s += a[i]!'],
    ['an unknown start', 'for (let i = k; i < a.length; i++) s += a[i]!'],
    ['another length', 'for (let i = 0; i < b.length; i++) s += a[i]!'],
    ['a counter moved back', 'for (let i = 0; i < a.length; i++) { s += a[i]!; if (s > 9) i -= 2 }'],
    ['a counter moved before', 'for (let i = 0; i < a.length; i++) { i++; s += a[i]! }'],
    ['an array that changes', 'let c = a; for (let i = 0; i < a.length; i++) { s += c[i]!; c = b }'],
    ['a length that changes', 'let n = a.length; for (let i = 0; i < n; i++) { s += a[i]!; n++ }'],
    ['a counter behind its loop', 'let i = 0; for (; i < a.length; i++) s++; s += a[i]!'],
    ['the first turn of a do loop', 'let i = 0; do { s += a[i]!; i++ } while (i < a.length)'],
    ['a mask that is too wide', 'const c = new Int32Array(16); for (let i = 0; i < k; i++) c[i & 31] = i'],
    ['a signed remainder', 'const c = new Int32Array(7); for (let i = -9; i < 99; i++) c[i % 7] = i'],
    ['a product that wraps', 'for (let i = 0; i < a.length; i++) s += a[Math.imul(i, 65537) >> 1]!'],
    ['a test of another branch', 'if (k < 0 || k >= a.length) s = 1; s += a[k]!'],
    ['one side of a test', 'if (k < a.length) s += a[k]!'],
    ['a test on an old value', 'let j = k; if (j >= 0 && j < a.length) { j = j + 1; s += a[j]! }'],
    ['a fraction', 'for (let i = 0; i < a.length; i++) s += a[i * 0.5]!'],
  ])('%s', (_, body) => {
    checked(`(a: Float64Array, b: Float64Array, k: number): number { let s = 0; ${body}; return s }`)
  })
})

it('gives a proven index 32 bits', () => {
  const source = `(a: Float64Array): number {
    let s = 0
    let j = 0
    for (let i = 0; i < a.length; i += 2) { s += a[j]! + j; j += 2 }
    return s
  }`
  for (const access of accesses(source)) expect(access).not.toContain('i64')
})
