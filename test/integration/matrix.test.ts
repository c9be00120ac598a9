// The packed package in a real app, in every place an app's code runs: same bits as plain JavaScript, and in Wasm.
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/launch-chromium.js'
import { cleanEnvironment, packedApp, runInApp } from '../support/packed-app.js'
import { serveFolder } from '../support/serve-folder.js'

interface Report {
  readonly different: readonly string[]
  readonly status: Readonly<Record<string, string>>
  readonly wasm: Readonly<Record<string, number>>
}
interface ViteRun {
  readonly log: readonly string[]
}

const functions = ['fib', 'pdist', 'scale', 'cubes', 'cubed']
const summary =
  /^info: hotpath: 5 of 5 functions in 1 module compiled to WebAssembly, \d\.\d kB \(gzip: \d\.\d kB\), \d+ ms( \(cached\))?$/

let app: string
beforeAll(async () => {
  app = await packedApp()
})

function expectWasm(report: Report | undefined): void {
  expect(report?.different).toEqual([])
  expect(report?.status).toEqual(Object.fromEntries(functions.map(name => [name, 'wasm'])))
  for (const name of functions) expect([name, (report?.wasm[name] ?? 0) > 0]).toEqual([name, true])
}

function problemsIn(log: readonly string[]): readonly string[] {
  // How long callbacks took tells of the machine: Rolldown remarks on it where it is busy.
  return log.filter(line => !line.startsWith('info: ') && !line.includes('[PLUGIN_TIMINGS]'))
}

describe.each(['vite', 'vite7'])('%s', vite => {
  const run = <T>(command: string, env: Readonly<Record<string, string>> = {}) =>
    runInApp<T & ViteRun>(app, ['run/vite.mjs', vite, command], env)

  it('dev: modules for the server and for the browser', async () => {
    const dev = await run<{ report: Report; code: string; fetched: string; map: { sources: string[] } }>(
      'dev',
    )
    expectWasm(dev.report)
    expect(problemsIn(dev.log)).toEqual([])
    expect(dev.fetched).toContain('/@id/__x00__virtual:hotpath/runtime')
    expect(dev.fetched).not.toMatch(/from "[^"]*node_modules[^"]*hotpath/)
    expect(dev.map.sources).toHaveLength(1)
  })

  it('SSR build', async () => {
    const { log } = await run('ssr')
    expect(problemsIn(log)).toEqual([])
    expect(log.filter(line => line.includes('hotpath: '))).toEqual([expect.stringMatching(summary)])
    expectWasm(await runInApp(app, ['dist/ssr/main.mjs']))
  })

  it('SSR build, again: from the cache', async () => {
    const { log } = await run('ssr')
    expect(log.find(line => line.includes('hotpath: '))).toContain('(cached)')
  })

  it('switched off: the same results, all of it JavaScript', async () => {
    const { log } = await run('ssr', { HOTPATH_DISABLE: '1' })
    expect(log.filter(line => line.includes('hotpath'))).toEqual([])
    const report = await runInApp<Report>(app, ['dist/ssr/main.mjs'])
    expect(report.different).toEqual([])
    expect(new Set(Object.values(report.status))).toEqual(new Set(['js']))
  })
})

describe('library', () => {
  beforeAll(() => runInApp(app, ['run/vite.mjs', 'vite', 'lib']))
  const print = 'console.log(JSON.stringify(check()))'

  it('as an ES module', async () => {
    const script = `import { check } from './dist/lib/check.mjs'; ${print}`
    expectWasm(await runInApp(app, ['--input-type=module', '-e', script]))
  })

  it('as CommonJS', async () => {
    const script = `const { check } = require('./dist/lib/check.cjs'); ${print}`
    expectWasm(await runInApp(app, ['--input-type=commonjs', '-e', script]))
  })
})

describe('Babel', () => {
  it.each([
    ['sync', 'esm'],
    ['async', 'esm'],
    ['sync', 'cjs'],
  ])('%s, to %s', async (mode, format) => {
    const process = promisify(execFile)
    const args = ['run/babel.mjs', mode, format]
    const { stderr } = await process('node', args, { cwd: app, env: cleanEnvironment() })
    expect(stderr).toBe('')
    expectWasm(await runInApp(app, [`dist/babel-${mode}-${format}/main.js`]))
  })
})

it('Vitest', async () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--config=vitest.config.mjs']
  const result = await runInApp<{ numPassedTests: number; success: boolean }>(app, args)
  expect(result).toMatchObject({ numPassedTests: 1, success: true })
})

it('the command line', async () => {
  const args = ['node_modules/hotpath/bin/hotpath.js', 'info', '--json']
  const { stdout } = await promisify(execFile)('node', args, { cwd: app, env: cleanEnvironment() })
  expect(JSON.parse(stdout)).toMatchObject({
    assemblyscript: '0.28.20',
    vite: expect.stringMatching(/^8\./),
    simd: true,
    disabled: false,
  })
})

describe('browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  async function reportsAt(
    url: string,
  ): Promise<{ reports: Record<string, Report>; problems: readonly string[] }> {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text())
    })
    page.on('request', request => {
      if (request.url().endsWith('.wasm')) problems.push(`fetched ${request.url()}`)
    })
    await page.goto(url)
    await page.waitForSelector('html[data-done=true]', { state: 'attached', timeout: 30_000 })
    const reports = await page.evaluate(
      () => (window as unknown as { reports: Record<string, Report> }).reports,
    )
    await page.close()
    return { reports, problems: problems.filter(problem => !problem.includes('favicon')) }
  }

  async function expectAllInWasm(url: string): Promise<void> {
    const { reports, problems } = await reportsAt(url)
    expect(problems.filter(problem => !problem.includes('404'))).toEqual([])
    expect(Object.keys(reports)).toEqual(['page', 'bundled', 'inline', 'module'])
    for (const report of Object.values(reports)) expectWasm(report)
  }

  it.each([
    ['vite', 'iife'],
    ['vite', 'es'],
    ['vite7', 'iife'],
  ])('a build by %s under `base: ./`, page and %s workers', async (vite, format) => {
    const { log } = await runInApp<ViteRun>(app, ['run/vite.mjs', vite, `client-${format}`])
    expect(problemsIn(log)).toEqual([])
    expect(log.filter(line => line.includes('hotpath: '))).toEqual([expect.stringMatching(summary)])
    const served = await serveFolder(join(app, `dist/${vite}-${format}`))
    await expectAllInWasm(served.url)
    await served.close()
  })

  it('dev, page and workers', async () => {
    const server = spawn('node', ['run/vite.mjs', 'vite', 'serve'], {
      cwd: app,
      env: cleanEnvironment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const printed = await new Promise<string>(resolve =>
      server.stdout.once('data', chunk => resolve(String(chunk))),
    )
    const { url } = JSON.parse(printed) as { readonly url: string }
    await expectAllInWasm(url)
    server.stdin.end()
    expect(await new Promise(resolve => server.once('exit', resolve))).toBe(0)
  })
})
