import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')
const tour = resolve(import.meta.dirname, '../../examples/numba-tour/src/kernels.ts')

/** The tutorial's object mode: every line touches what is no number. */
const objectMode = `/* @jit */
export function fib_obj(n: Map<string, number>) {
  const [a, b] = [new Map([['int', 1]]), new Map([['int', 1]])]
  const t = a.get('int')
  a.set('int', b)
  return a
}
/* @jit */
export function at(xs: Float64Array, i: number, k: number): number {
  return xs[i, k]
}
/* @jit */
export function tiny(x: number): number {
  return x + 1
}
`

/** The tutorial's challenge: the distances once more, with arrays for what lies between. */
const arrayVersion = `/* @jit */
export function pdistArrays(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const a = xs.slice(i * p, i * p + p)
      const b = xs.slice(j * p, j * p + p)
      let s = 0
      for (let k = 0; k < a.length; k++) s += (a[k] - b[k]) ** 2
      out[i * n + j] = Math.sqrt(s)
    }
  }
  return out
}
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-inside-'))
  writeFileSync(join(folder, 'objects.ts'), objectMode)
  writeFileSync(join(folder, 'arrays.ts'), arrayVersion)
  writeFileSync(join(folder, 'none.ts'), 'export const x = 1\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function hotpath(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, ...words], { cwd: folder })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

it('S22: one page, red where JavaScript stays, nothing red in fib', async () => {
  expect((await hotpath('annotate', '--html', 'page.html', 'objects.ts', tour)).code).toBe(0)
  const page = readFileSync(join(folder, 'page.html'), 'utf8')
  const red = [...page.matchAll(/class="row javascript[^>]*>.*?#([^"]+)"/g)].map(([, place]) => place)
  expect(red.filter(place => place?.startsWith('objects.ts'))).toEqual(
    [2, 3, 4, 5, 6, 9, 10, 13, 14].map(line => `objects.ts:${line}`),
  )
  expect(red.filter(place => !place?.startsWith('objects.ts'))).toEqual([])
  expect(page).not.toMatch(/<link|<img|@import|\bsrc=|https?:\/\/|url\(/)
  const nothing = await hotpath('annotate', 'none.ts')
  expect(nothing.code).toBe(3)
  expect(nothing.err).toContain('no function is marked in none.ts')
})

it('S23: the same as data, and a limit for CI', async () => {
  const { files } = JSON.parse((await hotpath('annotate', '--json', 'objects.ts')).out)
  expect(files[0].functions.map(({ status }: { status: string }) => status)).toEqual(['js', 'js', 'js'])
  expect((await hotpath('inspect', tour, '--function', 'fib', '--pass', 'lower')).out).toContain(': dyn {')
  expect((await hotpath('check', 'objects.ts', tour, '--min-compiled', '90')).code).toBe(1)
  expect((await hotpath('check', tour, '--min-compiled', '90')).code).toBe(0)
})

it('S24: the report alone tells why the loops beat the arrays', async () => {
  const read = async (file: string, name: string) => {
    const { files } = JSON.parse((await hotpath('annotate', '--json', file)).out)
    return files[0].functions.find((fn: { name: string }) => fn.name === name)
  }
  const loops = await read(tour, 'pdist')
  const arrays = await read('arrays.ts', 'pdistArrays')
  // Only the result, against a copy of two rows for each distance.
  expect(loops.kernels[0].arraysMade).toBe(1)
  expect(arrays.kernels[0].arraysMade).toBe(3)
  expect([loops.kernels[0].temporaries, arrays.kernels[0].temporaries]).toEqual([0, 2])
  expect((await hotpath('annotate', tour)).out).toContain('makes 1 array, for its result: no temporaries')
  expect((await hotpath('annotate', 'arrays.ts')).out).toContain(
    'makes 3 arrays: its result and 2 temporaries',
  )
  expect(arrays.slowLines).toEqual(expect.arrayContaining([6, 7]))
  expect(loops.slowLines).toEqual([])
  expect(loops.kernels[0].loops.some((loop: { simd: unknown }) => loop.simd !== null)).toBe(true)
  expect(arrays.kernels[0].loops.some((loop: { simd: unknown }) => loop.simd !== null)).toBe(false)
})

it('S18, S25: what is meant, and what is not worth it, are said with the fix', async () => {
  const { out } = await hotpath('annotate', 'objects.ts')
  expect(out).toContain('`xs[i, k]` is the comma operator: JavaScript reads `xs[k]`.')
  expect(out).toContain('fix: Write `xs[i * width + k]`')
  expect(out).toContain('`tiny` does less than a call into WebAssembly costs, so it stays JavaScript.')
  expect((await hotpath('explain', 'lower/comma-index')).out).toContain('How to fix')
})

it('reports that are kept notice what changes, in the file and in what it imports', async () => {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  const helper = (sign: string) => `export function step(a: number) { return a ${sign} 0.5 }\n`
  const kernel = (bound: string) => `import { step } from './helper.js'
/* @jit */
export function run(n: number): number {
  let s = 0
  for (let i = 0; i < ${bound}; i++) s += step(i)
  return s
}
`
  const read = async () => {
    const { files } = JSON.parse((await hotpath('annotate', '--json', 'run.ts')).out)
    return files[0].functions[0].kernels[0].ir as string
  }
  writeFileSync(join(folder, 'helper.ts'), helper('*'))
  writeFileSync(join(folder, 'run.ts'), kernel('n'))
  const first = await read()
  const again = await read()
  const kept = readdirSync(join(folder, 'node_modules/.cache/hotpath'))
  writeFileSync(join(folder, 'helper.ts'), helper('-'))
  const other = await read()
  writeFileSync(join(folder, 'run.ts'), kernel('2 * n'))
  const last = await read()
  expect(kept.filter(name => name.endsWith('.report-entry'))).toHaveLength(1)
  expect(again).toBe(first)
  expect(new Set([first, other, last]).size).toBe(3)
})
