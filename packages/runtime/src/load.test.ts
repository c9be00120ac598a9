import { afterEach, expect, it, vi } from 'vitest'
import { code, kernels } from '../test/kernels.js'
import { run } from '../test/run.js'
import { draws } from './draws.js'
import { inspect } from './inspect.js'
import type { Kernel } from './kernel.js'
import { load } from './load.js'
import { realm } from './realm.js'
import { register } from './register.js'
import { unit } from './unit.js'

const { WebAssembly: wasm } = globalThis

/** In milliseconds: background threads of a busy machine take their time. */
const patience = 30_000

afterEach(() => {
  realm().warned.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function silenced() {
  return vi.spyOn(console, 'warn').mockImplementation(() => {})
}

/** A host that compiles nothing and says why. */
function refusing(error: Error): void {
  class Module {
    constructor() {
      throw error
    }
  }
  vi.stubGlobal('WebAssembly', { ...allOf(wasm), Module })
}

function allOf(namespace: typeof wasm): object {
  return Object.fromEntries(
    Object.getOwnPropertyNames(namespace).map(name => [name, namespace[name as keyof typeof wasm]]),
  )
}

it('does nothing before the first call', () => {
  const { add } = kernels('add')
  expect([add.on, add.unit.exports]).toEqual([false, null])
  expect(load(add)).toBe(true)
  expect(add.f[0]?.(1, 2)).toBe(3)
})

it('makes all kernels of a module ready at once', () => {
  const { add, sum } = kernels('add', 'sum')
  load(add)
  expect(sum.on).toBe(true)
})

it('fills the constant tables as typed arrays would be', () => {
  const { table } = kernels('table')
  load(table)
  expect([0, 1, 2].map(i => table.f[0]?.(i))).toEqual([1.5, 2, Number.NaN])
  const again = kernels('table').table
  load(again)
  expect(table.f[0]?.(0)).toBe(1.5)
})

it('gives kernels the engine’s own Math', () => {
  const { sine } = kernels('sine')
  load(sine)
  expect(sine.f[0]?.(0.7)).toBe(Math.sin(0.7))
})

it.each([
  ['policy', new EvalError('Refused to evaluate'), /script-src/],
  [
    'policy',
    new wasm.CompileError(
      "WebAssembly.Module(): Refused to compile … 'unsafe-eval' is not an allowed source",
    ),
    /script-src/,
  ],
  ['policy', new wasm.CompileError('Wasm code generation disallowed by embedder'), /script-src/],
  ['engine', new wasm.CompileError('invalid value type 0x7b, enable with --experimental-wasm-simd'), /SIMD/],
  ['room', new RangeError('WebAssembly.Memory(): could not allocate memory'), /no room/],
])('stays JavaScript where the host refuses: %s', (_, error, text) => {
  const warned = silenced()
  refusing(error)
  const [first, second] = [kernels('add').add, kernels('sum').sum]
  expect([load(first), load(first), load(second)]).toEqual([false, false, false])
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/^hotpath: `add` runs as JavaScript: /)]])
  expect(warned.mock.calls[0]?.[0]).toMatch(text)
  const fn = register(() => 0, first)
  expect(inspect(fn)).toMatchObject({ status: 'js', reasons: [expect.stringMatching(text)] })
})

it('stays JavaScript without WebAssembly', () => {
  const warned = silenced()
  vi.stubGlobal('WebAssembly', undefined)
  const { add } = kernels('add')
  expect([load(add), load(add)]).toEqual([false, false])
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/no WebAssembly here/)]])
})

it('compiles in the background what the main thread finds too large', { timeout: patience }, async () => {
  const warned = silenced()
  refusing(
    new RangeError(
      'WebAssembly.Compile is disallowed on the main thread, if the buffer size is larger than 4KB.',
    ),
  )
  const { add } = kernels('add')
  const fn = register(() => 0, add)
  expect(load(add)).toBe(false)
  expect(inspect(fn)).toMatchObject({ status: 'js', reasons: [expect.stringMatching(/background/)] })
  await vi.waitFor(() => expect(add.on).toBe(true), patience)
  expect(add.f[0]?.(1, 2)).toBe(3)
  expect(inspect(fn)).toMatchObject({ status: 'wasm', reasons: [] })
  expect(warned).toHaveBeenCalledTimes(1)
})

it('says when the background refuses too', { timeout: patience }, async () => {
  const warned = silenced()
  const instantiate = () => Promise.reject(new wasm.CompileError('bad'))
  refusing(new RangeError('too large'))
  vi.stubGlobal('WebAssembly', { ...globalThis.WebAssembly, instantiate })
  const { add } = kernels('add')
  load(add)
  await vi.waitFor(() => expect(add.unit.refused).toMatch(/the engine/), patience)
  expect(warned).toHaveBeenCalledTimes(2)
})

it('decodes base64 with what there is', () => {
  const native = Uint8Array as unknown as { fromBase64?: unknown }
  const had = native.fromBase64
  native.fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
  vi.stubGlobal('atob', undefined)
  try {
    const [add] = unit(code, [['add', [['add', '(f64, f64) → f64']]]], undefined, draws) as [Kernel]
    expect(load(add)).toBe(true)
  } finally {
    if (had) native.fromBase64 = had
    else delete native.fromBase64
  }
})

it('leaves calls to JavaScript that memory has no room for, and warns once', () => {
  const warned = silenced()
  const { sum } = kernels('sum')
  load(sum)
  const { memory } = realm()
  const grow = vi.spyOn(memory as WebAssembly.Memory, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
  })
  const large = new Float64Array((memory as WebAssembly.Memory).buffer.byteLength / 8 + 1)
  const call = (array: Float64Array) => run(sum, 0, [array], (f, at) => f(at[0] as number, array.length))
  expect([call(large), call(large)].map(String)).toEqual(Array(2).fill('Symbol(hotpath.miss)'))
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/`sum` runs as JavaScript: no room/)]])
  expect(call(new Float64Array([1, 2]))).toBe(3)
  grow.mockRestore()
  expect(call(large)).toBe(0)
})
