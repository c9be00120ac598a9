import { inspect } from 'hotpath'
import * as kernels from './kernels.js'
import * as plain from './plain.js'

type AnyFunction = (...args: never[]) => unknown

/** One stop of the tour: a function, jitted and plain, and what to call it with. */
export interface Stop {
  readonly title: string
  readonly note: string
  readonly jitted: AnyFunction
  readonly plain: AnyFunction
  readonly args: () => readonly unknown[]
}

/** Size of the picture. */
export const picture = { width: 480, height: 360, limit: 200 } as const

const points = Float64Array.from({ length: 200 * 100 }, (_, i) => Math.sin(i * i) * 10)
const values = Array.from({ length: 4096 }, (_, i) => (i * 2654435761) % 1000)

/** Every stop, in the tutorial's order. */
export const stops: readonly Stop[] = [
  {
    title: 'fib(90)',
    note: 'Plain loop, swap by destructuring',
    jitted: kernels.fib,
    plain: plain.fib,
    args: () => [90],
  },
  {
    title: 'fib_obj(new MyInt(90))',
    note: 'The same on objects',
    jitted: kernels.fib_obj,
    plain: plain.fib_obj,
    args: () => [new kernels.MyInt(90)],
  },
  {
    title: 'sum(Int32Array)',
    note: '4,096 elements',
    jitted: kernels.sum,
    plain: plain.sum,
    args: () => [Int32Array.from(values)],
  },
  {
    title: 'sum(Float32Array)',
    note: '4,096 elements',
    jitted: kernels.sum,
    plain: plain.sum,
    args: () => [Float32Array.from(values, v => v / 7)],
  },
  {
    title: 'sum(Float64Array)',
    note: '4,096 elements',
    jitted: kernels.sum,
    plain: plain.sum,
    args: () => [Float64Array.from(values, v => v / 7)],
  },
  {
    title: 'pdist 200 × 100',
    note: 'Pairwise distances, three nested loops',
    jitted: kernels.pdist,
    plain: plain.pdist,
    args: () => [points.slice(), 200, 100],
  },
  {
    title: `mandelbrot ${picture.width} × ${picture.height}`,
    note: 'RGBA picture, up to 200 steps a pixel',
    jitted: kernels.mandelbrot,
    plain: plain.mandelbrot,
    args: () => [
      new Uint8ClampedArray(4 * picture.width * picture.height),
      picture.width,
      picture.height,
      picture.limit,
    ],
  },
]

/** What hotpath made of a stop's function. */
export interface Verdict {
  readonly status: 'wasm' | 'js'
  /** The signature that its arguments take, or the first reason why there is none. */
  readonly detail: string
}

/** Asks the function itself. */
export function verdictOf(stop: Stop): Verdict {
  const { status, signatures, reasons } = inspect(stop.jitted)
  if (status === 'js') return { status, detail: reasons[0] ?? 'not compiled' }
  // Of several signatures, the one that these arguments take.
  const [first] = stop.args()
  const kind = ArrayBuffer.isView(first) ? first.constructor.name : ''
  return { status, detail: signatures.filter(signature => signature.includes(kind)).join(' · ') }
}

/** Calls both once and compares result and arguments bit by bit. */
export function sameBits(stop: Stop): boolean {
  const [a, b] = [stop.args(), stop.args()]
  const results = [stop.jitted(...(a as never[])), stop.plain(...(b as never[]))]
  return equalBits(results[0], results[1]) && a.every((arg, i) => equalBits(arg, b[i]))
}

function equalBits(a: unknown, b: unknown): boolean {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return Object.is(a, b) || typeof a === 'object'
  const [x, y] = [bytesOf(a), bytesOf(b)]
  return x.length === y.length && x.every((byte, i) => byte === y[i])
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
