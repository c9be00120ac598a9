// The example as a user sees it: built by Vite, opened in a real browser.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { build, preview } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/launch-chromium.js'

const root = join(import.meta.dirname, '../../examples/numba-tour')
const artifacts = join(import.meta.dirname, '../../artifacts')
let server: PreviewServer
let browser: Browser
let page: Page
const problems: string[] = []

beforeAll(async () => {
  await build({ root, logLevel: 'warn' })
  server = await preview({ root, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } })
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The preview server has no port.')
  await page.goto(`http://127.0.0.1:${address.port}/`)
  await page.waitForSelector('html[data-done=true]', { timeout: 120_000 })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('runs without an error or a warning', () => {
  expect(problems).toEqual([])
})

it('gives the bits of plain JavaScript at every stop', async () => {
  const same = await page.$$eval('#stops > li', items => items.map(item => item.getAttribute('data-same')))
  expect(same).toEqual(Array.from({ length: 7 }, () => 'true'))
  expect(await page.textContent('#status')).toContain('same bits')
})

it('shows the verdicts: all of it WebAssembly', async () => {
  const verdicts = await page.$$eval('#stops > li', items =>
    items.map(item => `${item.querySelector('.title')?.textContent}: ${item.getAttribute('data-status')}`),
  )
  expect(verdicts).toHaveLength(7)
  expect(verdicts.filter(verdict => !verdict.endsWith(': wasm'))).toEqual([])
})

it('draws a bar for every speed', async () => {
  const widths = await page.$$eval('#stops .bar', bars => bars.map(bar => bar.getBoundingClientRect().width))
  expect(widths).toHaveLength(7)
  expect(Math.min(...widths)).toBeGreaterThan(1)
})

it('paints the picture', async () => {
  const colours = await page.$eval('#canvas', canvas => {
    const { width, height } = canvas as HTMLCanvasElement
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
    return new Set(new Uint32Array(data.buffer)).size
  })
  expect(colours).toBeGreaterThan(50)
})

it('fits a desktop and a phone, light and dark', async () => {
  mkdirSync(artifacts, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [device, width] of [
      ['desktop', 1200],
      ['phone', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      await page.screenshot({
        path: join(artifacts, `numba-tour-${device}-${colorScheme}.png`),
        fullPage: true,
      })
    }
  }
})
