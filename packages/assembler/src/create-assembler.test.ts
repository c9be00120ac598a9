import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AssembleProgram, AssembleResult } from './assembly.js'
import type { Assembler } from './create-assembler.js'
import { createAssembler } from './create-assembler.js'

// asc takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

// The thread runs built code, as it does for users.
const worker = new URL('../dist/worker.js', import.meta.url)

function programOf(kernels: Readonly<Record<string, string>>, prelude = ''): AssembleProgram {
  let text = prelude
  const spans = Object.entries(kernels).map(([kernel, body]) => {
    const start = text.length
    text += `${body}\n\n`
    return { start, end: text.length, kernel }
  })
  return { text, spans }
}

const half = programOf({ half: 'function half(x: f64): f64 {\n  return x / 2.0\n}\nexport { half }' })

function exportsOf(result: AssembleResult): Record<string, (...args: readonly number[]) => number> {
  if (!result.ok) throw new Error(result.message)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 })
  const imports = { env: { memory }, math: Math as unknown as Record<string, WebAssembly.ImportValue> }
  // The bytes live in an ArrayBuffer of their own.
  const instance = new WebAssembly.Instance(new WebAssembly.Module(result.wasm as BufferSource), imports)
  return instance.exports as ReturnType<typeof exportsOf>
}

describe('assembling', () => {
  let assembler: Assembler
  beforeAll(() => {
    assembler = createAssembler({ worker })
  })
  afterAll(() => assembler.dispose())

  it('gives the wasm of a program, asynchronously and blocking', async () => {
    const later = await assembler.assemble(half)
    const now = assembler.assembleSync(half)
    expect(exportsOf(later).half?.(3)).toBe(1.5)
    expect(now).toMatchObject({ ok: true, cached: false, wasm: later.ok && later.wasm })
  })

  it('answers blocking calls while others are under way', async () => {
    const pending = ['1', '2', '3'].map(n =>
      assembler.assemble(programOf({ f: `export function f(x: f64): f64 { return x + ${n}.0 }` })),
    )
    expect(exportsOf(assembler.assembleSync(half)).half?.(1)).toBe(0.5)
    const sums = (await Promise.all(pending)).map(result => exportsOf(result).f?.(10))
    expect(sums).toEqual([11, 12, 13])
  })

  it('gives WebAssembly text with names, in the same go where that is asked for', async () => {
    const result = assembler.assembleSync(half)
    const both = await assembler.assemble(half, { text: true })
    for (const one of [result, both]) {
      expect(one.ok && (await one.wat())).toMatch(/func \$module\/half[\s\S]*f64\.mul/)
    }
    expect(both.ok && result.ok && both.wasm).toEqual(result.ok && result.wasm)
  })

  it('keeps every bit: no fast math', () => {
    const f = exportsOf(
      assembler.assembleSync(
        programOf({
          f: [
            'export function zero_minus(x: f64): f64 { return 0.0 - x }',
            'export function plus_zero(x: f64): f64 { return x + 0.0 }',
            'export function minus_zero(x: f64): f64 { return x - 0.0 }',
            'export function by_third(x: f64): f64 { return x / 3.0 }',
            'export function twice_neg(x: f64): f64 { return -(-x * 3.0) }',
            'export function rem(x: f64, y: f64): f64 { return x % y }',
          ].join('\n'),
        }),
      ),
    )
    for (const x of [0, -0, 1, -1, 0.1, 5e-324, -5e-324, 1.7976931348623157e308, Infinity, -Infinity, NaN]) {
      expect(f.zero_minus?.(x)).toBe(0 - x)
      expect(f.plus_zero?.(x)).toBe(x + 0)
      expect(f.minus_zero?.(x)).toBe(x - 0)
      expect(f.by_third?.(x)).toBe(x / 3)
      expect(f.twice_neg?.(x)).toBe(-(-x * 3))
      expect(f.rem?.(x, 0.3)).toBe(x % 0.3)
    }
  })

  it('has the SIMD, bulk memory and saturating conversions that programs use, and no other features', () => {
    const result = assembler.assembleSync(
      programOf({
        f: [
          'export function f(p: usize, x: f64): i32 {',
          '  v128.store(p, f64x2.add(v128.load(p), f64x2.splat(x)))',
          '  memory.copy(p, p + 16, 16); memory.fill(p, 0, 8)',
          '  return i32(x) + i32(<i8>3) + i32.MAX_VALUE',
          '}',
        ].join('\n'),
      }),
    )
    expect(exportsOf(result).f?.(0, 3e9)).toBe((2 ** 31 - 1 + 3 + 2 ** 31 - 1) | 0)
    const threads = assembler.assembleSync(programOf({ f: 'export function f(): void { atomic.fence() }' }))
    expect(threads).toMatchObject({ ok: false, message: expect.stringContaining('threads') })
  })

  it('takes programs that use more of the standard library', () => {
    const text = 'export function f(n: i32): i32 { const a = new StaticArray<i32>(n); return a.length }'
    expect(exportsOf(assembler.assembleSync(programOf({ f: text }))).f?.(7)).toBe(7)
  })

  it('is no larger with the short library, and smaller with `size`', () => {
    const text =
      'export function f(x: f64, n: i32): f64 { for (let i = 0; i < n; i++) x = x % 7.5 + x; return x }'
    const fast = assembler.assembleSync(programOf({ f: text }))
    const small = assembler.assembleSync(programOf({ f: text }), { size: true })
    expect(fast.ok && fast.wasm.length).toBeLessThan(900)
    expect(small.ok && fast.ok && small.wasm.length <= fast.wasm.length).toBe(true)
    expect(exportsOf(small).f?.(3, 9)).toBe(exportsOf(fast).f?.(3, 9))
  })
})

describe('failing', () => {
  let assembler: Assembler
  beforeAll(() => {
    assembler = createAssembler({ worker, timeout: 20_000 })
  })
  afterAll(() => assembler.dispose())
  const fine = 'export function fine(x: f64): f64 { return x }'

  it('names the kernel of an error', () => {
    const result = assembler.assembleSync(
      programOf({ fine, bad: 'export function bad(): i32 { return nope }' }),
    )
    expect(result).toEqual({
      ok: false,
      kernel: 'bad',
      message: "Cannot find name 'nope'. (export function bad(): i32 { return nope })",
    })
  })

  it('blames every kernel in turn where the shared helpers are wrong', () => {
    const result = assembler.assembleSync(programOf({ fine }, 'export let status: nope = 0\n'))
    expect(result).toMatchObject({ ok: false, kernel: 'fine', message: expect.stringContaining('nope') })
  })

  it('names the kernel of a crash', () => {
    const deep = `${'x + ('.repeat(20_000)}x${')'.repeat(20_000)}`
    const result = assembler.assembleSync(
      programOf({ fine, bad: `export function bad(x: f64): f64 { return ${deep} }` }),
    )
    expect(result).toMatchObject({ ok: false, kernel: 'bad', message: expect.stringContaining('call stack') })
    expect(assembler.assembleSync(half).ok).toBe(true)
  })

  it('answers for a thread that hangs or dies, and starts another', async () => {
    const hanging = createAssembler({
      worker: new URL('data:text/javascript,setTimeout(()=>{},1e6)'),
      timeout: 200,
    })
    const [first, second] = await Promise.all([hanging.assemble(half), hanging.assemble(programOf({}))])
    expect(first).toMatchObject({
      ok: false,
      kernel: null,
      message: expect.stringContaining('no answer within'),
    })
    expect(second).toMatchObject({ ok: false, kernel: null })
    expect(hanging.assembleSync(half)).toMatchObject({ ok: false })
    await hanging.dispose()

    const dying = createAssembler({ worker: new URL('data:text/javascript,process.exit(3)') })
    expect(await dying.assemble(half)).toMatchObject({
      ok: false,
      message: expect.stringContaining('ended with code 3'),
    })
    await dying.dispose()
  })

  it('replaces a thread that has served enough', async () => {
    const short = createAssembler({ worker, recycleAfter: 1 })
    expect((await short.assemble(half)).ok).toBe(true)
    expect(short.assembleSync(half).ok).toBe(true)
    expect((await short.assemble(half)).ok).toBe(true)
    await short.dispose()
  })
})

describe('the cache', () => {
  let cacheDir: string
  const none = new URL('data:text/javascript,process.exit(1)')
  beforeAll(() => {
    cacheDir = mkdtempSync(join(tmpdir(), 'hotpath-cache-'))
  })
  afterEach(() => {
    for (const name of readdirSync(cacheDir)) rmSync(join(cacheDir, name))
  })
  afterAll(() => rmSync(cacheDir, { recursive: true }))

  async function fill(options: object = {}): Promise<AssembleResult> {
    const assembler = createAssembler({ worker, cacheDir, ...options })
    const result = await assembler.assemble(half)
    await assembler.dispose()
    return result
  }

  it('answers without a thread the second time', async () => {
    const first = await fill()
    const cached = createAssembler({ worker: none, cacheDir })
    const second = await cached.assemble(half)
    expect(first).toMatchObject({ ok: true, cached: false })
    expect(second).toMatchObject({ ok: true, cached: true, wasm: first.ok && first.wasm })
    expect(cached.assembleSync(half)).toMatchObject({ ok: true, cached: true })
    expect(await cached.assemble(half, { size: true })).toMatchObject({ ok: false })
    await cached.dispose()
  })

  it('ignores a damaged entry and writes it anew', async () => {
    await fill()
    const [name = ''] = readdirSync(cacheDir)
    const bytes = readFileSync(join(cacheDir, name))
    bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1
    writeFileSync(join(cacheDir, name), bytes)
    expect(await fill()).toMatchObject({ ok: true, cached: false })
    expect(await fill()).toMatchObject({ ok: true, cached: true })
  })

  it('ignores what it holds under force, but not what this process wrote', async () => {
    await fill()
    const assembler = createAssembler({ worker, cacheDir, force: true })
    expect(await assembler.assemble(half)).toMatchObject({ ok: true, cached: false })
    expect(await assembler.assemble(half)).toMatchObject({ ok: true, cached: true })
    await assembler.dispose()
  })

  it('drops what was used longest ago when it is too large', async () => {
    writeFileSync(join(cacheDir, 'old.wasm-entry'), Buffer.alloc(2000))
    await fill({ cacheBytes: 1000 })
    const names = readdirSync(cacheDir)
    expect(names).toHaveLength(1)
    expect(names).not.toContain('old.wasm-entry')
  })

  it('works where it cannot write', async () => {
    const file = join(cacheDir, 'a-file')
    writeFileSync(file, '')
    expect(await fill({ cacheDir: join(file, 'below') })).toMatchObject({ ok: true, cached: false })
  })
})
