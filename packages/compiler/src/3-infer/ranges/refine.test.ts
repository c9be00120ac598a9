import { describe, expect, it } from 'vitest'
import { typeSource } from '../../../../../test/support/type-source.js'

/** The types of these variables. */
function typesOf(source: string, ...names: readonly string[]): readonly string[] {
  const [entry] = typeSource(source).functions
  return names.map(name => entry?.locals.find(local => local.name === name)?.type ?? 'none')
}

describe('a test of a sum', () => {
  it('bounds what it is the sum of', () => {
    const source = `function f(xs: Uint8Array): number {
      let at = 0
      while (at + 4 <= xs.length) at += 4
      return at
    }`
    expect(typesOf(source, 'at')).toEqual(['i32'])
  })

  it('bounds no number with a fraction, and none by more than sums can tell', () => {
    const source = `function f(xs: Float64Array, n: number): number {
      let at = 0.5
      while (at + 4 <= xs.length) at += 4
      let far = 0
      while (far + 1e16 <= n) far += 1e15
      return at + far
    }`
    expect(typesOf(source, 'at', 'far')).toEqual(['f64', 'f64'])
  })
})

describe('a test of a square', () => {
  it('bounds the whole number that it is the square of', () => {
    const source = `function f(xs: Float64Array): number {
      let i = 2
      while (i * i <= xs.length) i++
      let j = 2
      while (!(xs.length < j * j)) j++
      return i + j
    }`
    expect(typesOf(source, 'i', 'j')).toEqual(['i32', 'i32'])
  })

  it('bounds no number with a fraction, and none by squares that are rounded', () => {
    const source = `function f(xs: Float64Array, n: number): number {
      let i = 0.5
      while (i * i <= xs.length) i++
      let j = 2
      while (j * j <= 1e17) j += 1e7
      return i + j
    }`
    expect(typesOf(source, 'i', 'j')).toEqual(['f64', 'f64'])
  })
})
