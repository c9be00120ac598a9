import type { WasmGlobal, WasmHost } from './host.js'
import { host } from './host.js'
import { isHostError } from './host-calls.js'
import type { Kernel, Miss, Plan } from './kernel.js'
import { pass, switchOff } from './kernel.js'
import { warn } from './warn.js'

/** The compiler's `status.restart` and `status.firstThrow`. */
const RESTART = 1
const FIRST_THROW = 2

/** A kernel may restart this many times, and once more for as many calls that do not. */
const PATIENCE = 8

/**
 * Ends a call that left its kernel early. A `throw` of the user's, or of a host function of theirs, is thrown on after
 * `finish` has made its stores visible; anything else gives `miss`, because nothing visible has happened yet. Only the
 * stack may run out after a store in place (`mayShow`): then that error is thrown, as every call in JavaScript may.
 */
export function leave(
  kernel: Kernel,
  i: number,
  error: unknown,
  finish?: () => void,
  mayShow?: boolean,
): Miss {
  const status = takeStatus(kernel)
  // Not called as a method of the list, whose name would stand in the stack trace.
  const make = (kernel.plans[i] as Plan).throws[status - FIRST_THROW]
  const thrown = status < FIRST_THROW ? error : make?.()
  const isHosts = isHostError(error)
  const name = (error as Partial<Error> | null)?.name
  // Out of stack; Firefox says InternalError.
  if (!isHosts && (name === 'RangeError' || name === 'InternalError')) {
    rest(kernel)
    if (mayShow) throw error
  } else if (status === RESTART) countRestart(kernel)
  else if (!isHosts && thrown === error && error instanceof (host.WebAssembly as WasmHost).RuntimeError) {
    switchOff(kernel, warn('hotpath bug, please report', kernel.name, error))
  } else {
    finish?.()
    kernel.wasm++
    throw thrown
  }
  return pass(kernel)
}

function takeStatus({ unit }: Kernel): number {
  const global = unit.exports?.status as WasmGlobal | undefined
  const status = global?.value ?? 0
  if (global) global.value = 0
  return status
}

/** Counts a call that JavaScript has to run after all; a kernel that restarts often only costs time. */
export function countRestart(kernel: Kernel): void {
  if (++kernel.restarts > PATIENCE + kernel.wasm / PATIENCE) switchOff(kernel, 'it restarts too often')
}

/**
 * Keeps a kernel that ran out of stack off until the running job ends. The JavaScript that now repeats its recursion would
 * otherwise enter Wasm, and overflow, again at every level.
 */
function rest(kernel: Kernel): void {
  countRestart(kernel)
  kernel.on = false
  Promise.resolve().then(() => {
    kernel.on = !kernel.isOff
  })
}
