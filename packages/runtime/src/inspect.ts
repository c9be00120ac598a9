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
   * JavaScript for good is not counted further, as that would cost it time.
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
  const { specs, plans, wasm, js } = kernel
  const { code, refused } = kernel.unit
  const compiled = specs.length > 0
  const reasons = compiled && refused ? [refused] : kernel.reasons
  return {
    name: kernel.name || fn.name,
    status: reasons.length ? (compiled && !refused && !kernel.isOff ? 'lifted' : 'js') : 'wasm',
    reasons,
    signatures: specs.map(([, signature], i) => {
      const left = plans[i]?.left
      return left ? `${signature}, left to JavaScript: ${left}` : signature
    }),
    calls: { wasm, js },
    bytes: compiled ? (code.length * 3) >> 2 : 0,
    original: (original ?? (compiled ? withoutKernel(fn, kernel) : fn)) as F,
  }
}

function unmarked(): Kernel {
  return unit('', [
    ['', [], 'no @jit marker, no hotpath plugin, or not compiled and made inside a function'],
  ])[0] as Kernel
}

/** The function with its kernel off while it runs: its body, and what that calls again, is plain JavaScript. */
function withoutKernel(fn: AnyFunction, kernel: Kernel): AnyFunction {
  function original(this: unknown, ...args: readonly unknown[]): unknown {
    load(kernel)
    const { on, js } = kernel
    kernel.on = false
    try {
      return Reflect.apply(fn, this, args)
    } finally {
      Object.assign(kernel, { on, js })
    }
  }
  return dress(original, fn)
}
