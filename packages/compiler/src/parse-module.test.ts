import { describe, expect, test } from 'vitest'
import { mayHoldMarker } from './marker-pattern.js'
import { parseModule } from './parse-module.js'

describe('parseModule', () => {
  const texts: readonly (readonly [file: string, source: string])[] = [
    ['/a.ts', 'const f = <T>(x: T) => x as unknown; const g = <F>f'],
    ['/a.mts', 'const f = <T>(x: T) => x'],
    ['/a.cts', "import fs = require('fs')"],
    ['/a.tsx', 'const f = <T,>(x: T) => <b>{x}</b>'],
    ['/a.js', 'const f = x => <b>{x}</b>'],
    ['/a.jsx', 'const f = x => <b>{x}</b>'],
    ['/a.cjs', 'module.exports = with_; var with_; return'],
    ['/a.ts?worker&inline', 'let x: number'],
    ['/a.js?v=1a2b', 'let x = <b />'],
    ['/A.vue?vue&type=script&setup=true&lang.ts', 'const f = <F>g'],
    ['/A.svelte', 'let x: number'],
    ['virtual:thing', 'let x: number'],
    ['/a.ts', 'class A { @log m() {} @log accessor x = 1 }'],
    ['/a.ts', 'class A { constructor(@Inject() private readonly x: B) {} }'],
    ['/a.ts', '@log export class A {}'],
    ['/a.ts', 'export @log class A {}'],
    ['/a.ts', "import data from './a.json' with { type: 'json' }"],
    ['/a.ts', 'await using x = open()'],
    ['/a.ts', 'function f() {}\nnamespace f { export const a = 1 }\nenum E { a }\nenum E { b = 1 }'],
    ['/a.ts', 'export { later }\ndeclare global { var later: number }'],
  ]
  test.each(texts)('%s reads %s', (file, source) => {
    const module = parseModule(source, file)
    expect(module).toMatchObject({ file, source })
    expect(module?.program.isProgram()).toBe(true)
  })

  test('resolves scopes, gives the comments and keeps offsets', () => {
    const source = '/* one */ import { jit } from "hotpath" // two\nconst f = jit'
    const module = parseModule(source, '/a.ts')
    expect(module?.program.scope.getBinding('jit')?.kind).toBe('module')
    const file = module?.program.parent
    const comments = file?.type === 'File' ? file.comments : undefined
    expect(comments?.map(({ start, end }) => source.slice(start, end))).toEqual(['/* one */', '// two'])
  })

  test('reads a script as a script: it is not strict', () => {
    const kind = (source: string) => parseModule(source, '/a.js')?.program.node.sourceType
    expect([kind('var a = 1'), kind('export var a = 1')]).toEqual(['script', 'module'])
  })

  const broken: readonly (readonly [file: string, source: string])[] = [
    ['/a.ts', 'function ('],
    ['/a.js', 'let x: number'],
    ['/a.ts', 'const a = 1; const a = 2'],
    ['/a.ts', "import { a } from 'a'; const a = 1"],
    ['/a.ts', '<b>text</b>'],
  ]
  test.each(broken)('leaves the errors of %s to the host: %s', (file, source) => {
    expect(parseModule(source, file)).toBeNull()
  })
})

describe('mayHoldMarker', () => {
  test('says yes wherever a marker may be', () => {
    const marked = [
      '/* @jit */ function f() {}',
      '// @jit',
      'class A { @jit m() {} }',
      '"use jit"',
      "'use jit strict'",
      "import { jit as j } from 'hotpath'",
      'import * as h from "hotpath"',
    ]
    expect(marked.filter(source => !mayHoldMarker(source))).toEqual([])
  })

  test('says no to most other modules', () => {
    const others = [
      '',
      'function f() {}',
      "import 'hotpath-like'",
      '@jitter class A {}',
      'use jit',
      "jit('hot')",
    ]
    expect(others.filter(mayHoldMarker)).toEqual([])
  })

  test('is linear', () => {
    const started = performance.now()
    mayHoldMarker('@ji"use ji\'hotpat'.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(500)
  })
})
