// What the documentation shows must be so: its code has the types, and gets the verdict, that the page claims.
import { posix, resolve } from 'node:path'
import { createAssembler } from '@hotpath/assembler'
import { compileModule, importKey } from '@hotpath/compiler'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import type { DocumentedCode } from '../support/documented-code.js'
import { documentedPages } from '../support/documented-code.js'

const assembler = createAssembler()
afterAll(() => assembler.dispose())

const pages = documentedPages()

it('has examples', () => {
  expect(pages.length).toBeGreaterThan(8)
})

describe.each(pages)('$page', ({ blocks }) => {
  it.each(blocks.filter(({ claim }) => claim !== 'checked'))('$file is $claim $code', async block => {
    const { verdicts, diagnostics, program } = compile(block, blocks)
    const statuses = new Set(verdicts.map(({ status }) => status))
    const codes = diagnostics.map(({ code }) => code)
    if (block.claim === 'compiled') {
      expect([...statuses, ...codes, ...verdicts.flatMap(({ reasons }) => reasons)]).toEqual(['wasm'])
      expect(program && (await assembler.assemble(program))).toMatchObject({ ok: true })
    } else {
      expect([...statuses]).toEqual(['js'])
      expect(codes).toEqual(block.claim === 'refused' ? [block.code] : [])
    }
  })
})

it('has the types it says', { timeout: 120_000 }, () => {
  const files = new Map(
    pages.flatMap(({ page, blocks }) =>
      blocks
        .filter(({ claim }) => claim !== 'refused')
        .map(({ file, source }) => [
          // Below this package, where `hotpath` and `vite` are installed; a module in any case.
          resolve(import.meta.dirname, '..', '_docs', page, file),
          `${source}\nexport {}\n`,
        ]),
    ),
  )
  const program = programOf(files)
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, start, messageText }) =>
      [
        file && `${file.fileName}:${file.getLineAndCharacterOfPosition(start ?? 0).line + 1}`,
        ts.flattenDiagnosticMessageText(messageText, '\n'),
      ].join(' '),
    )
  expect(problems).toEqual([])
})

function compile({ file, source }: DocumentedCode, blocks: readonly DocumentedCode[]) {
  const modules = new Map<string, { readonly file: string; readonly source: string } | null>()
  for (;;) {
    const compiled = compileModule({ file, source, modules })
    if (compiled.imports.length === 0) return compiled
    for (const request of compiled.imports) {
      const path = posix.join(posix.dirname(request.importer), request.specifier).replace(/\.js$/, '.ts')
      modules.set(importKey(request), blocks.find(block => block.file === path) ?? null)
    }
  }
}

function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noImplicitAny: false,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  // The folders of the pages do not exist.
  host.directoryExists = () => true
  host.fileExists = name => files.has(name) || fileExists(name)
  host.readFile = name => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = files.get(name)
    if (text === undefined) return getSourceFile(name, languageVersion, ...rest)
    return ts.createSourceFile(name, text, languageVersion)
  }
  return ts.createProgram([...files.keys()], options, host)
}
