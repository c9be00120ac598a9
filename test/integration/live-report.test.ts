// The report that the Vite door serves while an app is developed: real servers of both major versions, a real browser.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import hotpath from 'hotpath/vite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeApp } from '../support/build-app.js'
import { launchChromium } from '../support/launch-chromium.js'

const sum = `/* @jit */
export function sum(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += xs[i]
  return s
}
`
const scale = `/* @jit */
export function scale(xs: Float64Array, by: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] *= by
}
`
const fillersOf = (name: string) =>
  Array.from({ length: 120 }, (_, n) => `export const ${name}${n} = ${n}\n`).join('')
const [fillers, more] = [fillersOf('a'), fillersOf('b')]
const patience = { timeout: 60_000, interval: 100 }

interface Served {
  readonly folder: string
  readonly url: string
  readonly printed: readonly string[]
  readonly load: (path: string) => Promise<unknown>
  readonly write: (path: string, text: string) => void
  readonly close: () => Promise<void>
}

const opened: Served[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(served => served.close()))
})

async function serve(name: 'vite' | 'vite7', files: Record<string, string>, base = '/'): Promise<Served> {
  // Both have the interface of the one that is typed.
  const vite = (await import(name)) as typeof import('vite')
  const folder = writeApp(files)
  const printed: string[] = []
  const logger = vite.createLogger('info')
  const record = (text: string) => void printed.push(text)
  const server = await vite.createServer({
    ...{ root: folder, base, configFile: false, cacheDir: join(folder, '.cache'), plugins: [hotpath()] },
    customLogger: { ...logger, info: record, warn: record, error: record },
    server: { port: 0, host: '127.0.0.1' },
  })
  await server.listen()
  server.printUrls()
  const served: Served = {
    folder,
    printed,
    url: `${server.resolvedUrls?.local[0]}__hotpath/`,
    load: path => server.transformRequest(path),
    write: (path, text) => writeFileSync(join(folder, path), text),
    close: async () => {
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
  opened.push(served)
  return served
}

const textOf = async (url: string) => (await fetch(url)).text()
const summaryIn = (page: string) => /class="sum">([^<]*)</.exec(page)?.[1]

describe.each(['vite', 'vite7'] as const)('%s serves the report', name => {
  it('beside the app, says where, and follows edits of a file and of what it imports', async () => {
    const helper = 'export function step(x: number): number {\n  return x * 2\n}\n'
    const main = `import { step } from './helper.js'\n${sum.replace('+= xs[i]', '+= step(xs[i])')}`
    const app = await serve(name, { 'main.ts': main, 'helper.ts': helper, 'other.ts': scale }, '/sub/')
    expect(app.printed.filter(text => text.includes('/sub/__hotpath/'))).toHaveLength(1)
    expect((await fetch(app.url.slice(0, -1))).url).toBe(app.url)
    expect(await textOf(`${app.url}nothing`)).not.toContain('id="live"')
    await vi.waitFor(async () => {
      expect(summaryIn(await textOf(app.url))).toMatch(/^2 of 2 functions in WebAssembly, \d/)
    }, patience)
    expect((await textOf(app.url)).match(/not loaded yet/g)).toHaveLength(4)
    await app.load('/main.ts')
    const page = await textOf(app.url)
    expect(page).toContain('<h2>main.ts</h2>')
    expect(page).toContain('<h2>other.ts · not loaded yet</h2>')
    expect(page).toContain('x2.mul')

    app.write('helper.ts', helper.replace('x * 2', 'x + 77'))
    await vi.waitFor(async () => expect(await textOf(app.url)).toContain('77'), patience)
    app.write('other.ts', scale.replace('void {', 'void {\n  xs.foo()'))
    await vi.waitFor(async () => {
      expect(summaryIn(await textOf(app.url))).toMatch(/^1 of 2 functions/)
    }, patience)
    app.write('other.ts', scale.replace('{', ''))
    await vi.waitFor(async () => {
      expect(await textOf(app.url)).toMatch(/class="note">other\.ts cannot be parsed: [^<]+\(\d+:\d+\)/)
    }, patience)
    rmSync(join(app.folder, 'other.ts'))
    app.write('third.ts', scale.replaceAll('scale', 'third'))
    await vi.waitFor(async () => {
      const names = [...(await textOf(app.url)).matchAll(/<section data-file="([^"]+)"/g)].map(
        ([, file]) => file,
      )
      expect(names).toEqual(['main.ts', 'third.ts'])
    }, patience)
  })

  it('which says so where nothing is marked', async () => {
    const app = await serve(name, { 'main.ts': 'export const x = 1\n' })
    await vi.waitFor(
      async () => expect(await textOf(app.url)).toContain('No function is marked yet'),
      patience,
    )
    mkdirSync(join(app.folder, 'deep'))
    app.write('deep/later.ts', sum)
    await vi.waitFor(async () => {
      expect(summaryIn(await textOf(app.url))).toMatch(/^1 of 1 function/)
    }, patience)
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const topOf = (page: Page, id: string) =>
    page.evaluate(id => document.getElementById(id)?.getBoundingClientRect().top, id)

  it('the page keeps what is open, chosen and in view while lines move', async () => {
    const app = await serve('vite', { 'a.ts': sum + fillers + scale + more, 'b.ts': sum })
    const page = await browser.newPage({ viewport: { width: 1200, height: 700 } })
    const errors: string[] = []
    page.on('pageerror', error => errors.push(String(error)))
    await page.goto(app.url)
    await expect.poll(() => page.locator('.sum').textContent(), patience).toContain('3 of 3 functions')
    await expect.poll(() => page.locator('#live').textContent(), patience).toBe('live')
    const line = (sum + fillers).split('\n').length + 1
    await page.locator('nav a', { hasText: 'scale' }).click()
    const panel = page.locator(`[id="a.ts:${line}"]`)
    await panel.locator('details', { hasText: 'WAT' }).first().locator('summary').first().click()
    const before = await topOf(page, `a.ts:${line}`)
    const other = await page.locator('section[data-file="b.ts"]').elementHandle()

    app.write('a.ts', `// one\n// two\n// three\n${sum}${fillers}${scale}${more}`)
    const moved = page.locator(`[id="a.ts:${line + 3}"]`)
    await moved.locator('summary.row', { hasText: 'scale' }).first().waitFor()
    await expect.poll(() => moved.getAttribute('open'), patience).not.toBeNull()
    expect(await moved.locator('.body details[open]').count()).toBe(1)
    expect(await moved.getAttribute('class')).toContain('at')
    expect(new URL(page.url()).hash).toBe(`#a.ts:${line + 3}`)
    expect(Math.abs(((await topOf(page, `a.ts:${line + 3}`)) ?? 0) - (before ?? 0))).toBeLessThan(3)
    // What did not change is the same element as before.
    expect(await other?.evaluate(section => section.isConnected)).toBe(true)

    app.write('b.ts', scale)
    await page.locator('nav div', { hasText: 'b.ts' }).locator('b', { hasText: 'scale' }).waitFor()
    expect(Math.abs(((await topOf(page, `a.ts:${line + 3}`)) ?? 0) - (before ?? 0))).toBeLessThan(3)
    await app.close()
    opened.length = 0
    await expect.poll(() => page.locator('#live').textContent(), patience).toBe('offline')
    expect(errors).toEqual([])
    await page.close()
  })
})
