import type { AnyFunction } from './types.js'

/** What a marker may ask for; the same words follow a `@jit` comment. */
export interface JitOptions {
  /**
   * A function that cannot be compiled fails the build instead of staying JavaScript.
   * @default false
   */
  readonly strict?: boolean
  /**
   * Floats may be computed faster, and not bit by bit as JavaScript does: in all the ways there are, or in those of a list.
   * @default false
   */
  readonly fastmath?: boolean | readonly ('reassoc' | 'contract' | 'arcp' | 'approx')[]
  /**
   * Where `Math.sin`, `Math.exp` and the like come from: `'exact'` calls the engine's own, `'native'` uses WebAssembly
   * code whose last digit may differ, as `fastmath: ['approx']` does.
   * @default 'exact'
   */
  readonly math?: 'exact' | 'native'
  /**
   * Loops may be spread over threads.
   * @default false
   */
  readonly parallel?: boolean
  /**
   * The function is copied into its callers.
   * @default false
   */
  readonly inline?: boolean
  /**
   * Array accesses are not checked: one out of bounds may do anything.
   * @default false
   */
  readonly unchecked?: boolean
  /**
   * The function stays JavaScript.
   * @default false
   */
  readonly off?: boolean
  /** The types to compile for, e.g. `'i32(i32, f64)'`; a declared result is wrapped or rounded to its type. */
  readonly signature?: string
  /** Several of them: one compiled version each. */
  readonly signatures?: readonly string[]
}

/** `@jit` and `@jit({ … })` on a method, standard or legacy. */
export interface JitDecorator {
  <F extends AnyFunction>(method: F, context: ClassMethodDecoratorContext): F
  (target: object, key: string | symbol, descriptor: PropertyDescriptor): void
}

/**
 * Marks a function for compilation to WebAssembly and gives it back with the same type. The hotpath plugin does the work;
 * without it this is the identity, and the function runs as the JavaScript it is.
 */
export function jit<F extends AnyFunction>(fn: F, options?: JitOptions): F
export function jit(options: JitOptions): JitDecorator
export function jit<F extends AnyFunction>(method: F, context: ClassMethodDecoratorContext): F
export function jit(target: object, key: string | symbol, descriptor: PropertyDescriptor): void
export function jit(target: unknown, _?: unknown, descriptor?: unknown): unknown {
  return descriptor ?? (typeof target === 'function' ? target : jit)
}
