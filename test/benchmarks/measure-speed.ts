import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { inspect as Inspect } from 'hotpath'
import { buildApp } from '../support/build-app.js'
import { compareSpeed } from '../support/compare-speed.js'
import { observeCall, sameObservation } from '../support/observe-call.js'
import type * as kernels from './app/kernels.js'
import type { Figure } from './figure.js'
import { handWrittenPdist } from './hand-written-pdist.js'

type Kernels = typeof kernels
type AnyFunction = (...args: never[]) => unknown

/** What `app/main.ts` exports. */
interface App {
  readonly plain: Kernels
  readonly jitted: Kernels
  readonly inspectKernel: typeof Inspect
  readonly copyInPlace: (value: unknown) => unknown
}

interface Row {
  readonly name: string
  readonly kernel: keyof Kernels
  readonly args: () => readonly unknown[]
  /** Whether its arrays are of `alloc`; plain JavaScript has ordinary ones. */
  readonly inPlace?: boolean
  /** How many times as fast as plain JavaScript it should be. */
  readonly atLeast?: number
}

const floats = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => Math.sin(i * i) * 10)
const singles = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.cos(i))
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 7)
const picture = (): readonly unknown[] => [new Uint8ClampedArray(4 * 320 * 240), 320, 240, 100]

const rows: readonly Row[] = [
  { name: 'pdist 200×100', kernel: 'pdist', args: () => [floats(200 * 100), 200, 100], atLeast: 2 },
  { name: 'pdist 400×8', kernel: 'pdist', args: () => [floats(400 * 8), 400, 8], atLeast: 2 },
  { name: 'saxpy f32 1e5', kernel: 'saxpy', args: () => [0.5, singles(1e5), singles(1e5)], atLeast: 1.5 },
  { name: 'saxpy f32 1e6', kernel: 'saxpy', args: () => [0.5, singles(1e6), singles(1e6)], atLeast: 1 },
  {
    name: 'saxpy f32 1e6 of `alloc`',
    kernel: 'saxpy',
    args: () => [0.5, singles(1e6), singles(1e6)],
    inPlace: true,
    atLeast: 5,
  },
  { name: 'fib(90)', kernel: 'fib', args: () => [90], atLeast: 0.95 },
  { name: 'mandelbrot 320×240', kernel: 'mandelbrot', args: picture },
  { name: 'matmul 128³', kernel: 'matmul', args: () => [floats(128 * 128), floats(128 * 128), 128] },
  { name: 'sum f64 1e4', kernel: 'sum', args: () => [floats(1e4)] },
  { name: 'sum f32 1e4', kernel: 'sum', args: () => [singles(1e4)] },
  { name: 'sum i32 1e4', kernel: 'sum', args: () => [Int32Array.from({ length: 1e4 }, (_, i) => i)] },
  { name: 'fnv1a 1e4 bytes', kernel: 'fnv1a', args: () => [bytes(1e4)] },
  {
    name: 'greyscale 64k pixels',
    kernel: 'greyscale',
    args: () => [new Uint8ClampedArray(bytes(4 * 65536))],
  },
]

/** Speed against plain JavaScript, copies included, equal results asserted first; and what one call costs. */
export async function measureSpeed(): Promise<readonly Figure[]> {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'app', name), 'utf8')
  const { exports } = await buildApp<App>({ 'main.ts': read('main.ts'), 'kernels.ts': read('kernels.ts') })
  const { plain, jitted, inspectKernel, copyInPlace } = exports
  const figures = rows.map(({ name, kernel, args, inPlace, atLeast }): Figure => {
    assertSame(name, plain[kernel], jitted[kernel], args)
    if (inspectKernel(jitted[kernel]).calls.wasm === 0) throw new Error(`${name} did not run in Wasm`)
    const own = inPlace ? args().map(copyInPlace) : args()
    const speed = compareSpeed(plain[kernel], jitted[kernel], args(), { own })
    const details = `V8 ${writeTime(speed.plain)}, hotpath ${writeTime(speed.jitted)}`
    const target = atLeast === undefined ? null : { atLeast }
    return { name: `${name} against V8`, details, value: speed.ratio, unit: '×', target }
  })
  return [...figures, callOverhead(plain, jitted, inspectKernel), await againstHandWritten(jitted)]
}

function callOverhead(plain: Kernels, jitted: Kernels, inspectKernel: typeof Inspect): Figure {
  assertSame('call overhead', plain.twoNumbers, jitted.twoNumbers, () => [3, 4])
  const { calls } = inspectKernel(jitted.twoNumbers)
  if (calls.wasm === 0) throw new Error('the two-number kernel did not run in Wasm')
  const speed = compareSpeed(plain.twoNumbers, jitted.twoNumbers, [3, 4])
  return {
    name: 'call of a two-number kernel, over V8',
    details: `V8 ${speed.plain.toFixed(1)} ns, hotpath ${speed.jitted.toFixed(1)} ns`,
    value: speed.jitted - speed.plain,
    unit: 'ns',
    target: { atMost: 40 },
  }
}

async function againstHandWritten(jitted: Kernels): Promise<Figure> {
  const reference = await handWrittenPdist()
  const args = (): readonly unknown[] => [floats(200 * 100), 200, 100]
  assertSame('hand-written pdist', reference, jitted.pdist, args)
  const speed = compareSpeed(reference, jitted.pdist, args())
  return {
    name: 'pdist 200×100 against hand-written AssemblyScript',
    details: `AssemblyScript ${writeTime(speed.plain)}, hotpath ${writeTime(speed.jitted)}, copies in both`,
    value: speed.ratio,
    unit: '×',
    target: { atLeast: 0.95 },
  }
}

function assertSame(
  name: string,
  expected: AnyFunction,
  actual: AnyFunction,
  args: () => readonly unknown[],
): void {
  const [a, b] = [observeCall(expected, args()), observeCall(actual, args())]
  if (!sameObservation(a, b)) throw new Error(`${name} gives other bits than plain JavaScript`)
}

function writeTime(ns: number): string {
  if (ns < 1e3) return `${ns.toFixed(0)} ns`
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(2)} ms`
}
