import type { AssembleResult } from '@hotpath/assembler'
import type { CompiledModule } from '@hotpath/compiler'
import * as compiler from '@hotpath/compiler'
import { beforeEach, expect, it, vi } from 'vitest'
import { buildFresh } from './build-fresh.js'
import type { SyncBuildHost } from './build-host.js'
import { buildModule, buildModuleSync } from './build-module.js'

vi.mock('@hotpath/compiler', async original => ({
  ...(await original<typeof compiler>()),
  compileModule: vi.fn(),
}))

const input = { file: '/app/a.ts', source: 'let a = 1', options: {}, runtime: 'rt' }
const nothing: CompiledModule = {
  verdicts: [],
  diagnostics: [],
  program: null,
  imports: [],
  explain: () => [],
  report: () => ({ file: '/app/a.ts', syntaxError: null, functions: [], lines: [] }),
  stages: () => [],
  link: () => [],
}

/** A compiler of two kernels that asks for one import first. */
function pretend({ modules, declined }: compiler.CompileInput): CompiledModule {
  const request = { specifier: './b', importer: '/app/a.ts' }
  if (!modules?.has(compiler.importKey(request))) return { ...nothing, imports: [request] }
  const kernels = ['f', 'g'].filter(kernel => !declined?.has(kernel))
  const spans = kernels.map((kernel, n) => ({ kernel, start: n, end: n + 1 }))
  return {
    ...nothing,
    program: kernels.length > 0 ? { text: kernels.join(''), spans } : null,
    link: ({ wasm }) => [
      { start: 0, end: 0, text: `/* ${wasm?.length ?? 'plain'} */ ` },
      { start: 4, end: 5, text: 'b' },
      { start: 9, end: 9, text: ` + ${kernels.join('') || 'none'}` },
    ],
  }
}

function hostWith(assemble: (text: string) => AssembleResult): SyncBuildHost {
  return {
    resolve: specifier => ({ file: `/app/${specifier}.ts`, source: 'export {}' }),
    assemble: ({ text }) => assemble(text),
    loadBuilder: () => buildFresh,
  }
}

const fine = (): AssembleResult => ({
  ...{ ok: true, wasm: new Uint8Array(5), cached: true },
  wat: () => Promise.resolve(''),
})

beforeEach(() => {
  vi.mocked(compiler.compileModule).mockReset().mockImplementation(pretend)
})

it('resolves what the compiler asks for, assembles, and applies the edits', async () => {
  const now = buildModuleSync(input, hostWith(fine), null)
  expect(now).toMatchObject({ code: '/* 5 */ let b = 1 + fg', bytes: 5, cached: true })
  expect([...now.sources.keys()]).toEqual(['/app/a.ts', '/app/./b.ts'])
  expect(now.map).toMatchObject({ sources: ['/app/a.ts'], sourcesContent: ['let a = 1'] })
  const { resolve, assemble, loadBuilder } = hostWith(fine)
  const slow = {
    resolve: async (...args: Parameters<typeof resolve>) => resolve(...args),
    assemble: async (...args: Parameters<typeof assemble>) => assemble(...args),
    loadBuilder: async () => loadBuilder(),
  }
  const later = await buildModule(input, slow, null)
  expect(later.code).toBe(now.code)
})

it('leaves out the kernel the assembler fails on, and compiles the rest', () => {
  const built = buildModuleSync(
    input,
    hostWith(text => (text.includes('f') ? { ok: false, kernel: 'f', message: 'no' } : fine())),
    null,
  )
  expect(built.code).toBe('/* 5 */ let b = 1 + g')
  const [last] = vi.mocked(compiler.compileModule).mock.lastCall ?? []
  expect(last?.declined).toEqual(new Map([['f', 'no']]))
})

it('leaves out all kernels where the assembler names none', () => {
  const built = buildModuleSync(
    input,
    hostWith(() => ({ ok: false, kernel: null, message: 'no' })),
    null,
  )
  expect(built).toMatchObject({ code: '/* plain */ let b = 1 + none', bytes: 0, cached: null })
})

it('does not go in circles', () => {
  vi.mocked(compiler.compileModule).mockReturnValue({
    ...nothing,
    imports: [{ specifier: './b', importer: 'a' }],
  })
  expect(() => buildModuleSync(input, hostWith(fine), null)).toThrow('asked for twice')
})

it('changes nothing where there is nothing to change', () => {
  vi.mocked(compiler.compileModule).mockReturnValue(nothing)
  expect(buildModuleSync(input, hostWith(fine), null)).toMatchObject({ code: null, map: null })
})
