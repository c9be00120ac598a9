import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import hotpath from 'hotpath/vite'
import { build } from 'vite'
import { buildApp, importFresh, writeApp } from '../support/build-app.js'
import { launchChromium } from '../support/launch-chromium.js'
import { serveFolder } from '../support/serve-folder.js'
import type { Boundary } from './app/boundary.js'
import type { Figure } from './figure.js'

interface Measures {
  measureBoundary(): Boundary
  measureThree(elements: number): number
}

const page = `<!doctype html><script type="module" src="./page.ts"></script>`
const script = `import { measureBoundary } from './boundary'\nObject.assign(window, { measureBoundary })\n`

/** What crossing costs in Node and in the machine's Chromium. */
export async function measureBoundary(): Promise<readonly Figure[]> {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'app', name), 'utf8')
  const files = { 'boundary.ts': read('boundary.ts'), 'boundary-kernels.ts': read('boundary-kernels.ts') }
  const { folder, exports } = await buildApp<Measures>(files, { entry: 'boundary.ts' })
  const inNode = [...figuresOf('Node', exports.measureBoundary()), await measureSecond(folder)]
  if (!existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) return inNode
  return [...inNode, ...figuresOf('Chromium', await measureInChromium(files))]
}

/** Another copy of the app in the process, as where two libraries each bring their own runtime. */
async function measureSecond(folder: string): Promise<Figure> {
  const { measureThree } = await importFresh<Measures>(join(folder, 'dist/entry.mjs'))
  return {
    name: 'call with three arrays of `alloc` of 10 in a second runtime, Node',
    details: '',
    value: measureThree(10),
    unit: 'ns',
    target: { atMost: 60 },
  }
}

async function measureInChromium(files: Readonly<Record<string, string>>): Promise<Boundary> {
  const root = writeApp({ ...files, 'index.html': page, 'page.ts': script })
  await build({ root, base: './', configFile: false, logLevel: 'warn', plugins: [hotpath()] })
  const server = await serveFolder(join(root, 'dist'))
  const browser = await launchChromium()
  try {
    const tab = await browser.newPage()
    await tab.goto(server.url)
    await tab.waitForFunction('window.measureBoundary')
    return (await tab.evaluate('window.measureBoundary()')) as Boundary
  } finally {
    await browser.close()
    await server.close()
  }
}

function figuresOf(engine: string, found: Boundary): readonly Figure[] {
  const write = (ns: number): string => (ns < 1e4 ? `${ns.toFixed(1)} ns` : `${(ns / 1e6).toFixed(2)} ms`)
  const figure = (
    name: string,
    value: number,
    unit: Figure['unit'],
    target: Figure['target'],
    details: string,
  ): Figure => ({ name: `${name}, ${engine}`, details, value, unit, target })
  const { direct, numbers, ten, million, sets, threeOfTen, threeOfMillion } = found
  const { part, whole, partInJs } = found
  return [
    figure(
      'call of two numbers over a direct export',
      numbers - direct,
      'ns',
      { atMost: 15 },
      `export ${write(direct)}, hotpath ${write(numbers)}`,
    ),
    figure('call with 10 elements in and out', ten, 'ns', { atMost: 150 }, ''),
    figure(
      '1,000 of 1e6 elements in and out, over copying all',
      whole / part,
      '×',
      null,
      `hotpath ${write(part)}, all ${write(whole)}, plain JavaScript ${write(partInJs)}`,
    ),
    figure('call with three arrays of `alloc` of 10', threeOfTen, 'ns', { atMost: 60 }, ''),
    figure(
      'the same of 1e6',
      threeOfMillion,
      'ns',
      { atMost: 60 },
      `${(threeOfMillion / threeOfTen).toFixed(2)} times as long`,
    ),
    figure(
      '1e6 elements in and out, over two `set`',
      sets / million,
      '×',
      { atLeast: 0.8 },
      `hotpath ${write(million)}, two sets ${write(sets)}`,
    ),
  ]
}
