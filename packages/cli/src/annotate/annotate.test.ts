// S22–S24: what people see of their code is static, whole, and says why.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli as run } from '../../test/run-cli.js'

const source = `throw new Error('executed </script>')
/* @jit */
export function pdist(xs: Float64Array, n: number, p: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < p; k++) {
        const d = xs[i * p + k] - xs[j * p + k]
        s += d * d
      }
      out[i * n + j] = Math.sqrt(s)
    }
  }
  return out
}
/* @jit */
export function gather(xs: Float64Array, at: Int32Array): number {
  let s = 0
  for (let i = 0; i < at.length; i++) s += xs[at[i]]
  return s
}
/* @jit */
export function text(a: string[], b: number): string {
  return a.map(x => x.padEnd(b)).join('<b>&')
}
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotpath-annotate-'))
  writeFileSync(join(folder, 'kernels.ts'), source)
  writeFileSync(join(folder, 'plain.ts'), 'export const x = 1\n')
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('hotpath annotate', () => {
  it('prints the source with a margin', async () => {
    const { code, out } = await run('annotate', 'kernels.ts')
    expect(code).toBe(0)
    expect(out).toMatch(/pdist: Wasm, [\d.]+ k?B \(kernels\.ts:2\)/)
    expect(out).toContain('↳ loop: 4 turns side by side in lanes (f64x2)')
    expect(out).toMatch(/▒ check {3}for \(let i = 0; i < at\.length/)
    expect(out).toMatch(/text: JavaScript \(kernels\.ts:23\)\n {2}.+\n {2}fix: /)
    expect(out).toMatch(/█ JS {6}return a\.map/)
  })

  it('gives the same as data, S23, with the bytes, code and temporaries of S24', async () => {
    const { code, out } = await run('annotate', 'kernels.ts', '--json')
    expect(code).toBe(0)
    const { files } = JSON.parse(out)
    expect(files).toHaveLength(1)
    const [pdist, gather, text] = files[0].functions
    expect(pdist).toMatchObject({ name: 'pdist', status: 'wasm', line: 2, lines: { from: 3, to: 16 } })
    expect(pdist.kernels[0]).toMatchObject({ arraysMade: 1 })
    expect(pdist.kernels[0].bytes).toBeGreaterThan(100)
    expect(pdist.kernels[0].wat).toMatch(/^\(func \$module\/\$pdist /)
    expect(gather.slowLines).toEqual([20])
    expect(text).toMatchObject({ status: 'js', kernels: [] })
    expect(text.reasons[0].line).toBe(24)
    expect(files[0].bytes).toBeGreaterThan(pdist.kernels[0].bytes)
  })

  it('writes one page that loads nothing, whatever the source holds', async () => {
    const { code, out } = await run('annotate', 'kernels.ts', '--html', join(folder, 'out.html'))
    expect(code).toBe(0)
    expect(out).toContain('3 functions in 1 file')
    const page = readFileSync(join(folder, 'out.html'), 'utf8')
    expect(page).not.toMatch(/<link|<img|@import|\bsrc=|https?:\/\/|url\(/)
    expect(page.match(/<\/script>/g)).toHaveLength(1)
    expect(page).toContain('SIMD f64x2, 4 turns')
    expect(page).toContain('no SIMD: ')
    expect(page).toContain('id="kernels.ts:9"')
    expect(page.match(/<summary>WAT<\/summary>/g)).toHaveLength(2)
    // Every line of a function that stays JavaScript is red, and none of those that do not.
    const red = [...page.matchAll(/class="row javascript[^>]*>.*?#kernels\.ts:(\d+)"/g)].map(
      ([, line]) => line,
    )
    expect(red).toEqual(['24', '25'])
  })

  it('says that nothing is marked, with an exit code of its own', async () => {
    const { code, err } = await run('annotate', 'plain.ts')
    expect(code).toBe(3)
    expect(err).toContain('no function is marked in plain.ts')
  })

  it('says where a file cannot be parsed, and still shows the others', async () => {
    writeFileSync(join(folder, 'broken.ts'), '/* @jit */ export function f(n: number { return n }\n')
    const alone = await run('annotate', 'broken.ts')
    expect(alone).toMatchObject({ code: 1, out: '' })
    expect(alone.err).toMatch(/broken\.ts cannot be parsed: .+ \(1:\d+\)/)
    const both = await run('annotate', 'broken.ts', 'kernels.ts')
    expect(both.code).toBe(1)
    expect(both.out).toContain('pdist: Wasm')
    const check = await run('check', 'broken.ts')
    expect(check.code).toBe(1)
    expect(check.out).toMatch(/✗ broken\.ts cannot be parsed: /)
  })

  it.each([
    [[], 'name the files'],
    [['kernel.ts'], 'there is no file `kernel.ts`. Did you mean `kernels.ts`?'],
    [['nowhere/kernels.ts'], 'there is no folder for `nowhere/kernels.ts`'],
    [['.'], '`.` is a folder'],
    [['*.vue'], 'no file matches `*.vue`'],
    [['kernels.ts', '--json', '--text'], 'choose one of'],
    [['kernels.ts', '--htlm', 'x'], 'Did you mean `--html`?'],
    [['kernels.ts', '--html'], 'value is missing'],
    [['kernels.ts', '--html', 'nowhere/out.html'], 'cannot write `nowhere/out.html`'],
  ])('refuses %j', async (words, message) => {
    const { code, err } = await run('annotate', ...words)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  it('divides the bytes where Binaryen makes one function of two', async () => {
    const twice = ['one', 'two'].map(
      name =>
        `/* @jit */ export function ${name}(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i / 3; return s }`,
    )
    writeFileSync(join(folder, 'twice.ts'), twice.join('\n'))
    const { out } = await run('annotate', 'twice.ts', '--json')
    const [one, two] = JSON.parse(out).files[0].functions
    expect(one.kernels[0].bytes).toBeGreaterThan(20)
    expect(two.kernels[0].bytes).toBe(one.kernels[0].bytes)
  })
})

it('opens in the packed CLI', () => {
  const bin = join(import.meta.dirname, '../../../hotpath/bin/hotpath.js')
  const out = execFileSync(process.execPath, [bin, 'annotate', 'kernels.ts', '--html', 'packed.html'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(out).toContain('packed.html')
  expect(readFileSync(join(folder, 'packed.html'), 'utf8')).toContain('class=k0')
})
