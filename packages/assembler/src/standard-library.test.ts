import { describe, expect, it } from 'vitest'
import { fullLibrary, leanLibraryFor } from './standard-library.js'

describe('the standard library', () => {
  it('has every file it starts with', () => {
    for (const library of [leanLibraryFor(''), leanLibraryFor('x % 2'), fullLibrary]) {
      const missing = library.roots.filter(path => library.read(path) === null)
      expect(missing).toEqual([])
    }
  })

  it('keeps of the built-ins what a program mentions', () => {
    const lean = leanLibraryFor('export function f(x: f64): f64 { return f64.abs(x) }').read('builtins') ?? ''
    expect(lean).toContain('export namespace i64x2 {}')
    expect(lean).toMatch(/^export namespace f64 \{\n/m)
    expect(lean.length).toBeLessThan((fullLibrary.read('builtins')?.length ?? 0) / 3)
  })
})
