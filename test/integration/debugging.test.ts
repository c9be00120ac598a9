// What debuggers and profilers are told: the user's names and lines, in development and on demand, and never at the price of
// other code.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { decode } from '@jridgewell/sourcemap-codec'
import hotpath from 'hotpath/vite'
import type { CDPSession } from 'playwright-core'
import { createLogger, createServer } from 'vite'
import { expect, it } from 'vitest'
import { buildApp, writeApp } from '../support/build-app.js'
import { launchChromium } from '../support/launch-chromium.js'

const distance = `export type Row = number

export function distance(xs: Float64Array, i: number, j: number, p: number): number {
  let sum = 0
  for (let k = 0; k < p; k++) {
    const d = xs[i * p + k] - xs[j * p + k]
    sum += d * d
  }
  return Math.sqrt(sum)
}
`
const pdist = `import { distance } from './distance.js'
/* @jit strict */
export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      out[i * n + j] = distance(xs, i, j, p)
    }
  }
  return out
}
`
const files = {
  'pdist.ts': pdist,
  'distance.ts': distance,
  'main.ts': "export { pdist } from './pdist.js'\n",
  'index.html':
    '<script type="module">import { pdist } from "/pdist.ts"; window.run = () => pdist(new Float64Array(40), 10, 4)[1]; document.title = "ready"</script>',
}

interface SourceMap {
  readonly sources: readonly string[]
  readonly sourcesContent: readonly string[]
  readonly mappings: string
}

function mapIn(url: string): SourceMap {
  return JSON.parse(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString()) as SourceMap
}

/** Where in a source a line has code: its offsets in the module. */
function offsetsOf({ sources, mappings }: SourceMap, file: string, line: number): readonly number[] {
  const source = sources.findIndex(url => url.endsWith(`/${file}`))
  return decode(mappings)
    .flat()
    .flatMap(([offset, at, row]) => (at === source && row === line - 1 ? [offset] : []))
}

/** Where in the generated code a line of the one source is. */
function placesOf({ mappings }: SourceMap, line: number) {
  return decode(mappings).flatMap((segments, lineNumber) =>
    segments.flatMap(([columnNumber, , row]) => (row === line - 1 ? [{ lineNumber, columnNumber }] : [])),
  )
}

function wasmIn(code: string): Uint8Array<ArrayBuffer> {
  const [, base64 = ''] = /"(AGFzb[A-Za-z0-9+/=]+)"/.exec(code) ?? []
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function custom(wasm: Uint8Array<ArrayBuffer>, name: string): readonly string[] {
  const sections = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), name)
  return sections.map(section => Buffer.from(section).toString('latin1'))
}

it('builds tell nothing unless asked, and the code is the same', async () => {
  const [quiet, open] = [
    wasmIn((await buildApp(files)).code),
    wasmIn((await buildApp(files, { hotpath: { debugInfo: true } })).code),
  ]
  expect([...custom(quiet, 'name'), ...custom(quiet, 'sourceMappingURL')]).toEqual([])
  expect(custom(open, 'name').join()).toContain('pdist')
  expect(custom(open, 'sourceMappingURL')).toHaveLength(1)
  // What is told stands behind all the rest.
  expect(Buffer.from(open.subarray(0, quiet.length)).equals(Buffer.from(quiet))).toBe(true)
})

it('the map of a module leads to every line that computes, in whichever file', async () => {
  const { code, folder } = await buildApp(files, { hotpath: { debugInfo: true } })
  const [section = ''] = custom(wasmIn(code), 'sourceMappingURL')
  const map = mapIn(section)
  expect(map.sources.map(url => url.slice(url.lastIndexOf('/') + 1)).sort()).toEqual([
    'distance.ts',
    'pdist.ts',
  ])
  expect([...map.sourcesContent].sort()).toEqual(
    ['distance.ts', 'pdist.ts'].map(name => readFileSync(join(folder, name), 'utf8')).sort(),
  )
  const reached = (file: string, line: number) => offsetsOf(map, file, line).length > 0
  expect([4, 5, 6, 7, 10].filter(line => !reached('pdist.ts', line))).toEqual([])
  expect([5, 6, 7, 9].filter(line => !reached('distance.ts', line))).toEqual([])
  // Nothing is made of these.
  expect([1, 2, 8, 9, 11].filter(line => reached('pdist.ts', line))).toEqual([])
  expect([1, 2, 8, 10].filter(line => reached('distance.ts', line))).toEqual([])
})

it('a debugger stops at a line of the user’s, in a function by the user’s name', async () => {
  const folder = writeApp(files)
  const server = await createServer({
    ...{ root: folder, configFile: false, logLevel: 'error', cacheDir: join(folder, '.cache') },
    ...{ plugins: [hotpath()], server: { port: 0, ws: false } },
  })
  await server.listen()
  const browser = await launchChromium()
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  const script = parsedWasm(devtools)
  await devtools.send('Debugger.enable')
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction('document.title === "ready"')
  const plain = await page.evaluate('run()')
  const { scriptId, sourceMapURL = '' } = await script
  const [columnNumber] = offsetsOf(mapIn(sourceMapURL), 'distance.ts', 6)
  if (columnNumber === undefined) throw new Error('no code for the line')
  const location = { scriptId, lineNumber: 0, columnNumber }
  const { breakpointId } = await devtools.send('Debugger.setBreakpoint', { location })
  const paused = new Promise<string>(resolve => {
    devtools.once('Debugger.paused', event => resolve(event.callFrames[0]?.functionName ?? ''))
  })
  const running = page.evaluate('run()')
  const stopped = await paused
  await devtools.send('Debugger.removeBreakpoint', { breakpointId })
  await devtools.send('Debugger.resume')
  const debugged = await running
  await browser.close()
  await server.close()
  expect(stopped).toMatch(/^\$?(?:pdist|distance)\b/)
  expect(debugged).toBe(plain)
})

it('with `debug` a breakpoint holds in the JavaScript, where variables have values', async () => {
  const folder = writeApp(files)
  const told: string[] = []
  const server = await createServer({
    ...{ root: folder, configFile: false, cacheDir: join(folder, '.cache') },
    ...{ plugins: [hotpath({ debug: true })], server: { port: 0, ws: false } },
    customLogger: { ...createLogger('info'), info: text => void told.push(text), clearScreen: () => {} },
  })
  await server.listen()
  const browser = await launchChromium()
  const page = await browser.newPage()
  const devtools = await page.context().newCDPSession(page)
  const served = new Promise<{ readonly scriptId: string; readonly sourceMapURL?: string }>(resolve => {
    devtools.on('Debugger.scriptParsed', event => {
      if (event.url.endsWith('/distance.ts')) resolve(event)
    })
  })
  await devtools.send('Debugger.enable')
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.waitForFunction('document.title === "ready"')
  const { scriptId, sourceMapURL = '' } = await served
  const [generated] = placesOf(mapIn(sourceMapURL), 7)
  if (!generated) throw new Error('no code for the line')
  await devtools.send('Debugger.setBreakpoint', { location: { scriptId, ...generated } })
  const paused = new Promise<{ readonly callFrames: readonly { readonly callFrameId: string }[] }>(
    resolve => {
      devtools.once('Debugger.paused', resolve)
    },
  )
  const running = page.evaluate('run()')
  const [top] = (await paused).callFrames
  const { result } = await devtools.send('Debugger.evaluateOnCallFrame', {
    ...{ callFrameId: top?.callFrameId ?? '', expression: '[i, j, k, p, d]', returnByValue: true },
  })
  await devtools.send('Debugger.disable')
  await running
  await browser.close()
  await server.close()
  expect(result.value).toEqual([0, 0, 0, 4, 0])
  expect(told.filter(text => text.includes('debug'))).toHaveLength(1)
})

it('with `debug` a build says what would become of functions, and runs their JavaScript', async () => {
  const main = `${files['main.ts']}export { inspect } from 'hotpath'\n`
  const { exports, log, code } = await buildApp<{
    readonly pdist: (xs: Float64Array, n: number, p: number) => Float64Array
    readonly inspect: (fn: unknown) => { readonly status: string; readonly reasons: readonly string[] }
  }>({ ...files, 'main.ts': main }, { hotpath: { debug: true } })
  expect(wasmIn(code)).toHaveLength(0)
  expect(log.join('\n')).toContain('1 of 1 function in 1 module')
  expect(log.join('\n')).toContain('`debug`')
  expect(exports.pdist(Float64Array.of(0, 3), 2, 1)[1]).toBe(3)
  expect(exports.inspect(exports.pdist)).toMatchObject({
    status: 'js',
    reasons: ['runs as JavaScript for `debug`'],
  })
})

it('without a bundler the WebAssembly tells the same, and HOTPATH_DEBUG=1 runs the JavaScript', async () => {
  const script = `import { pdist } from './pdist.js'
import { inspect } from 'hotpath'
import { Session } from 'node:inspector/promises'
const session = new Session()
session.connect()
const maps: string[] = []
session.on('Debugger.scriptParsed', ({ params }) => {
  if (params.scriptLanguage === 'WebAssembly') maps.push(params.sourceMapURL ?? '')
})
await session.post('Debugger.enable')
pdist(new Float64Array(40), 10, 4)
console.log(JSON.stringify([inspect(pdist).status, ...maps.map(map => map.slice(0, 22))]))
`
  const folder = writeApp({ ...files, 'main.ts': script })
  const register = resolve(import.meta.dirname, '../../packages/hotpath/dist/register.js')
  const run = async (env: Readonly<Record<string, string>>) => {
    const words = ['--import', register, join(folder, 'main.ts')]
    const { stdout } = await promisify(execFile)(process.execPath, words, { env: { ...process.env, ...env } })
    return JSON.parse(stdout) as unknown
  }
  expect(await run({})).toEqual(['wasm', 'data:application/json;'])
  expect(await run({ HOTPATH_DEBUG: '1' })).toEqual(['js'])
})

/** The first WebAssembly that the page compiles. */
function parsedWasm(devtools: CDPSession) {
  return new Promise<{ readonly scriptId: string; readonly sourceMapURL?: string }>(resolve => {
    devtools.on('Debugger.scriptParsed', event => {
      if (event.scriptLanguage === 'WebAssembly') resolve(event)
    })
  })
}
