// An error that compiled code throws says where the user threw it, in the user's files.
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import hotpath from 'hotpath/vite'
import type { ViteDevServer } from 'vite'
import { createServer } from 'vite'
import { expect, it } from 'vitest'
import { buildApp, writeApp } from '../support/build-app.js'

const files = {
  'main.ts': `import { mean, root } from './kernels.js'
export function stacks(): (string | undefined)[] {
  return [() => mean(new Float64Array(0)), () => root(-2)].map(call => {
    try {
      call()
    } catch (error) {
      return (error as Error).stack
    }
  })
}
console.log(JSON.stringify(stacks()))
`,
  'kernels.ts': `import { checked } from './checked.js'
interface Nothing {
  readonly remains: 'of this'
}
/* @jit strict */
export function mean(xs: Float64Array): number {
  if (xs.length === 0) {
    throw new RangeError('mean of nothing')
  }
  let sum = 0
  for (let i = 0; i < xs.length; i++) sum += xs[i]
  return sum / xs.length
}
/* @jit strict */
export function root(x: number): number {
  return Math.sqrt(checked(x))
}
`,
  'checked.ts': `export type Unused = number

export function checked(x: number): number {
  if (x < 0) throw new Error('negative')
  return x
}
`,
}

/** What is told of each stack: its first line, where the error was made, and whether the function that was called is in it. */
function facts(stacks: readonly string[]): readonly object[] {
  return stacks.map((stack, n) => {
    const [message = '', top = '', ...below] = stack.split('\n')
    const head = [/\bkernels\.ts:6:/, /\bkernels\.ts:15:/][n] ?? /^never$/
    return { message, top: /\w+\.ts:\d+:\d+/.exec(top)?.[0], passesHead: below.some(line => head.test(line)) }
  })
}

const expected = [
  { message: 'RangeError: mean of nothing', top: 'kernels.ts:8:11', passesHead: true },
  { message: 'Error: negative', top: 'checked.ts:4:20', passesHead: true },
]

/** As Vite shows it when it renders a page on the server. */
function stackOf(server: ViteDevServer, call: () => void): string {
  try {
    call()
    return ''
  } catch (error) {
    if (!(error instanceof Error)) throw error
    server.ssrFixStacktrace(error)
    return error.stack ?? ''
  }
}

async function run(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', ...words])
  return JSON.parse(stdout) as readonly string[]
}

it.each([false, true])('in a build (minified: %s)', async minify => {
  const config = { build: { sourcemap: true } }
  const { folder } = await buildApp(files, { minify, config, load: false })
  expect(facts(await run(join(folder, 'dist/entry.mjs')))).toEqual(expected)
})

it('in the development server', async () => {
  const folder = writeApp(files)
  const server = await createServer({
    ...{ root: folder, configFile: false, logLevel: 'error', cacheDir: join(folder, '.cache') },
    ...{ plugins: [hotpath()], server: { middlewareMode: true, ws: false } },
  })
  const { mean, root } = (await server.ssrLoadModule('/kernels.ts')) as {
    readonly mean: (xs: Float64Array) => number
    readonly root: (x: number) => number
  }
  const stacks = [stackOf(server, () => mean(new Float64Array(0))), stackOf(server, () => root(-2))]
  await server.close()
  expect(facts(stacks)).toEqual(expected)
})

it('without a bundler', async () => {
  const folder = writeApp(files)
  const register = resolve(import.meta.dirname, '../../packages/hotpath/dist/register.js')
  expect(facts(await run('--import', register, join(folder, 'main.ts')))).toEqual(expected)
})
