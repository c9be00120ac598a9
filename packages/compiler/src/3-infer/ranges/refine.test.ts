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
