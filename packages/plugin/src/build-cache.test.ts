import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Diagnostic, Verdict } from '@hotpath/compiler'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BuildCache } from './build-cache.js'
import type { FreshBuilder, SyncBuildHost } from './build-host.js'
import { ask } from './build-host.js'
import { buildModuleSync } from './build-module.js'
import type { BuildInput, BuiltModule, ModuleSource } from './built-module.js'

const input: BuildInput = { file: '/app/a.ts', source: 'let a', options: {}, runtime: 'rt' }
const reason: Diagnostic = {
  code: 'lower/unknown-name',
  severity: 'error',
  message: 'm',
  fix: 'f',
  at: { file: '/app/b.ts', start: 0, end: 1 },
}
const verdict: Verdict = {
  ...{
    name: 'f',
    status: 'js',
    signatures: [],
    reasons: [reason],
    strict: false,
    kernels: [],
    lifted: [],
    line: 1,
    column: 1,
  },
}
const built: BuiltModule = {
  code: 'let b',
  map: { version: 3, sources: ['/app/a.ts'], sourcesContent: ['let a'], names: [], mappings: 'AAAA' },
  verdicts: [verdict],
  diagnostics: [reason],
  sources: new Map([
    ['/app/a.ts', 'let a'],
    ['/app/b.ts', 'let b'],
  ]),
  bytes: 5,
  gzip: 4,
  cached: false,
}

let folder: string
let fresh = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-builds-'))
  fresh = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const cacheOf = (more: { readonly force?: boolean; readonly toolchain?: string } = {}): BuildCache =>
  new BuildCache({ folder, force: false, toolchain: 'tools 1', ...more })

function hostWith(imported: ModuleSource | null, more: { isLasting?: boolean; built?: BuiltModule } = {}) {
  const buildFresh: FreshBuilder = function* () {
    fresh++
    const module = yield* ask(host => host.resolve('./b', '/app/a.ts'))
    const imports = [{ specifier: './b', importer: '/app/a.ts', module }]
    return { built, imports, isLasting: true, ...more }
  }
  const host: SyncBuildHost = {
    resolve: () => imported,
    assemble: () => ({ ok: false, kernel: null, message: 'not asked' }),
    loadBuilder: () => buildFresh,
  }
  return host
}

const b: ModuleSource = { file: '/app/b.ts', source: 'let b' }

it('gives back what was built, without the compiler', () => {
  expect(buildModuleSync(input, hostWith(b), cacheOf()).cached).toBe(false)
  const again = buildModuleSync(input, hostWith(b), cacheOf())
  expect(again).toEqual({ ...built, cached: true })
  expect(fresh).toBe(1)
})

it('keeps reasons and diagnostics the same objects, by which reports tell them apart', () => {
  buildModuleSync(input, hostWith(b), cacheOf())
  const { verdicts, diagnostics } = buildModuleSync(input, hostWith(b), cacheOf())
  expect(verdicts[0]?.reasons[0]).toBe(diagnostics[0])
})

it('calls nothing cached where there is no Wasm', () => {
  const plain = { built: { ...built, bytes: 0, cached: null } }
  buildModuleSync(input, hostWith(b, plain), cacheOf())
  expect(buildModuleSync(input, hostWith(b, plain), cacheOf()).cached).toBe(null)
  expect(fresh).toBe(1)
})

it.each([
  ['text', { source: 'let c' }],
  ['file', { file: '/app/c.ts' }],
  ['options', { options: { fastmath: true } }],
  ['size', { options: { size: true } }],
  ['run time', { runtime: 'other' }],
  ['way to import it', { imports: 'require' as const }],
])('builds anew for another %s', (_, change) => {
  buildModuleSync(input, hostWith(b), cacheOf())
  buildModuleSync({ ...input, ...change }, hostWith(b), cacheOf())
  expect(fresh).toBe(2)
})

it.each([
  ['is changed', { file: '/app/b.ts', source: 'let c' }],
  ['is another file', { file: '/app/b.js', source: 'let b' }],
  ['is gone', null],
])('builds anew where an imported module %s', (_, changed) => {
  buildModuleSync(input, hostWith(b), cacheOf())
  buildModuleSync(input, hostWith(changed), cacheOf())
  expect(fresh).toBe(2)
  buildModuleSync(input, hostWith(changed), cacheOf())
  expect(fresh).toBe(2)
})

it('builds anew where an import that led nowhere leads somewhere', () => {
  buildModuleSync(input, hostWith(null), cacheOf())
  buildModuleSync(input, hostWith(null), cacheOf())
  expect(fresh).toBe(1)
  buildModuleSync(input, hostWith(b), cacheOf())
  expect(fresh).toBe(2)
})

it('builds anew with other tools, or by force; what it has just built it knows even so', () => {
  buildModuleSync(input, hostWith(b), cacheOf())
  buildModuleSync(input, hostWith(b), cacheOf({ toolchain: 'tools 2' }))
  const forced = cacheOf({ force: true })
  buildModuleSync(input, hostWith(b), forced)
  expect(fresh).toBe(3)
  buildModuleSync(input, hostWith(b), forced)
  expect(fresh).toBe(3)
})

it('does not keep what the assembler failed on', () => {
  buildModuleSync(input, hostWith(b, { isLasting: false }), cacheOf())
  buildModuleSync(input, hostWith(b), cacheOf())
  expect(fresh).toBe(2)
})

it('takes a damaged entry for none, and writes it anew', () => {
  buildModuleSync(input, hostWith(b), cacheOf())
  const [name = ''] = readdirSync(folder)
  const whole = readFileSync(join(folder, name))
  for (const damaged of [whole.subarray(0, 100), Buffer.from('nonsense'), whole.map(byte => byte ^ 1)]) {
    writeFileSync(join(folder, name), damaged)
    fresh = 0
    buildModuleSync(input, hostWith(b), cacheOf())
    buildModuleSync(input, hostWith(b), cacheOf())
    expect(fresh).toBe(1)
  }
})

it('serves two processes at once: the last writer wins, no reader sees half an entry', () => {
  const [one, two] = [cacheOf(), cacheOf()]
  for (const cache of [one, two]) buildModuleSync({ ...input, source: 'warm' }, hostWith(b), cache)
  buildModuleSync(input, hostWith(b), one)
  buildModuleSync(input, hostWith(b), two)
  expect(fresh).toBe(2)
  expect(readdirSync(folder).filter(name => !name.endsWith('.module-entry'))).toEqual([])
})
