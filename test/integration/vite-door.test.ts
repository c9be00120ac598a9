// What the Vite door tells, watches and leaves alone.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import type { BuildReport, HotpathEvent, HotpathOptions } from 'hotpath/vite'
import hotpath from 'hotpath/vite'
import type { InlineConfig, Plugin, ViteDevServer } from 'vite'
import { createLogger, createServer } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { buildApp, writeApp } from '../support/build-app.js'

const double = '/* @jit strict */\nexport function double(x: number): number {\n  return x * 2\n}\n'
const greet = "/* @jit */\nexport function greet(name: symbol): string {\n  return 'hi ' + String(name)\n}\n"

const servers: ViteDevServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** Builds `main.ts` in a process of its own and calls it. */
const buildScript = `
import { join } from 'node:path'
import hotpath from 'hotpath/vite'
import { build } from 'vite'
const [root, n] = process.argv.slice(2)
const outDir = join(root, 'dist' + n)
await build({
  ...{ root, configFile: false, logLevel: 'error', cacheDir: join(root, '.cache'), plugins: [hotpath()] },
  build: { ssr: join(root, 'main.ts'), outDir },
})
const { double } = await import(join(outDir, 'main.mjs'))
console.log(double(21))
`

const summaryOf = (log: readonly string[]) => log.find(line => line.startsWith('hotpath: '))
const kindsIn = (folder: string) =>
  readdirSync(folder)
    .map(name => extname(name))
    .sort()

interface Dev {
  readonly server: ViteDevServer
  readonly folder: string
  readonly log: string[]
}

async function develop(
  files: Readonly<Record<string, string>>,
  options: HotpathOptions = {},
  config: InlineConfig = {},
): Promise<Dev> {
  const folder = writeApp(files)
  const log: string[] = []
  const record = (message: string): void => {
    log.push(message)
  }
  const server = await createServer({
    root: folder,
    configFile: false,
    cacheDir: join(folder, '.cache'),
    customLogger: { ...createLogger('info'), info: record, warn: record, warnOnce: record, error: record },
    plugins: [hotpath(options)],
    server: { middlewareMode: true, ws: false },
    ...config,
  })
  servers.push(server)
  return { server, folder, log }
}

describe('a function that stays JavaScript', () => {
  it('is told once in dev, for all environments, with code, place, frame, reason and fix', async () => {
    const { server, log } = await develop({ 'greet.ts': greet })
    await server.transformRequest('/greet.ts')
    await server.ssrLoadModule('/greet.ts')
    const [warning, ...more] = log.filter(line => line.includes('stays JavaScript'))
    expect(more).toEqual([])
    expect(warning).toMatch(/greet\.ts:2:\d+: `greet` stays JavaScript \([a-z-]+\/[a-z-]+\)/)
    expect(warning).toContain('> 2 | export function greet(name: symbol)')
    expect(warning).toMatch(/\nfix: .+/)
  })

  it('is told in a build, which goes on', async () => {
    const { log, exports } = await buildApp<{ greet: (name: string) => string }>({ 'main.ts': greet })
    expect(log.filter(line => line.includes('stays JavaScript'))).toHaveLength(1)
    expect(log.find(line => line.includes('stays JavaScript'))).toContain('> 2 | export function greet')
    expect(log).toContainEqual(expect.stringMatching(/^hotpath: 0 of 1 function in 1 module compiled/))
    expect(exports.greet('you')).toBe('hi you')
  })

  it('fails a build under `strict`, with the whole story and none of ours', async () => {
    const failure = await buildApp({ 'main.ts': greet }, { hotpath: { strict: true } }).catch(String)
    expect(failure).toContain('`greet` stays JavaScript')
    expect(failure).toContain('> 2 | export function greet')
    expect(failure).not.toMatch(/\n +at /)
  })

  it('fails in dev under `strict`, with place and frame for the overlay', async () => {
    const { server, folder } = await develop({ 'greet.ts': greet.replace('@jit', '@jit strict') })
    const failure = await server.transformRequest('/greet.ts').catch(error => error)
    expect(failure).toMatchObject({
      plugin: 'hotpath',
      id: join(folder, 'greet.ts'),
      loc: { file: join(folder, 'greet.ts'), line: 2 },
      frame: expect.stringContaining('export function greet'),
    })
    expect(failure.message).toMatch(/`greet` stays JavaScript[\s\S]*\nfix: /)
  })
})

describe('options', () => {
  it('that do not exist are rejected at once', () => {
    expect(() => hotpath({ strit: true } as HotpathOptions)).toThrow('Did you mean `strict`?')
  })

  it('choose modules', async () => {
    const files = { 'main.ts': "export * from './slow.js'\nexport * from './fast.js'\n", 'fast.ts': double }
    const slow = { ...files, 'slow.ts': double.replace('double', 'slow') }
    const options = { include: '**/{fast,slow}.ts', exclude: [/slow/] }
    const { log } = await buildApp(slow, { hotpath: options })
    expect(log).toContainEqual(expect.stringMatching(/^hotpath: 1 of 1 function in 1 module/))
  })

  it('choose the cache: none, or a folder', async () => {
    const without = await buildApp({ 'main.ts': double }, { hotpath: { cache: false } })
    expect(existsSync(join(without.folder, '.cache/hotpath'))).toBe(false)
    const own = await buildApp({ 'main.ts': double }, { hotpath: { cache: 'mine' } })
    expect(kindsIn(join(own.folder, 'mine'))).toEqual(['.module-entry', '.wasm-entry'])
  })
})

describe('tools', () => {
  it('get what a build came to, as a file', async () => {
    const files = { 'main.ts': "export * from './double.js'\nexport * from './greet.js'\n" }
    const { folder, log } = await buildApp(
      { ...files, 'double.ts': double, 'greet.ts': greet },
      { hotpath: { report: 'out/hotpath.json' } },
    )
    expect(summaryOf(log)).toMatch(/1 of 2 functions in 2 modules .*\d kB \(gzip: \d+\.\d kB\), \d+ ms/)
    const report = JSON.parse(readFileSync(join(folder, 'out/hotpath.json'), 'utf8')) as BuildReport
    expect(report).toMatchObject({
      ...{ version: 1, functions: 2, compiled: 1, lifted: 0, cached: false, debug: false },
      modules: [
        { file: 'double.ts', cached: false, functions: [{ name: 'double', status: 'wasm', reasons: [] }] },
        {
          file: 'greet.ts',
          functions: [{ name: 'greet', line: 1, reasons: [{ code: 'lower/parameter-type', line: 2 }] }],
        },
      ],
    })
    expect(report.bytes).toBe(report.modules[0]?.bytes)
    expect(report.gzip).toBeGreaterThan(0)
  })

  it('get events: each module as it is built, and a summary', async () => {
    const events: HotpathEvent[] = []
    const onEvent = (event: HotpathEvent) => void events.push(event)
    await buildApp({ 'main.ts': double }, { hotpath: { onEvent } })
    expect(events).toMatchObject([
      { kind: 'module', environment: 'ssr', file: 'main.ts', functions: [{ name: 'double' }] },
      { kind: 'summary', functions: 1, compiled: 1 },
    ])
    events.length = 0
    const { server } = await develop({ 'main.ts': double }, { onEvent })
    await server.transformRequest('/main.ts')
    expect(events).toMatchObject([{ kind: 'module', environment: 'client', file: 'main.ts' }])
  })

  it('and the terminal, the verdicts of a module that changes', async () => {
    const { server, folder, log } = await develop({ 'main.ts': double })
    await server.transformRequest('/main.ts')
    const verdicts = () => log.filter(line => line.startsWith('hotpath: '))
    expect(verdicts()).toEqual([])
    writeFileSync(join(folder, 'main.ts'), `${double}${greet}`)
    server.watcher.emit('change', join(folder, 'main.ts'))
    await expect
      .poll(async () => {
        await server.transformRequest('/main.ts')
        return verdicts()
      })
      .toEqual(['hotpath: main.ts: double Wasm, greet JavaScript (lower/parameter-type)'])
  })
})

describe('the cache', () => {
  it('is used by the next build, and not under --force', async () => {
    const { folder, log } = await buildApp({ 'main.ts': double })
    expect(kindsIn(join(folder, '.cache/hotpath'))).toEqual(['.module-entry', '.wasm-entry'])
    expect(summaryOf(log)).not.toContain('(cached)')
    expect(summaryOf((await buildApp({}, { folder })).log)).toContain('(cached)')
    const forced = await buildApp({}, { folder, config: { optimizeDeps: { force: true } } })
    expect(summaryOf(forced.log)).not.toContain('(cached)')
  })

  it('gives the same code and the same warnings again', async () => {
    const files = { 'main.ts': double + greet }
    const first = await buildApp(files)
    const second = await buildApp({}, { folder: first.folder })
    expect(second.code).toBe(first.code)
    const warningIn = (log: readonly string[]) => log.filter(line => line.includes('stays JavaScript'))
    expect(warningIn(first.log)).toHaveLength(1)
    expect(warningIn(second.log)).toEqual(warningIn(first.log))
  })

  it('notices that a function given to jit() has changed in another file', async () => {
    const factor = (n: number) => `export function f(x: number): number {\n  return x * ${n}\n}\n`
    const main = "import { jit } from 'hotpath'\nimport { f } from './f.js'\nexport const g = jit(f)\n"
    type Exports = { readonly g: (x: number) => number }
    const { folder, exports } = await buildApp<Exports>({ 'main.ts': main, 'f.ts': factor(2) })
    expect(exports.g(5)).toBe(10)
    writeFileSync(join(folder, 'f.ts'), factor(3))
    const second = await buildApp<Exports>({}, { folder })
    expect(second.exports.g(5)).toBe(15)
    expect(summaryOf(second.log)).not.toContain('(cached)')
  })

  it('is shared by processes at once', async () => {
    const folder = writeApp({ 'main.ts': double, 'build.mjs': buildScript })
    const args = (n: number) => [join(folder, 'build.mjs'), folder, String(n)]
    const build = async (n: number) => (await promisify(execFile)(process.execPath, args(n))).stdout
    const built = await Promise.all([1, 2, 3].map(build))
    expect(built).toEqual(['42\n', '42\n', '42\n'])
    expect(kindsIn(join(folder, '.cache/hotpath'))).toEqual(['.module-entry', '.wasm-entry'])
  })
})

describe('modules', () => {
  it('keep their place: maps lead back to the source', async () => {
    const { server } = await develop({ 'double.ts': double })
    const result = await server.transformRequest('/double.ts')
    const map = result?.map
    expect(map && 'sourcesContent' in map && map.sourcesContent).toEqual([double])
    expect(map?.mappings).not.toBe('')
  })

  it('are built anew when a function given to jit() changes in another file', async () => {
    const { server, folder } = await develop({
      'main.ts':
        "import { jit } from 'hotpath'\nimport { f } from './f.js'\nexport const g = jit(f, { strict: true })\n",
      'f.ts': 'export function f(x: number): number {\n  return x * 2\n}\n',
    })
    const wasmOf = async () =>
      /AGFzbQ[\w+/=]*/.exec((await server.transformRequest('/main.ts'))?.code ?? '')?.[0]
    const before = await wasmOf()
    await server.transformRequest('/f.ts')
    writeFileSync(join(folder, 'f.ts'), 'export function f(x: number): number {\n  return x * 3\n}\n')
    server.watcher.emit('change', join(folder, 'f.ts'))
    await new Promise(resolve => setTimeout(resolve, 100))
    const after = await wasmOf()
    expect(before).toBeDefined()
    expect(after).toBeDefined()
    expect(after).not.toBe(before)
  })

  it('imported as text or as a URL are left as they are', async () => {
    const main =
      "export { default as text } from './double.ts?raw'\nexport { default as url } from './double.ts?url'\n"
    const { exports, log } = await buildApp<{ text: string }>({ 'main.ts': main, 'double.ts': double })
    expect(exports.text).toBe(double)
    expect(log.filter(line => line.startsWith('hotpath'))).toEqual([])
  })

  it('are compiled once where the plugin is there twice', async () => {
    const config = { plugins: [hotpath(), hotpath()] as Plugin[] }
    const { code, exports } = await buildApp<{ double: (x: number) => number }>(
      { 'main.ts': double },
      { config },
    )
    expect(code.match(/AGFzbQ/g)).toHaveLength(1)
    expect(exports.double(4)).toBe(8)
  })

  it('inside components are not compiled, and that is said', async () => {
    const component = `<script setup lang="ts">\n${double}</script>\n<template>{{ double(2) }}</template>\n`
    const vue: Plugin = {
      name: 'not-vue',
      transform: (_, id) => (id.endsWith('.vue') ? { code: 'export default {}', map: null } : null),
    }
    const files = { 'main.ts': "export { default } from './App.vue'\n", 'App.vue': component }
    const { log } = await buildApp(files, { config: { plugins: [hotpath(), vue] } })
    const [warning, ...more] = log.filter(line => line.includes('component'))
    expect(more).toEqual([])
    expect(warning).toMatch(
      /App\.vue: marked functions inside a component file stay JavaScript[\s\S]*\nfix: /,
    )
  })
})

describe('workers', () => {
  it('get the plugin beside the ones the app has for them', async () => {
    const mine: Plugin = { name: 'mine', transform: code => code.replace('__MINE__', '"mine was here"') }
    const worker = `import { double } from './double.js'\npostMessage([double(2), __MINE__])\n`
    const main = "new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })\n"
    const { folder } = await buildApp(
      { 'main.ts': main, 'worker.ts': worker, 'double.ts': double },
      {
        load: false,
        config: {
          worker: { plugins: () => [mine] },
          build: { ssr: false, rollupOptions: { input: 'main.ts' } },
        },
      },
    )
    const assets = readdirSync(join(folder, 'dist/assets')).filter(name => name.startsWith('worker'))
    const code = readFileSync(join(folder, 'dist/assets', assets[0] ?? ''), 'utf8')
    expect(code).toContain('mine was here')
    expect(code).toContain('AGFzbQ')
  })
})
