import { describe, expect, it } from 'vitest'
import { signatures } from '../../../../../test/support/write-signatures.js'

describe('parameters without a type', () => {
  it.each([
    ['function f(n) { return n + 1 }', '(number)'],
    ['function f(n) { return n.int }', '({ int: number })'],
    ['function f() {}', '()'],
  ])('%s', (source, expected) => {
    expect(signatures(source)).toBe(expected)
  })

  it.each([
    // Arrays: the likely kinds, of one kind together.
    ['function f(xs) { return xs[0] }', '(Float64Array) (Float32Array)'],
    ['function f(xs) { return xs!.length }', '(Float64Array) (Float32Array)'],
    [
      'function f(xs, ys) { for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) ys[i] = xs[j] }',
      '(Float64Array, Float64Array) (number[], number[]) (Float32Array, Float32Array)',
    ],
    ['function f(xs) { return xs[0] & 1 }', '(Int32Array) (Uint8Array) (Uint32Array)'],
    [
      'function f(xs, s) { for (const x of xs) s = (s + x - 1) | 0 }',
      '(Uint8Array, number) (Int32Array, number) (Float64Array, number)',
    ],
    ['function f(xs) { return (xs[0] + 0.5) | 0 }', '(Float64Array) (Float32Array)'],
    ['function f(xs) { return (xs[0] * 2) | 0 }', '(Float64Array) (Float32Array)'],
    ['function f(xs) { xs.push(1) }', '(number[])'],
    ['function f(xs) { for (const x of xs) {} }', '(Float64Array) (Float32Array)'],
    ['function f(xs) { return xs[0] + 1n }', '(BigInt64Array) (BigUint64Array)'],
    ['function f(xs) { return xs instanceof Int8Array ? xs[0] : 0 }', '(Int8Array)'],
    ['function f(xs) { const ys = xs; return ys[0] }', '(Float64Array) (Float32Array)'],
    // Helpers show what they use and what they declare.
    ['function f(xs) { return g(xs) } function g(ys) { return ys[0] }', '(Float64Array) (Float32Array)'],
    ['function f(xs) { return g(xs) } function g(ys: Int8Array) { return ys[0] }', '(Int8Array)'],
    [
      'function f(xs, n) { return n ? f(xs, n - 1) : xs[0] }',
      '(Float64Array, number) (Float32Array, number)',
    ],
    // Scalars.
    ['function f(n) { return n + 1n }', '(bigint)'],
    ['function f(s) { return s.length + s.charCodeAt(0) }', '(string)'],
    ['function f(s) { return s === "a" ? 1 : 2 }', '(string)'],
    ['function f(n) { return n === true }', '(boolean)'],
    ['function f(on, x) { return on ? x * 2 : x }', '(boolean, number) (number, number)'],
    ['function f(n) { return typeof n === "bigint" ? 1 : 2 }', '(bigint)'],
    ['function f(n) { n |= 0; return n }', '(number)'],
    // Objects: the fields that are used.
    [
      'function f(p) { p.x += p.v.dx; return p.data[0] + p["y"] }',
      '({ x: number, v: { dx: number }, data: Float64Array, y: number })',
    ],
    // What the module makes for fields of the name.
    [
      'function f(p) { return p.data[0] + p.q.n[1] } function g(o) { o.data = new Int8Array(4); return { n: new Uint16Array(2) } }',
      '({ data: Int8Array, q: { n: Uint16Array } })',
    ],
    [
      'class A { data = new Int8Array(4) } function f(p) { return p.data[0] + p.size }',
      '({ data: Int8Array, size: number })',
    ],
    ['function f(p) { const { x, y: z } = p; return x + z }', '({ x: number, y: number })'],
  ])('%s', (source, expected) => {
    expect(signatures(source)).toBe(expected)
  })

  it.each([
    // Calls of a function that only its module can call are all there are; others come first.
    ['function f(xs) { return xs[0] } f(new Int8Array(2))', '(Int8Array)'],
    [
      'const f = xs => xs[0]; const data = new Float32Array(2); f(data); f(new Int8Array(1))',
      '(Float32Array) (Int8Array)',
    ],
    [
      'export function f(xs) { return xs[0] } f(new Int8Array(2))',
      '(Int8Array) (Float64Array) (Float32Array)',
    ],
    ['function f(xs) { return xs[0] } f([1, 2])', '(number[])'],
    ['function f(n) { return n + n } f(2n)', '(bigint)'],
    ['function f(xs) { return xs[0] } function g(ys: Int16Array) { return f(ys) }', '(Int16Array)'],
    ['function f(xs) { return xs[0] } f(Uint16Array.from([1]))', '(Uint16Array)'],
    [
      'import { jit, alloc } from "hotpath"; const g = jit(f); function f(xs) { return xs[0] } g(alloc(Float32Array, 3))',
      '(Float32Array)',
    ],
    [
      'class MyInt { constructor(int) { this.int = int } } function f(n) { return n.int } f(new MyInt(1))',
      '({ int: number })',
    ],
    ['function f(p) { return p.x } f({ x: 1, y: true })', '({ x: number, y: boolean })'],
  ])('%s', (source, expected) => {
    expect(signatures(source)).toBe(expected)
  })
})
