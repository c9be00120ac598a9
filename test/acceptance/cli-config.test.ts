// The command line compiles as the project's build does: with the options and aliases of its Vite configuration.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeApp } from '../support/build-app.js'

const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')

const files = {
  'vite.config.ts': `import { resolve } from 'node:path'
import hotpath from 'hotpath/vite'
import { defineConfig } from 'vite'
const root = import.meta.dirname
export default defineConfig({
  plugins: [hotpath({ fastmath: true, costModel: false, exclude: ['legacy/**'] })],
  resolve: { alias: { '@': resolve(root, 'src') } },
})
`,
  'plain.config.ts': `import hotpath from 'hotpath/vite'
export default { plugins: [hotpath()], resolve: { alias: { '@': import.meta.dirname + '/src' } } }
`,
  'broken.config.ts': "throw new Error('out of luck')\n",
  'src/helper.ts': 'export function half(x: number): number {\n  return x / 2\n}\n',
  'src/sum.ts': `import { half } from '@/helper'
/* @jit */
export function sum(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += half(xs[i])
  return s
}
/* @jit */
export function tiny(x: number): number {
  return x + 1
}
`,
  'src/total.ts': `/* @jit */
export function total(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}
`,
  'src/total.bench.ts': `import { total } from './total.js'
const xs = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 10 ** (i % 7))
export const benches = { total: () => total(xs) }
`,
  'legacy/old.ts': '/* @jit */\nexport function old(x: string[]): string {\n  return x.join()\n}\n',
}

let folder = ''
beforeAll(() => {
  folder = writeApp(files)
})

async function hotpath(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, ...words], { cwd: folder })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

/** The verdicts of a check, by function. */
async function verdicts(...words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out, err } = await hotpath('check', '--json', ...words)
  const { functions } = JSON.parse(out || `{"functions":[{"name":${JSON.stringify(err)}}]}`) as {
    readonly functions: readonly { readonly name: string; readonly status: string }[]
  }
  return Object.fromEntries(functions.map(({ name, status }) => [name, status]))
}

describe('check', () => {
  it('takes options, aliases and the choice of files from vite.config', async () => {
    expect(await verdicts()).toEqual({ sum: 'wasm', tiny: 'wasm', total: 'wasm' })
  })

  it('or from another file, whose aliases count without options, too', async () => {
    expect(await verdicts('--config', 'plain.config.ts')).toEqual({
      ...{ sum: 'wasm', tiny: 'js', total: 'wasm', old: 'js' },
    })
  })

  it('or from none', async () => {
    expect(await verdicts('--no-config')).toEqual({ sum: 'js', tiny: 'js', total: 'wasm', old: 'js' })
  })

  it('says why a configuration cannot be loaded, and the way around it', async () => {
    const { code, err } = await hotpath('check', '--config', 'broken.config.ts')
    expect(code).toBe(1)
    expect(err).toContain('hotpath: broken.config.ts cannot be loaded: out of luck')
    expect(err).toContain('`--no-config` compiles with the default options.')
    const missing = await hotpath('check', '--config', 'missing.config.ts')
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('there is no file')])
  })

  it('or that there is no Vite to load it with', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hotpath-alone-'))
    writeFileSync(join(elsewhere, 'vite.config.js'), 'export default { plugins: [] }\n')
    const run = promisify(execFile)(process.execPath, [bin, 'check'], {
      // A package manager's own folders are none of the project's.
      ...{ cwd: elsewhere, env: { ...process.env, NODE_PATH: '' } },
    })
    await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('Vite is not installed here') })
  })
})

it('annotate shows a file that builds leave alone, and says so', async () => {
  const { out, err } = await hotpath('annotate', 'legacy/old.ts')
  expect(out).toContain('old: JavaScript')
  expect(err).toContain('a build leaves legacy/old.ts alone')
  const loops = async (...words: readonly string[]) => {
    const { files } = JSON.parse((await hotpath('annotate', '--json', 'src/total.ts', ...words)).out)
    return files[0].functions[0].kernels[0].loops[0].simd
  }
  expect(await loops()).not.toBeNull()
  expect(await loops('--no-config')).toBeNull()
})

it('inspect prints what the options make of a function', async () => {
  const kernel = async (...words: readonly string[]) =>
    (await hotpath('inspect', 'src/total.ts', '--pass', 'vectorize-loops', ...words)).out
  expect(await kernel()).toContain('f64x2')
  expect(await kernel('--no-config')).not.toContain('f64x2')
})

it('bench compiles with them', async () => {
  const outcome = async (...words: readonly string[]) => {
    const { out } = await hotpath('bench', 'src/total.bench.ts', '--time', '20', '--json', ...words)
    const { files } = JSON.parse(out) as { files: { benches: { outcome: string }[] }[] }
    return files[0]?.benches[0]?.outcome
  }
  expect(await outcome('--no-config')).toBe('same')
  expect(await outcome()).toBe('close')
})
