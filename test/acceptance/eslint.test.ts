// `hotpath/eslint`: the build's diagnostics as squiggles, through the real ESLint.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import parser from '@typescript-eslint/parser'
import type { Linter } from 'eslint'
import { ESLint } from 'eslint'
import hotpath from 'hotpath/eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')

const files = {
  'kernels.ts': `import { grow } from './helper.js'
/* @jit */
export function fine(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}
/* @jit */
export function names(xs: string[]): string {
  return xs.map(x => x.padEnd(3)).join('')
}
/* @jit */
export function far(n: number): number {
  return grow(n)
}
`,
  'helper.ts': `export function grow(n: number): number {
  return new Map([[n, n]]).size
}
`,
  'windows.js': `/**
 * @param {Float64Array} xs
 */
/* @jit */
export function at(xs, i, k) {
  return xs[i, k]
}
`.replaceAll('\n', '\r\n'),
  'plain.js': 'export const x = 1\n',
  'broken.js': '/* @jit */ export function f(n { return n }\n',
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-eslint-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function lint(name: string): Promise<readonly Linter.LintMessage[]> {
  const typed: Linter.Config = { files: ['**/*.ts'], languageOptions: { parser } }
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts', '**/*.js'] }, typed, hotpath.configs.recommended],
  })
  const [result] = await eslint.lintFiles(name)
  return result?.messages ?? []
}

/** As oxlint prints one. */
interface OxlintDiagnostic {
  readonly code: string
  readonly message: string
  readonly filename: string
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[]
}

interface Reason {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What `hotpath annotate` says of a file, which is what a build says. */
function reasonsOf(name: string): readonly Reason[] {
  const out = execFileSync(process.execPath, [bin, 'annotate', '--json', name], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { files } = JSON.parse(out) as { files: { functions: { reasons: Reason[] }[] }[] }
  return files.flatMap(file => file.functions.flatMap(fn => fn.reasons))
}

describe('hotpath/compilable', () => {
  it.each(['kernels.ts', 'windows.js'])('says of %s what a build says, in the same place', async name => {
    const told = await lint(name)
    const reasons = reasonsOf(name)
    expect(told.length).toBe(reasons.length)
    for (const { code, message, fix, file, line, column } of reasons) {
      const isHere = file === join(folder, name)
      const at = isHere ? { line, column } : { line: 12, column: 1, endLine: 12 }
      const place = isHere ? '' : `${file}:${line}:${column}: `
      const text = `${place}${message} Fix: ${fix} (${code})`
      expect(told).toContainEqual(
        expect.objectContaining({ ruleId: 'hotpath/compilable', severity: 1, message: text, ...at }),
      )
    }
  })

  it('marks what it is about', async () => {
    const [first] = await lint('windows.js')
    const lines = files['windows.js'].split('\r\n')
    expect(first?.endLine).toBe(first?.line)
    const marked = lines[(first?.line ?? 0) - 1]?.slice((first?.column ?? 0) - 1, (first?.endColumn ?? 0) - 1)
    expect(marked).toContain('i, k')
    expect((await lint('kernels.ts')).some(({ message }) => message.includes('helper.ts:2:'))).toBe(true)
  })

  it('has nothing to say of other files, and leaves syntax to ESLint', async () => {
    expect(await lint('plain.js')).toEqual([])
    expect(await lint('helper.ts')).toEqual([])
    expect(await lint('broken.js')).toMatchObject([{ fatal: true, ruleId: null }])
  })

  it('runs in oxlint, which says the same in the same places', async () => {
    const config = { jsPlugins: ['hotpath/eslint'], rules: { 'hotpath/compilable': 'warn' } }
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config))
    symlinkSync(join(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'))
    const oxlint = join(import.meta.dirname, '../node_modules/oxlint/bin/oxlint')
    const words = ['--format=json', 'kernels.ts', 'windows.js']
    const out = execFileSync(process.execPath, [oxlint, ...words], { cwd: folder, encoding: 'utf8' })
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly OxlintDiagnostic[] }
    const found = diagnostics.filter(({ code }) => code === 'hotpath(compilable)')
    const told = found.map(({ message, filename, labels: [first] }) => {
      const at = first && { line: first.span.line, column: first.span.column }
      return { message, filename, ...at }
    })
    const expected = (
      await Promise.all(['kernels.ts', 'windows.js'].map(async name => ({ name, told: await lint(name) })))
    ).flatMap(({ name, told }) =>
      told.map(({ message, line, column }) => ({ message, filename: name, line, column })),
    )
    const inOrder = (list: readonly { readonly message: string }[]) =>
      [...list].sort((a, b) => (a.message < b.message ? -1 : 1))
    expect(inOrder(told)).toEqual(inOrder(expected))
    expect(told.length).toBeGreaterThan(2)
  })

  it('opens for a CommonJS configuration, too', () => {
    const script = "console.log(Object.keys(require('hotpath/eslint').default.rules).join())"
    const cwd = import.meta.dirname
    const out = execFileSync(process.execPath, ['--no-warnings', '-e', script], { cwd, encoding: 'utf8' })
    expect(out.trim()).toBe('compilable')
  })
})
