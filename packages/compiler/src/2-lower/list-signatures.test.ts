import { describe, expect, it } from 'vitest'
import { markFunction } from '../../../../test/support/mark-function.js'
import { Refusal } from '../diagnostics/diagnostic.js'
import type { ParamType, Signature } from '../ir/signature.js'
import { listSignatures } from './list-signatures.js'

type Options = Parameters<typeof markFunction>[1]

function write({ params, declaredResult }: Signature): string {
  return `(${params.map(writeType).join(', ')})${declaredResult === null ? '' : ` ${declaredResult}`}`
}

function writeType(param: ParamType): string {
  if (param.type !== 'object') return param.promised ? `${param.type} as ${param.promised}` : param.type
  const fields = param.fields.map(
    ({ name, value, isOptional }) => `${name}${isOptional ? '?' : ''}: ${writeType(value)}`,
  )
  return `{ ${fields.join(', ')} }`
}

function signatures(source: string, options: Options = {}): string {
  return listSignatures(markFunction(source, options)).map(write).join(' ')
}

function refusal(source: string, options: Options = {}): string {
  try {
    return signatures(source, options)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.diagnostic, ...error.further]
      .map(({ code, message, fix }) => `${code}: ${message} ${fix}`)
      .join('\n')
  }
}

describe('declared signatures', () => {
  it.each([
    ['i32(i32)', '(number as i32) i32'],
    ['i64(i32)', '(number as i32) i64'],
    ['f64( f32 )', '(number as f32) f64'],
    ['bool(u64)', '(bigint as u64) bool'],
    ['void(bool)', '(boolean)'],
    ['Float64Array(Uint8ClampedArray)', '(Uint8ClampedArray)'],
    ['number(boolean)', '(boolean)'],
  ])('%s', (text, expected) => {
    expect(signatures('function f(n) { return n }', { signatures: [text] })).toBe(expected)
  })

  it('come before the types of the source, and may be several', () => {
    const source = 'function f(x: string, n?: any) {}'
    expect(signatures(source, { signatures: ['f64(Float32Array, i32)', 'f64(Float64Array, i32)'] })).toBe(
      '(Float32Array, number as i32) f64 (Float64Array, number as i32) f64',
    )
  })

  it('have one type per parameter', () => {
    expect(refusal('function f(n) {}', { signatures: ['f64(i32, i32)'] })).toBe(
      'lower/signature-mismatch: The signature `f64(i32, i32)` does not fit: the function has 1 parameter, the signature 2. Write one type per parameter, in order: `f64(Float64Array, i32)`.',
    )
    expect(refusal('function f(n) {}', { signatures: ['f64(int)'] })).toContain('`int` is not a type')
    expect(refusal('function f(n) {}', { signatures: ['int(i32)'] })).toContain('`int` is not a type')
  })
})

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

  it('reads type parameters by their constraint', () => {
    expect(signatures('function f<T extends Int8Array | Uint8Array>(x: T) {}')).toBe(
      '(Int8Array) (Uint8Array)',
    )
  })

  it.each([
    [
      'a: ArrayLike<number>',
      'lower/parameter-type: `a` has the type `ArrayLike<number>`, which cannot be compiled. Write `a: Float64Array`.',
    ],
    [
      'a: symbol',
      'lower/parameter-type: `a` has the type `symbol`, which cannot be compiled. Write `a: number`.',
    ],
    ['a: { x: number }', '`a` has the type `{ x: number }`'],
    ['a: number | symbol', '`a` has the type `number | symbol`'],
    ['a: i32', '`a` has the type `i32`'],
    ['a: Loop', '`a` has the type `Loop`'],
    ['a: A, b: A', 'lower/too-many-signatures: The parameter types give 9 signatures; up to 8 are compiled.'],
  ])('refuses %s', (params, expected) => {
    const source = `type Loop = Loop; type A = Int8Array | Int16Array | Int32Array; function f(${params}) {}`
    expect(refusal(source)).toContain(expected)
  })

  it('takes `i32` for what it is where it is not from hotpath', () => {
    expect(signatures('type i32 = number; function f(a: i32) {}')).toBe('(number)')
    expect(refusal("import { i32 } from './ty.js'; function f(a: i32) {}")).toContain('lower/parameter-type')
  })

  it('names every parameter that does not fit', () => {
    expect(refusal('function f(a: symbol, b: number, c) { return c[0] }').split('\n')).toHaveLength(2)
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
  ])('%s', (source, expected) => {
    expect(signatures(source, { file: '/input.js' })).toBe(expected)
  })

  it('is not taken from a function around', () => {
    const source = '/** @param {Float64Array} a */ function outer(a) { return f; function f(a) { return a } }'
    expect(signatures(source)).toBe('(number)')
  })

  it('does not count what cannot be compiled', () => {
    const source = '/** @param {symbol} a */ function f(a) {}'
    expect(refusal(source, { file: '/input.js' })).toBe(
      'lower/parameter-type: `a` has the type `symbol`, which cannot be compiled. Write `/** @param {number} a */`.',
    )
  })
})

describe('parameters without a type', () => {
  it.each([
    ['function f(n) { return n + 1 }', '(number)'],
    ['function f(n) { return n.int }', '(number)'],
    ['function f() {}', '()'],
  ])('%s', (source, expected) => {
    expect(signatures(source)).toBe(expected)
  })

  it('are refused where they are used as arrays', () => {
    const message = 'lower/untyped-array: `xs` is used as an array but has no type.'
    expect(refusal('function f(xs) { return xs[0] }')).toBe(`${message} Write \`xs: Float64Array\`.`)
    expect(refusal('function f(xs) { return xs!.length }')).toBe(`${message} Write \`xs: Float64Array\`.`)
    expect(refusal('function f(xs) { xs[0] = 1 }', { file: '/a.mjs?v=1' })).toBe(
      `${message} Write \`/** @param {Float64Array} xs */\`.`,
    )
  })
})
