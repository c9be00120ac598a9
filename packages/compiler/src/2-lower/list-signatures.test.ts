import { describe, expect, it } from 'vitest'
import { markFunction } from '../../../../test/support/mark-function.js'
import { refusal, signatures, writeSignature } from '../../../../test/support/write-signatures.js'
import { listSignatures } from './list-signatures.js'

describe('declared signatures', () => {
  it.each([
    ['i32(i32)', '(number as i32) i32'],
    ['i64(i32)', '(number as i32) i64'],
    ['f64( f32 )', '(number as f32) f64'],
    ['bool(u64)', '(bigint as u64) bool'],
    ['void(bool)', '(boolean)'],
    ['Float64Array(Uint8ClampedArray)', '(Uint8ClampedArray)'],
    ['number(boolean)', '(boolean)'],
    ['void(f32[])', '(Float32Array)'],
    ['void(i64[])', '(BigInt64Array)'],
    ['void(number[])', '(number[])'],
    ['f64[](string)', '(string)'],
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

  it('keeps the first eight signatures, those of one kind before', () => {
    const source =
      'type A = Int8Array | Int16Array | Int32Array; /* @jit */ function f(a: A, b: A) { return a[0] + b[0] }'
    const { signatures, remarks } = listSignatures(markFunction(source))
    expect(signatures.map(writeSignature).slice(0, 4).join(' ')).toBe(
      '(Int8Array, Int8Array) (Int16Array, Int16Array) (Int32Array, Int32Array) (Int8Array, Int16Array)',
    )
    expect([signatures.length, remarks[0]?.message]).toEqual([
      8,
      'The parameter types give 9 signatures; the first 8 are compiled, calls of the others stay JavaScript.',
    ])
  })
})
