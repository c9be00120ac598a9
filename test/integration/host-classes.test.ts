// Objects of a browser's own classes, in that browser.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import hotpath from 'hotpath/vite'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeApp } from '../support/build-app.js'
import { launchChromium } from '../support/launch-chromium.js'

const main = `
import { inspect } from 'hotpath'

/* @jit strict */
export function grey(image: ImageData): number {
  const { data, width, height } = image
  let sum = 0
  for (let i = 0; i < data.length; i += 4) {
    data[i] = 0.3 * data[i]! + 0.6 * data[i + 1]! + 0.1 * data[i + 2]!
    sum += data[i]!
  }
  return sum / (width * height)
}

/* @jit strict */
export function distance(p: DOMPointReadOnly, q: DOMPoint): number {
  return Math.hypot(p.x - q.x, p.y - q.y)
}

const image = (): ImageData => new ImageData(Uint8ClampedArray.from({ length: 64 }, (_, i) => i * 3), 8, 2)
const lies = { get: (object: object, key: string) => (key === 'width' ? 4 : Reflect.get(object, key, object)) }

export function run(): unknown {
  const own = image()
  const results = [
    grey(own),
    own.data[4],
    grey(new Proxy(image(), lies)),
    grey(Object.defineProperty(image(), 'width', { value: 16 })),
    grey(Object.defineProperty(image(), 'width', { get: () => 32 })),
    distance(new DOMPointReadOnly(1, 2), new DOMPoint(4, 6)),
    distance(new DOMPoint(1, 2), new DOMPoint(4, 6)),
  ]
  return { results, calls: [inspect(grey).calls, inspect(distance).calls] }
}
`

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
})

async function bundle(plugins: ReturnType<typeof hotpath>[]): Promise<string> {
  const root = writeApp({ 'main.ts': main })
  const lib = { entry: 'main.ts', name: 'app', formats: ['iife' as const], fileName: 'app' }
  await build({ root, configFile: false, logLevel: 'error', plugins, build: { lib, minify: false } })
  return readFileSync(join(root, 'dist/app.iife.js'), 'utf8')
}

it('reads them through the browser’s own getters, and leaves everything else to JavaScript', async () => {
  const page = await browser.newPage()
  const [compiled, plain] = await Promise.all(
    [bundle([hotpath()]), bundle([])].map(async text => {
      return (await page.evaluate(`${await text}; app.run()`)) as { results: unknown[]; calls: unknown[] }
    }),
  )
  expect(compiled?.results).toEqual(plain?.results)
  expect(compiled?.calls).toEqual([
    { wasm: 2, js: 2 },
    { wasm: 2, js: 0 },
  ])
})
