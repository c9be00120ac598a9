// A page keeps its state while the kernels under it change: real servers of both major versions, a real browser.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import hotpath from 'hotpath/vite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeApp } from '../support/build-app.js'
import { launchChromium } from '../support/launch-chromium.js'

const kernel = (by: number, more = '') => `import { step } from './step.js'
/* @jit strict */
export function fill(xs: Float64Array, n: number): number {
  for (let i = 0; i < xs.length; i++) xs[i] = step(i) * ${by}
  return xs[n]
}
${more}`
const step = (by: number) => `export function step(x: number): number {\n  return x + ${by}\n}\n`
const main = `import { inspect } from 'hotpath'
import { fill } from './kernel.js'
const held = fill
const call = fn => fn(new Float64Array(8), 3)
Object.assign(window, { clicks: 0, read: () => [clicks, call(fill), call(held), inspect(fill).calls.wasm] })
`
const component = `import { fill } from './kernel.js'
window.draws = (window.draws ?? 0) + 1
window.drawn = fill(new Float64Array(8), 3)
import.meta.hot.accept()
`
const files = {
  'index.html': '<script type="module" src="/main.ts"></script>',
  'drawing.html': '<script type="module" src="/component.ts"></script>',
  ...{ 'main.ts': main, 'component.ts': component, 'kernel.ts': kernel(2), 'step.ts': step(10) },
}
const patience = { timeout: 30_000, interval: 100 }

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

interface Opened {
  readonly page: Page
  readonly errors: readonly string[]
  readonly write: (path: keyof typeof files, text: string) => void
  readonly close: () => Promise<void>
}

async function open(name: 'vite' | 'vite7', path: string): Promise<Opened> {
  // Both have the interface of the one that is typed.
  const { createServer } = (await import(name)) as typeof import('vite')
  const folder = writeApp(files)
  const server = await createServer({
    ...{ root: folder, configFile: false, cacheDir: join(folder, '.cache'), plugins: [hotpath()] },
    ...{ logLevel: 'error', server: { port: 0, host: '127.0.0.1' } },
  })
  await server.listen()
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(String(error)))
  await page.goto(`${server.resolvedUrls?.local[0]}${path}`)
  return {
    ...{ page, errors },
    write: (path, text) => writeFileSync(join(folder, path), text),
    close: async () => {
      await page.close()
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

it.each(['vite', 'vite7'] as const)('%s: whoever holds a kernel calls the newer one', async name => {
  const app = await open(name, '')
  const read = () => app.page.evaluate('window.read?.()')
  await expect.poll(read, patience).toEqual([0, 26, 26, 2])
  await app.page.evaluate('clicks = 5')
  app.write('kernel.ts', kernel(3))
  await expect.poll(read, patience).toEqual([5, 39, 39, expect.any(Number)])
  // What the kernel holds code of has changed.
  app.write('step.ts', step(100))
  await expect.poll(read, patience).toEqual([5, 309, 309, expect.any(Number)])
  app.write('kernel.ts', kernel(4))
  await expect.poll(read, patience).toEqual([5, 412, 412, expect.any(Number)])
  // Another kind of module: the page is loaded again.
  app.write('kernel.ts', kernel(5, 'export const limit = 1\n'))
  await expect.poll(read, patience).toEqual([0, 515, 515, expect.any(Number)])
  expect(app.errors).toEqual([])
  await app.close()
})

it.each(['vite', 'vite7'] as const)('%s: a component above takes updates as it always did', async name => {
  const app = await open(name, 'drawing.html')
  const read = () => app.page.evaluate('[window.draws, window.drawn]')
  await expect.poll(read, patience).toEqual([1, 26])
  app.write('kernel.ts', kernel(3))
  await expect.poll(read, patience).toEqual([2, 39])
  app.write('step.ts', step(100))
  await expect.poll(read, patience).toEqual([3, 309])
  expect(app.errors).toEqual([])
  await app.close()
})
