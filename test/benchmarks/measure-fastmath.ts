import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { inspect as Inspect } from 'hotpath'
import { buildApp } from '../support/build-app.js'
import { compareSpeed } from '../support/compare-speed.js'
import type * as kernels from './app/loose-kernels.js'
import type { Figure } from './figure.js'

type Kernels = typeof kernels
type AnyFunction = (...args: never[]) => unknown

/** What `app/loose.ts` exports. */
interface App {
  readonly plain: Kernels
  readonly exact: Kernels
  readonly loose: Kernels
  readonly inspectKernel: typeof Inspect
}

interface Row {
  readonly kernel: keyof Kernels
  readonly args: () => readonly unknown[]
}

const count = 10_000
const spread = (low: number, high: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => low + (high - low) * (0.5 + 0.5 * Math.sin(i * i)))
const zeros = (): Float64Array => new Float64Array(count)
const inAndOut = (): readonly unknown[] => [spread(-9, 9), zeros()]

const rows: readonly Row[] = [
  { kernel: 'exponentials', args: inAndOut },
  { kernel: 'logarithms', args: inAndOut },
  { kernel: 'sines', args: inAndOut },
  { kernel: 'powers', args: inAndOut },
  { kernel: 'waves', args: inAndOut },
  { kernel: 'softmax', args: inAndOut },
  { kernel: 'standardise', args: () => [spread(-9, 9), 0.3, 5.7, zeros()] },
  { kernel: 'relax', args: inAndOut },
  { kernel: 'blackScholes', args: () => [spread(50, 150), spread(60, 140), spread(0.1, 2), zeros()] },
]

/** What `fastmath` gains, copies included: over V8, and over the same function compiled bit by bit. */
export async function measureFastmath(): Promise<readonly Figure[]> {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, 'app', name), 'utf8')
  const files = { 'loose.ts': read('loose.ts'), 'loose-kernels.ts': read('loose-kernels.ts') }
  const { plain, exact, loose, inspectKernel } = (await buildApp<App>(files, { entry: 'loose.ts' })).exports
  return rows.map(({ kernel, args }): Figure => {
    const [own, other] = [args(), args()]
    ;(plain[kernel] as AnyFunction)(...(own as never[]))
    ;(loose[kernel] as AnyFunction)(...(other as never[]))
    assertClose(kernel, own.at(-1) as Float64Array, other.at(-1) as Float64Array)
    if (inspectKernel(loose[kernel]).calls.wasm === 0) throw new Error(`${kernel} did not run in Wasm`)
    const options = { warmUp: 200 }
    const overV8 = compareSpeed(plain[kernel], loose[kernel], args(), options)
    const overExact = compareSpeed(exact[kernel], loose[kernel], args(), options)
    const each = (ns: number): string => `${(ns / count).toFixed(2)} ns`
    const details = `an element: V8 ${each(overV8.plain)}, fastmath ${each(overV8.jitted)}; ${overExact.ratio.toFixed(2)}× of exact`
    return {
      name: `${kernel} under fastmath, over V8`,
      details,
      value: overV8.ratio,
      unit: '×',
      target: null,
    }
  })
}

/** Loose results are near, or else something is wrong: last digits, times what a formula makes of them. */
function assertClose(name: string, expected: Float64Array, actual: Float64Array): void {
  for (const [i, value] of expected.entries()) {
    const error = Math.abs(value - (actual[i] ?? NaN))
    if (!(error <= 1e-12 * (1 + Math.abs(value))))
      throw new Error(`${name}: ${actual[i]} instead of ${value}`)
  }
}
