import type { Kernel } from './kernel.js'
import { load } from './load.js'
import { realm } from './realm.js'
import { dress } from './register.js'
import type { AnyFunction } from './types.js'
import { unit } from './unit.js'

/** What `inspect` tells of a function. */
export interface Inspection<F> {
  readonly name: string
  /**
   * `wasm`: its calls run in WebAssembly where their arguments allow. `lifted`: only some of its loops do. `js`: nothing
   * does. See `reasons`.
   */
  readonly status: 'wasm' | 'lifted' | 'js'
  /** Why it is JavaScript; empty where it is not. */
  readonly reasons: readonly string[]
  /**
   * The compiled signatures, e.g. `(Float64Array, i32, i32) → Float64Array`. Behind one whose calls run as JavaScript all
   * the same, as that is faster, stands why.
   */
  readonly signatures: readonly string[]
  /**
   * How many calls ran where, until now; of a lifted function, how many runs of its loops. One that has been left to
   * JavaScript for good is not counted further, as that would cost it time. Short calls without arrays that run as
   * JavaScript to be compared are counted when a burst of them is over.
   */
  readonly calls: { readonly wasm: number; readonly js: number }
  /** Size of the WebAssembly module it is in, which all compiled functions of its source module share. */
  readonly bytes: number
  /** The same function as plain JavaScript. */
  readonly original: F
}

/** Tells what became of a function: compiled or not, why not, and where its calls have run. */
export function inspect<F extends AnyFunction>(fn: F): Inspection<F> {
  const [kernel, original] = realm().functions.get(fn) ?? [unmarked(), fn]
  const { code, refused } = kernel.unit
  const all = [kernel, ...kernel.loops]
  const signatures = all.flatMap(signaturesOf)
  const compiled = signatures.length > 0
  const reasons = compiled && refused ? [refused] : kernel.reasons
  return {
    name: kernel.name || fn.name,
    status: reasons.length
      ? !refused && kernel.loops.some(({ isOff }) => !isOff)
        ? 'lifted'
        : 'js'
      : 'wasm',
    reasons,
    signatures,
    calls: { wasm: sum(all, 'wasm'), js: sum(all, 'js') },
    bytes: compiled ? (code.length * 3) >> 2 : 0,
    original: (original ?? (compiled ? withoutKernel(fn, kernel) : fn)) as F,
  }
}

function signaturesOf({ specs, plans, reasons }: Kernel): readonly string[] {
  return specs.map(([, signature], i) => {
    const left = plans[i]?.left ?? reasons[0]
    return left ? `${signature}, left to JavaScript: ${left}` : signature
  })
}

function sum(kernels: readonly Kernel[], where: 'wasm' | 'js'): number {
  return kernels.reduce((total, kernel) => total + kernel[where], 0)
}

function unmarked(): Kernel {
  return unit('', [
    ['', [], 'no @jit marker, no hotpath plugin, or not compiled and made inside a function'],
  ])[0] as Kernel
}

/** The function with its kernels off while it runs: its body, and what that calls again, is plain JavaScript. */
function withoutKernel(fn: AnyFunction, kernel: Kernel): AnyFunction {
  function original(this: unknown, ...args: readonly unknown[]): unknown {
    load(kernel)
    const before = [kernel, ...kernel.loops].map(one => [one, { ...one }] as const)
    for (const [one] of before) Object.assign(one, { on: false, pause: 0 })
    try {
      return Reflect.apply(fn, this, args)
    } finally {
      for (const [one, { on, js, pause }] of before) Object.assign(one, { on, js, pause })
    }
  }
  return dress(original, fn)
}
