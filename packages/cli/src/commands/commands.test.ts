// A project is held to what compiles, and every code and step can be asked for.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli as run } from '../../test/run-cli.js'

const good =
  '/* @jit */ export function good(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }'
const bad = `/* @jit */ export function bad(a: string[]): string { return a.join() }`
const small = `/* @jit */ export function small(x: number): number { return x + 1 }`
const off = `/* @jit off */ export function off(x: number): number { return x + 1 }`

let folder = ''
const original = process.cwd()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-check-'))
  for (const part of ['src', 'node_modules', 'dist']) mkdirSync(join(folder, part))
  writeFileSync(join(folder, 'src/a.ts'), [good, small, off].join('\n'))
  writeFileSync(join(folder, 'src/b.js'), 'export const nothing = 1\n')
  writeFileSync(join(folder, 'src/b.ts'), [bad, good].join('\n'))
  writeFileSync(join(folder, 'dist/c.ts'), bad)
  writeFileSync(join(folder, 'node_modules/d.ts'), bad)
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(original)
  rmSync(folder, { recursive: true })
})

describe('hotpath check', () => {
  it('lists the verdicts of a project, without what is built or installed', async () => {
    const { code, out } = await run('check')
    expect(code).toBe(0)
    expect(out.split('\n')).toEqual([
      'src/a.ts:1  good   Wasm',
      expect.stringMatching(
        /^src\/a\.ts:2 {2}small {2}JavaScript {2}`small` does less than .+ \(cost\/too-small\)$/,
      ),
      'src/a.ts:3  off    JavaScript  Switched off by `off`.',
      expect.stringMatching(
        /^src\/b\.ts:1 {2}bad {4}JavaScript {2}`a` has the type `string\[\]`.+ \(lower\/parameter-type\)$/,
      ),
      'src/b.ts:2  good   Wasm',
      '',
      '2 of 3 functions in WebAssembly (66.6 %), 1 declined, 2 left to JavaScript on purpose or for their size',
    ])
  })

  it('takes files, folders and patterns, each file once', async () => {
    const { out } = await run('check', 'src', 'src/a.ts', 'src/*.ts', '--json')
    const { functions, files } = JSON.parse(out)
    expect(files).toBe(3)
    expect(functions).toHaveLength(5)
    expect(functions[3]).toMatchObject({ key: 'src/b.ts#bad', status: 'js', code: 'lower/parameter-type' })
  })

  it.each([
    [['--min-compiled', '66'], 0],
    [['--min-compiled', '66.6%'], 0],
    [['--min-compiled', '67'], 1],
    [['--max-declined', '1'], 0],
    [['--max-declined', '0'], 1],
    [['src/b.js'], 0],
    [['src/b.js', '--min-compiled', '0'], 1],
    [['--min-compiled', 'most'], 2],
    [['--min-compiled', '101'], 2],
    [['--max-declined', '-1'], 2],
    [['--update'], 2],
    [['sr'], 2],
    [['--min-compield', '9'], 2],
  ])('%j ends with exit code %i', async (words, expected) => {
    expect((await run('check', ...words)).code).toBe(expected)
  })

  it('says which limit is not met', async () => {
    const { out } = await run('check', '--min-compiled', '90', '--max-declined', '0')
    expect(out).toContain('✗ 66.6 % compiled, and it should be at least 90 %')
    expect(out).toContain('✗ 1 function stayed JavaScript, and it should be at most 0')
    const data = JSON.parse((await run('check', '--min-compiled', '90', '--json')).out)
    expect(data.failures).toEqual(['66.6 % compiled, and it should be at least 90 %'])
  })

  it('holds what once compiled', async () => {
    const ratchet = ['--ratchet', 'hotpath-ratchet.json']
    const missing = await run('check', ...ratchet)
    expect(missing.code).toBe(2)
    expect(missing.err).toContain('Write it: `hotpath check --ratchet hotpath-ratchet.json --update`')
    expect((await run('check', ...ratchet, '--update')).code).toBe(0)
    const written = JSON.parse(readFileSync('hotpath-ratchet.json', 'utf8'))
    expect(written).toEqual({ version: 1, functions: { 'src/a.ts#good': 'wasm', 'src/b.ts#good': 'wasm' } })
    expect((await run('check', ...ratchet)).code).toBe(0)

    writeFileSync('src/a.ts', good.replace('return s', 'return String(s).repeat(n)'))
    writeFileSync('src/b.ts', `${bad}\n${good.replace(/good/g, 'renamed')}`)
    const { code, out } = await run('check', ...ratchet)
    expect(code).toBe(1)
    expect(out).toMatch(/✗ src\/a\.ts#good was in WebAssembly, and is (?:JavaScript|loops in Wasm) now: /)
    expect(out).toContain('src/b.ts#good is in the ratchet file, and no longer marked')
    expect(out).toContain('1 function more than in the ratchet file')

    writeFileSync('hotpath-ratchet.json', '{"functions":{"a":1}}')
    expect((await run('check', ...ratchet)).err).toContain('is not a ratchet file')
  })
})

describe('hotpath explain', () => {
  it('prints the page of a code, which may be short', async () => {
    for (const code of ['lower/comma-index', 'comma-index']) {
      const { out } = await run('explain', code)
      expect(out).toMatch(/^lower\/comma-index\n/)
      expect(out).toContain('    return xs[i, k]')
      expect(out).toContain('How to fix')
      expect(out).not.toContain('```')
    }
  })

  it('lists the codes with what they mean', async () => {
    const { out } = await run('explain')
    const lines = out.split('\n')
    expect(lines.length).toBeGreaterThan(30)
    for (const line of lines) expect(line).toMatch(/^[a-z]+\/[a-z-]+ {2,}\S.*\.$/)
  })

  it.each([
    ['lower/coma-index', 'Did you mean `lower/comma-index`?'],
    ['coma-index', 'Did you mean `lower/comma-index`?'],
    ['xylophone', '`hotpath explain` lists them.'],
  ])('knows no %s', async (word, hint) => {
    const { code, err } = await run('explain', word)
    expect(code).toBe(2)
    expect(err).toContain(hint)
  })
})

describe('hotpath inspect', () => {
  it('prints the kernel after each step', async () => {
    const { code, out } = await run('inspect', 'src/b.ts')
    expect(code).toBe(0)
    expect(out).toMatch(/^== renamed \(i32\) → f64\n-- lower\nkernel renamed\n/)
    expect(out).toContain('): dyn {')
    expect(out).toContain('-- share-rows: unchanged')
  })

  it('of one function, after one step', async () => {
    const { out } = await run('inspect', 'src/b.ts', '--function', 'renamed', '--pass', 'narrow')
    expect(out).toMatch(
      /^== renamed \(i32\) → f64\n-- narrow\nkernel renamed\n\nf0 renamed\(n: i32\): f64 \{\n/,
    )
    expect(out).not.toContain('-- lower')
  })

  it.each([
    [['src/b.ts', '--pass', 'narow'], 2, 'Did you mean `narrow`?'],
    [['src/b.ts', '--function', 'renamd'], 2, 'Did you mean `renamed`?'],
    [['src/b.ts', '--fnction', 'x'], 2, 'Did you mean `--function`?'],
    [['src/x.ts'], 2, 'there is no file `src/x.ts`'],
    [['src/*.ts'], 2, 'matches 2 files'],
    [['src/b.js'], 1, 'nothing in `src/b.js` compiles'],
    [[], 2, 'missing required args'],
  ])('%j is told what is wrong', async (words, expected, message) => {
    const { code, err } = await run('inspect', ...words)
    expect(code).toBe(expected)
    expect(err).toContain(message)
  })
})
