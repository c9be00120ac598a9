// `hotpath bench`: bench files as Vitest has them, measured compiled and plain, after what they return was compared.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const bin = resolve(import.meta.dirname, '../../packages/hotpath/bin/hotpath.js')

const sum = (options: string) => `/* @jit${options} */
export function sum(xs: Float64Array): number {
  let s = 0
  for (let i = 0; i < xs.length; i++) s += 1 / xs[i]
  return s
}
`
const files = {
  'package.json': '{ "type": "module" }\n',
  'kernels.ts': sum(' strict'),
  'kernels.bench.ts': `import { bench, describe } from 'vitest'
import { sum } from './kernels.js'
const xs = Float64Array.from({ length: 1000 }, Math.random)
class Point { constructor(readonly x = sum(xs), readonly ys = xs.slice(0, 3)) {} }
console.log('a bench may print')
let calls = 0
describe('all', () => {
  describe('inner', () => bench('sum', () => sum(xs)))
  bench('random', () => sum(xs.map(Math.random)))
  bench('point', () => [new Point()])
  bench('async', async () => sum(xs))
  bench('counts', () => ++calls, { setup: () => { calls = 7 } })
  bench('silent', () => { sum(xs) })
})
bench.skip('skipped', () => sum(xs))
bench.todo('later')
`,
  'loose.bench.ts': `${sum(' strict fastmath')}
const xs = Float64Array.from({ length: 999 }, (_, n) => n + 1)
export const benches = { loose: () => sum(xs) }
`,
  // The second copy sums other elements.
  'wrong.bench.ts': `import { bench } from 'vitest'
${sum('')}
const loads = ((globalThis as { loads?: number }).loads ?? 0) + 1
;(globalThis as { loads?: number }).loads = loads
const xs = new Float64Array(10).fill(loads)
bench('wrong', () => sum(xs))
bench('throws', () => { throw new RangeError('no') })
`,
  'empty.bench.ts': sum(''),
  'plain.bench.ts': "import { bench } from 'vitest'\nbench('plain', () => 1)\n",
  'expects.bench.ts': "import { expect } from 'vitest'\nexpect(1)\n",
  'ends.bench.ts': 'process.exit(4)\n',
  'breaks.bench.ts': "throw new TypeError('broken')\n",
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-bench-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function hotpath(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const options = { cwd: folder, env: { ...process.env, HOTPATH_DISABLE: '1', NO_COLOR: '1' } }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, ...words], options)
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

describe('hotpath bench', () => {
  it('measures what returns the same, by bits, and tells of each function where its calls ran', async () => {
    const { code, out, err } = await hotpath('bench', 'kernels.bench.ts', '--json', '--time', '20')
    const [file] = JSON.parse(out).files
    expect(code).toBe(0)
    expect(err).toContain('a bench may print')
    expect(file.functions).toEqual([
      { file: 'kernels.ts', name: 'sum', verdict: 'Wasm', cause: '', isExact: true },
    ])
    const outcomes = file.benches.map(({ name, outcome }: { name: string; outcome: string }) => [
      name,
      outcome,
    ])
    expect(outcomes).toEqual([
      ['all > inner > sum', 'same'],
      ['all > random', 'same'],
      ['all > point', 'same'],
      ['all > async', 'same'],
      ['all > counts', 'same'],
      ['all > silent', 'nothing'],
    ])
    for (const { timing, verdict } of file.benches) {
      expect(timing.js.ms).toBeGreaterThan(0)
      expect(timing.wasm.ms).toBeGreaterThan(0)
      expect(timing.ratio).toBeGreaterThan(0)
      expect(['faster', 'equal', 'slower']).toContain(verdict)
    }
    const [{ called }] = file.benches
    expect(called).toMatchObject([{ file: 'kernels.ts', name: 'sum', left: null }])
    expect(called[0].calls.wasm).toBeGreaterThan(10)
  })

  it('prints a table, where other last digits are what the user asked for', async () => {
    const { code, out } = await hotpath('bench', 'loose.bench.ts', '--time', '20')
    expect(code).toBe(0)
    expect(out).toMatch(
      /^loose\.bench\.ts\n +JavaScript +WebAssembly +ratio\nloose +[\d.]+ [µnm]s ±[\d.]+% .+×/,
    )
    expect(out).toMatch(
      /loose: other last digits, as its options allow: JavaScript gives 7\.48\d+, compiled it gives 7\.48/,
    )
  })

  it('does not measure what is wrong', async () => {
    const { code, out } = await hotpath('bench', 'wrong.bench.ts', '--time', '20')
    expect(code).toBe(1)
    expect(out).toContain('✗ wrong differs: JavaScript gives 5, compiled it gives 10')
    expect(out).toContain('✗ throws throws: RangeError: no')
    expect(out).not.toMatch(/\d×/)
  })

  it.each([
    [['empty.bench.ts'], 3, 'no bench is defined in empty.bench.ts. Define one: `import { bench }'],
    [['plain.bench.ts', '--time', '9'], 3, 'no function is marked in plain.bench.ts or in what it imports'],
    [['expects.bench.ts'], 1, 'A bench file gets `bench` and `describe` of Vitest here'],
    [['ends.bench.ts'], 1, 'its process ended (4)'],
    [['breaks.bench.ts'], 1, 'TypeError: broken\n    at '],
    [['nowhere.bench.ts'], 2, 'there is no file `nowhere.bench.ts`'],
    [['kernels.bench.ts', '--time', 'long'], 2, '--time takes milliseconds'],
  ])('%j is told what is missing', async (words, expected, message) => {
    const { code, out, err } = await hotpath('bench', ...words)
    expect(code).toBe(expected)
    expect(out + err).toContain(message)
  })
})
