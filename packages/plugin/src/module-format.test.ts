import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatOf, hasModuleSyntax } from './module-format.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-format-'))
  for (const [name, type] of Object.entries({ esm: '"module"', cjs: '"commonjs"', none: 'null' })) {
    mkdirSync(join(folder, name, 'src'), { recursive: true })
    writeFileSync(join(folder, name, 'package.json'), `{ "type": ${type} }`)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

it('goes by the extension, then the nearest package.json, then the text', () => {
  const format = (path: string, source = '') => formatOf(join(folder, path), source)
  expect(format('cjs/src/a.mts')).toBe('module')
  expect(format('esm/src/a.cjs')).toBe('commonjs')
  expect(format('esm/src/a.ts')).toBe('module')
  expect(format('cjs/src/a.ts', 'export let a')).toBe('commonjs')
  expect(format('none/src/a.ts', 'export let a')).toBe('module')
  expect(format('none/src/a.ts', 'let a')).toBe('commonjs')
})

it.each([
  ["import a from 'a'", true],
  ["import 'a'", true],
  ["import a, { b } from 'a'", true],
  ["import type { A } from 'a'", true],
  ["  import * as a from 'a'", true],
  ['export {}', true],
  ['export default 1', true],
  ['let a = import.meta.url', true],
  ["import('a')", false],
  ["const a = require('a')", false],
  ['let exported = 1; exports.a = 1', false],
  ['// how to export', false],
])('%s', (source, expected) => expect(hasModuleSyntax(source)).toBe(expected))
