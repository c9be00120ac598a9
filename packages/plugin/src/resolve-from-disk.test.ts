import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resolveFromDisk } from './resolve-from-disk.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-resolve-'))
  mkdirSync(join(folder, 'deep'))
  for (const file of ['a.ts', 'b.js', 'c.tsx', 'deep/index.mts', 'd.js', 'd.ts'])
    writeFileSync(join(folder, file), file)
})
afterAll(() => rmSync(folder, { recursive: true }))

it('finds relative imports as TypeScript and bundlers do', () => {
  const found = (specifier: string) => resolveFromDisk(specifier, join(folder, 'main.ts'))?.source ?? null
  expect(found('./a')).toBe('a.ts')
  expect(found('./a.ts')).toBe('a.ts')
  expect(found('./a.js')).toBe('a.ts')
  expect(found('./b.js')).toBe('b.js')
  expect(found('./c.jsx')).toBe('c.tsx')
  expect(found('./deep')).toBe('deep/index.mts')
  expect(found('./d.js')).toBe('d.js')
  expect(found(join(folder, 'a'))).toBe('a.ts')
  expect(found('./missing')).toBe(null)
  expect(found('lodash')).toBe(null)
})
