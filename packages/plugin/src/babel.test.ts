import type { TransformOptions } from '@babel/core'
import { transformAsync, transformSync } from '@babel/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HotpathBabelOptions } from './babel.js'
import hotpath from './babel.js'

// asc takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const double = [
  '/* @jit */',
  'export function double(x: number, n: number): number {',
  '  for (let i = 0; i < n; i++) x = x * 2',
  '  return x',
  '}',
  '',
].join('\n')

function optionsOf(options: HotpathBabelOptions = {}, more: TransformOptions = {}): TransformOptions {
  return {
    filename: '/app/src/double.ts',
    root: '/app',
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['typescript'] },
    plugins: [[hotpath, { cache: false, ...options }]],
    ...more,
  }
}

describe('the Babel door', () => {
  const warnings: string[] = []
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(text => {
      warnings.push(text)
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    warnings.length = 0
  })

  it('compiles, blocking or not, to the same code', async () => {
    const now = transformSync(double, optionsOf())
    const later = await transformAsync(double, optionsOf())
    expect(now?.code).toContain('AGFzbQ')
    expect(now?.code).toMatch(/from ["']hotpath\/runtime["']/)
    expect(later?.code).toBe(now?.code)
    expect(now?.metadata).toMatchObject({ hotpath: { verdicts: [{ name: 'double', status: 'wasm' }] } })
  })

  it('hands a consistent tree to the plugins after it', () => {
    const seen: string[] = []
    const watcher = {
      visitor: {
        Program(path: { scope: { bindings: object } }) {
          seen.push(...Object.keys(path.scope.bindings))
        },
        FunctionDeclaration(path: {
          node: { id?: { name: string } | null }
          getFunctionParent: () => unknown
        }) {
          seen.push(`function ${path.node.id?.name}`)
        },
      },
    }
    const result = transformSync(
      double,
      optionsOf({}, { plugins: [[hotpath, { cache: false }], watcher], ast: true }),
    )
    expect(seen).toContain('double')
    expect(seen).toContain('function double')
    expect(seen.filter(name => name.includes('$')).length).toBeGreaterThan(2)
    expect(result?.ast?.comments?.some(comment => comment.value.includes('@jit'))).toBe(true)
  })

  it('maps back to the text it was given', () => {
    const { code, map } = transformSync(double, optionsOf()) ?? {}
    expect(map?.sources).toEqual(['double.ts'])
    expect(map?.sourcesContent).toEqual([double])
    expect(originalLineOf(String(code), String(map?.mappings), 'x = x * 2')).toBe(3)
    expect(originalLineOf(String(code), String(map?.mappings), 'return x;')).toBe(4)
  })

  it('maps back through the map it was given', () => {
    // Line n of the text stands on line n + 10 of `original.ts`.
    const mappings = `${'AAUA'}${';AACA'.repeat(5)}`
    const inputSourceMap = { version: 3, sources: ['original.ts'], names: [], mappings, file: 'double.ts' }
    const { code, map } = transformSync(double, optionsOf({}, { inputSourceMap })) ?? {}
    expect(map?.sources).toEqual(['original.ts'])
    expect(originalLineOf(String(code), String(map?.mappings), 'return x;')).toBe(14)
  })

  it('leaves unmarked files alone, and all files when switched off', () => {
    const unmarked = double.replace('@jit', 'jit')
    const plain = transformSync(double, optionsOf({}, { plugins: [] }))?.code
    expect(transformSync(unmarked, optionsOf())?.code).toBe(plain?.replace('@jit', 'jit'))
    expect(transformSync(double, optionsOf({ disable: true }))?.code).toBe(plain)
    vi.stubEnv('HOTPATH_DISABLE', '1')
    expect(transformSync(double, optionsOf())?.code).toBe(plain)
  })

  it('runs the JavaScript under `debug`, and tells `inspect` so', () => {
    const code = transformSync(double, optionsOf({ debug: true }))?.code ?? ''
    expect(code).toContain('runs as JavaScript for `debug`')
    expect(code).not.toContain('AGFzb')
    vi.stubEnv('HOTPATH_DEBUG', '1')
    expect(transformSync(double, optionsOf())?.code).toBe(code)
  })

  const refused =
    "/* @jit */\nexport function greet(name: symbol): string {\n  return 'hi ' + String(name)\n}\n"

  it('warns once about a function that stays JavaScript, with place, frame and fix', () => {
    transformSync(refused, optionsOf())
    transformSync(refused, optionsOf())
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^src\/double\.ts:2:\d+: `greet` stays JavaScript \([\w/-]+\)/)
    expect(warnings[0]).toContain('> 2 | export function greet')
    expect(warnings[0]).toContain('\nfix: ')
  })

  it('throws for it under `strict`', () => {
    expect(() => transformSync(refused, optionsOf({ strict: true }))).toThrow(/`greet` stays JavaScript/)
  })

  it('rejects unknown options', () => {
    expect(() => transformSync(double, optionsOf({ stritc: true } as HotpathBabelOptions))).toThrow(
      '`strict`',
    )
  })
})

/** The original line a piece of generated code maps to, by decoding `mappings`. */
function originalLineOf(code: string, mappings: string, needle: string): number {
  const before = code.slice(0, code.indexOf(needle)).split('\n')
  const [line, column] = [before.length - 1, before.at(-1)?.length ?? 0]
  let original = 0
  let found = -1
  for (const [n, text] of mappings.split(';').entries()) {
    let generated = 0
    for (const segment of text.split(',').filter(Boolean)) {
      const [columnDelta = 0, , lineDelta = 0] = decodeVlq(segment)
      generated += columnDelta
      original += lineDelta
      if (n === line && generated <= column) found = original + 1
    }
  }
  return found
}

function decodeVlq(segment: string): readonly number[] {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const values: number[] = []
  let [value, shift] = [0, 0]
  for (const char of segment) {
    const digit = alphabet.indexOf(char)
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    values.push(value & 1 ? -(value >> 1) : value >> 1)
    value = shift = 0
  }
  return values
}
