import type { Kernel } from './kernel.js'
import { realm } from './realm.js'
import type { AnyFunction } from './types.js'

/** Tells `inspect` which kernel a function has. `name` restores the one the engine could not infer. */
export function register<F extends AnyFunction>(fn: F, kernel: Kernel, name?: string): F {
  const { functions } = realm()
  // A function both marked and given to `jit` keeps the kernel it runs.
  const known = functions.get(fn)?.[0]
  if (!known || known.specs.length + known.loops.length === 0) functions.set(fn, [kernel])
  if (name) Object.defineProperty(fn, 'name', fixed(name))
  return fn
}

/** Turns `jitted`, which calls a kernel or `fn`, into what `jit(fn)` gives: `fn`'s name and length, found by `inspect`. */
export function wrap<F extends AnyFunction>(fn: F, kernel: Kernel, jitted: AnyFunction): F {
  realm().functions.set(jitted, [kernel, fn])
  return dress(jitted, fn) as F
}

/** Gives a function the name and length of another. */
export function dress(fn: AnyFunction, { name, length }: AnyFunction): AnyFunction {
  return Object.defineProperties(fn, { name: fixed(name), length: fixed(length) })
}

function fixed(value: unknown): PropertyDescriptor {
  return { value, configurable: true }
}
