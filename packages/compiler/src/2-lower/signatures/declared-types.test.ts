import { describe, expect, it } from 'vitest'
import { refusal, signatures } from '../../../../../test/support/write-signatures.js'

describe('TypeScript annotations', () => {
  it.each([
    ['a: number, b: boolean, c: bigint', '(number, boolean, bigint)'],
    [
      'a: Float64Array, b: Uint8ClampedArray, c: BigInt64Array',
      '(Float64Array, Uint8ClampedArray, BigInt64Array)',
    ],
    ['a: Float64Array<ArrayBuffer>, b: (Int8Array)', '(Float64Array, Int8Array)'],
    ['a: Readonly<Float32Array>, b: NonNullable<number>', '(Float32Array, number)'],
    ['a?: number, b = 3, c: number = 4', '(number, number, number)'],
    ['a = true, b = 2n, c = -Math.PI, d = new Int32Array(3)', '(boolean, bigint, number, Int32Array)'],
    ['a: number | undefined, b: number | null, c: 1 | 2 | -3', '(number, number, number)'],
    ['a: any, b: unknown, c', '(number, number, number)'],
    ['a: Float32Array | Float64Array', '(Float32Array) (Float64Array)'],
    [
      'a: Float32Array | Float64Array, b: number | boolean',
      '(Float32Array, number) (Float32Array, boolean) (Float64Array, number) (Float64Array, boolean)',
    ],
    ['a: Samples, b: Id', '(Float32Array, number) (Float64Array, number)'],
    ['a: i32, b: big, c: hp.f32, d: bool', '(number as i32, bigint as u64, number as f32, boolean)'],
  ])('%s', (params, expected) => {
    const source = `
      import type { i32, u64 as big, bool } from 'hotpath'
      import type * as hp from 'hotpath'
      type Samples = Float32Array | (Float64Array)
      export type Id = number
      function f(${params}) {}`
    expect(signatures(source)).toBe(expected)
  })

  it('reads type parameters by their constraint, the same one for all of them', () => {
    const bound = 'T extends Int8Array | Uint8Array'
    expect(signatures(`function f<${bound}>(x: T) {}`)).toBe('(Int8Array) (Uint8Array)')
    expect(signatures(`function f<${bound}>(x: T, n: number, y: T) {}`)).toBe(
      '(Int8Array, number, Int8Array) (Uint8Array, number, Uint8Array)',
    )
    expect(signatures('function f<T>(x: T) { return x[0] }')).toBe('(Float64Array) (Float32Array)')
  })

  it.each([
    ['a: ArrayLike<number>', '(Float64Array) (number[]) (Float32Array) (Int32Array)'],
    ['a: Mode, b: (typeof Modes)[keyof typeof Modes], c: typeof start', '(number, number, number)'],
    ['a: Px, b: Brand & bigint', '(number, bigint)'],
    ["a: Words, b: 'x' | 'y', c: Mixed", '(string, string, number) (string, string, string)'],
    ['a: Pair<number>, b: [number, boolean], c: Pair', '(number[], { 0: number, 1: boolean }, number[])'],
    ['a: Point', '({ x: number, y?: number })'],
    ['a: Readonly<Solid>', '({ x: number, y?: number, z: boolean, data: Float32Array })'],
    ["a: Pick<Solid, 'z'>, b: Omit<Point, 'y'>", '({ z: boolean }, { x: number })'],
    ['a: Partial<Box<bigint>>', '({ value?: bigint })'],
    ["a: Solid['z'], b: number[][number]", '(boolean, number)'],
    ['a: { at: Point; on: Date; move(): void }', '({ at: { x: number, y?: number } })'],
    ['a: Point & { w: number }', '({ x: number, y?: number, w: number })'],
    ['a: Ball', '({ mass: number, r: number, hot: boolean, id: number, n: number })'],
    ['a: Tree', '({ size: number })'],
  ])('%s', (params, expected) => {
    const source = `
      enum Mode { off, on = 4 }
      const Modes = { a: 1, b: 2 } as const
      const start = 3
      enum Words { a = 'x', b = 'y' }
      enum Mixed { a, b = 'y' }
      type Brand = { readonly __brand: 'px' }
      type Px = number & Brand
      type Pair<T = number> = [T, T]
      interface Point { readonly x: number; y?: number }
      interface Solid extends Point { z: boolean }
      interface Solid { data: Float32Array }
      interface Box<T> { value: T }
      interface Tree { left: Tree; size: number }
      class Body { mass = 1; #secret = 2; static count = 0 }
      class Ball extends Body {
        r: number
        hot = false
        constructor(r: number, readonly id: number, n) { super(); this.r = r; this.n = n }
        area() { return this.r }
      }
      function f(${params}) {}`
    expect(signatures(source)).toBe(expected)
  })

  it('counts the type of the variable a function is given to', () => {
    expect(signatures('const f: (a: Int8Array, b: bigint) => void = (a, b) => {}')).toBe(
      '(Int8Array, bigint)',
    )
  })

  it.each([
    [
      'a: string[]',
      'lower/parameter-type: `a` has the type `string[]`, which cannot be compiled. Write `a: number`.',
    ],
    [
      'a: Map<string, number>',
      'lower/parameter-type: `a` has the type `Map<string, number>`, which cannot be compiled. Write `a: Float64Array`, and use small whole numbers as keys.',
    ],
    ['a: number | Date', '`a` has the type `number | Date`'],
    ['a: i32', '`a` has the type `i32`'],
    ['a: Loop', '`a` has the type `Loop`'],
  ])('refuses %s', (params, expected) => {
    const source = `type Loop = Loop; function f(${params}) {}`
    expect(refusal(source)).toContain(expected)
  })

  it('refuses what is an array by its uses with an array to write', () => {
    expect(refusal('function f(a: Date[]) { return a[0] }')).toContain('Write `a: Float64Array`.')
  })

  it('takes `i32` for what it is where it is not from hotpath', () => {
    expect(signatures('type i32 = number; function f(a: i32) {}')).toBe('(number)')
  })

  it('lets a type that cannot be read say nothing', () => {
    expect(signatures("import { X } from './types.js'; function f(a: X) { return a[0] }")).toBe(
      '(Float64Array) (Float32Array)',
    )
  })

  it('names every parameter that does not fit', () => {
    expect(refusal('function f(a: Date, b: number, c: Set<number>) {}').split('\n')).toHaveLength(2)
  })
})

describe('JSDoc', () => {
  it.each([
    ['/** @param {Float64Array} a */ function f(a) {}', '(Float64Array)'],
    [
      '/**\n * Sums.\n * @param {Float32Array|Float64Array} a - the data\n * @param {number=} b\n */\nexport function f(a, b) {}',
      '(Float32Array, number) (Float64Array, number)',
    ],
    [
      '/** @param {(Int8Array | null)} a @param {number} [b=2] */ export const f = (a, b) => 0',
      '(Int8Array, number)',
    ],
    [
      '/** @param {i32} a @param {import("hotpath").u32} b */ /* @jit */ function f(a, b) {}',
      '(number as i32, number as u32)',
    ],
    ['class A { /** @param {Float64Array<ArrayBuffer>} a */ f(a) {} }', '(Float64Array)'],
    ['const o = { /** @param {Float64Array} a */ f(a) {} }', '(Float64Array)'],
    ['/** @param {*} a */ function f(a) {}', '(number)'],
    ['/** @param {Array.<number>} a @param {?Int8Array} b */ function f(a, b) {}', '(number[], Int8Array)'],
    ['/** @param {{ x: number, y: boolean }} a */ function f(a) {}', '({ x: number, y: boolean })'],
    [
      '/** @typedef {Object} Vec\n * @property {number} x\n * @property {number} y\n */\n/** @param {Vec} a */ function f(a) {}',
      '({ x: number, y: number })',
    ],
    [
      '/** @typedef {Float32Array | Float64Array} Floats */ /** @param {Floats} a */ function f(a) {}',
      '(Float32Array) (Float64Array)',
    ],
    [
      '/** @param {Object} o @param {number} o.a @param {bigint} o.b */ function f(o) {}',
      '({ a: number, b: bigint })',
    ],
    ['/** @type {(a: Int8Array) => number} */ const f = a => 0', '(Int8Array)'],
    ['/** @template {Int8Array | Uint8Array} T @param {T} a */ function f(a) {}', '(Int8Array) (Uint8Array)'],
    ['/** @param {the first one} a */ function f(a) { return a + 1 }', '(number)'],
  ])('%s', (source, expected) => {
    expect(signatures(source, { file: '/input.js' })).toBe(expected)
  })

  it('is not taken from a function around', () => {
    const source = '/** @param {Float64Array} a */ function outer(a) { return f; function f(a) { return a } }'
    expect(signatures(source)).toBe('(number)')
  })

  it('does not count what cannot be compiled', () => {
    const source = '/** @param {Date} a */ function f(a) {}'
    expect(refusal(source, { file: '/input.js' })).toBe(
      'lower/parameter-type: `a` has the type `Date`, which cannot be compiled. Write `/** @param {number} a */`.',
    )
  })
})
