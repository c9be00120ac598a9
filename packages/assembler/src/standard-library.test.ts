import { describe, expect, it } from 'vitest'
import { fullLibrary, leanestLibrary, leanLibrary } from './standard-library.js'

describe('the standard library', () => {
  it('has every file it starts with', () => {
    for (const library of [leanestLibrary, leanLibrary, fullLibrary]) {
      const missing = library.roots.filter(path => library.read(path) === null)
      expect(missing).toEqual([])
    }
  })
})
