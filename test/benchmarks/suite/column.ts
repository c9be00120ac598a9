import { join } from 'node:path'
import type { alloc, inspect as Inspect } from 'hotpath'
import { importFresh } from '../../support/build-app.js'
import type { SuiteCase } from './cases.js'

type AnyFunction = (...args: never[]) => unknown
type Typed = Float64Array & { set(values: ArrayLike<number>): void }

/** One way to run the kernels of the suite, and one column of its table. */
export interface Column {
  readonly name: string
  /** Sets a case up; `null` where this way has no such kernel. */
  readonly enter: (suiteCase: SuiteCase) => Contestant | null
}

/** A kernel with inputs of its own, ready to be called again and again. */
export interface Contestant {
  /** Puts the inputs back to what they were; not part of the time. */
  readonly reset: () => void
  readonly call: () => unknown
  /** Calls it takes at least until it runs as it will from then on. */
  readonly settling: number
  /** The inputs as the last call left them. */
  readonly inputs: readonly unknown[]
  /** Why calls run as JavaScript though the kernel compiled, as far as they have until now. */
  readonly leftToJs: () => string | null
}

/** Kernels that copy arrays race their JavaScript: calls that are weighed first, and five heats of eight. */
const RACE = 16 + 5 * 8

interface App {
  readonly kernels: Readonly<Record<string, AnyFunction>>
  readonly inspectKernel: typeof Inspect
  readonly allocArray: typeof alloc
}

/**
 * A column of a built app, for `plain` of one built without hotpath. Its instance of the app is its own, so that V8 has
 * seen no other column's calls there.
 */
export async function columnOf(
  name: string,
  folder: string,
  arrays: 'plain' | 'copied' | 'alloc',
): Promise<Column> {
  const { kernels, inspectKernel, allocArray } = await importFresh<App>(join(folder, 'dist/entry.mjs'))
  const place = (value: unknown): unknown => {
    if (arrays !== 'alloc' || !isTyped(value)) return value
    const made = allocArray(value.constructor as Float64ArrayConstructor, value.length)
    made.set(value)
    return made
  }
  const enter = ({ kernel, args }: SuiteCase): Contestant => {
    const fn = kernels[kernel]
    if (fn === undefined) throw new Error(`the suite's app has no kernel ${kernel}`)
    const fresh = args()
    const inputs = args().map(place)
    const reset = (): void => {
      inputs.forEach((input, i) => {
        if (isTyped(input)) input.set(fresh[i] as Typed)
      })
    }
    const leftToJs = (): string | null => (arrays === 'plain' ? null : whyLeft(inspectKernel(fn)))
    const settling = arrays === 'copied' ? RACE : 1
    return { reset, call: callerOf(fn, inputs), settling, inputs, leftToJs }
  }
  return { name, enter }
}

function whyLeft({ status, reasons, signatures, calls }: ReturnType<typeof Inspect>): string | null {
  if (status === 'js') return reasons.join('; ')
  const lost = signatures.map(text => /left to JavaScript: (.*)/.exec(text)?.[1]).find(text => text)
  return lost ?? (calls.wasm === 0 ? 'no call fits its signatures' : null)
}

function isTyped(value: unknown): value is Typed {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

/** A call site of its own for each function: a shared one would make them polymorphic. */
function callerOf(fn: AnyFunction, args: readonly unknown[]): () => unknown {
  const names = args.map((_, i) => `a${i}`)
  return new Function('fn', ...names, `return () => fn(${names.join(', ')})`)(fn, ...args) as () => unknown
}
