import { expect, it } from 'vitest'
import { applyEdits } from './apply-edits.js'

const module = { file: '/app/a.ts', source: 'first()\nsecond()\n' }
const other = { file: '/app/b.ts', source: 'type T = 1\nthrown()\n' }

it('maps what was inserted to what it stands for, and the rest of it to nothing', () => {
  const at = { file: other.file, start: 11, end: 17 }
  const edits = [
    { start: 0, end: 0, text: 'import x; ' },
    { start: 17, end: 17, text: '\nglue\nmake(error)', places: [{ offset: 11, length: 5, at }] },
  ]
  const { code, map } = applyEdits(module, edits, [module, other])
  expect(code).toBe('import x; first()\nsecond()\n\nglue\nmake(error)')
  expect(map?.sources).toEqual([module.file, other.file])
  expect(map?.sourcesContent).toEqual([module.source, other.source])
  // Line 4 stands for nothing; column 5 of the last for the second line of the other source, up to its bracket.
  expect(map?.mappings.split(';').slice(3)).toEqual(['A', 'KCAP,K'])
})

it('names no sources that nothing stands for', () => {
  const { map } = applyEdits(module, [{ start: 0, end: 0, text: 'x; ' }], [module, other])
  expect(map?.sources).toEqual([module.file])
})
