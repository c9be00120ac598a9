import { decode } from './base64.js'
import type { WasmHost, WasmInstance } from './host.js'
import { host } from './host.js'
import type { Entry, Kernel, Unit } from './kernel.js'
import { switchOff } from './kernel.js'
import { memory } from './memory.js'
import { realm } from './realm.js'
import { NO_ROOM, warn } from './warn.js'

/** Makes the kernel ready for its first call; `false` where calls have to run as JavaScript, now or for good. */
export function load(kernel: Kernel): boolean {
  // While a kernel with arrays runs, the tables have no place to go: a later call tries again.
  if (kernel.unit.refused === null && !realm().busy) instantiate(kernel.unit, kernel.name)
  return kernel.on
}

/**
 * Whether a call may go into Wasm, asked before anything else is done for it; counts it where not. Glue notes `pause` then,
 * and does not ask for so many calls.
 */
export function ready(kernel: Kernel): boolean {
  if (kernel.on || isForArrays(kernel) || (!kernel.isOff && load(kernel))) return true
  kernel.js++
  kernel.on = kernel.pause > 0 && !kernel.isOff
  return false
}

/** Whether this is a first call that may as well be JavaScript's when its arrays are seen, so that nothing is compiled yet. */
function isForArrays({ unit, js, isOff, plans }: Kernel): boolean {
  if (unit.refused !== null || js > 0 || isOff || realm().busy) return false
  return plans.every(plan => plan.arrays.length > 0 && plan.isWeighed)
}

function instantiate(unit: Unit, name: string): void {
  const wasm = host.WebAssembly as WasmHost
  const imports = {
    env: {},
    math: Math,
    host: unit.host,
  }
  try {
    imports.env = { memory: memory() }
    adopt(unit, new wasm.Instance(new wasm.Module(decode(unit.code)), imports))
  } catch (error) {
    if (!refuse(unit, name, error)) return
    wasm.instantiate(decode(unit.code), imports).then(
      ({ instance }) => adopt(unit, instance),
      error => refuse(unit, name, error),
    )
  }
}

/**
 * Tells policies that forbid WebAssembly from engines that lack a feature; both throw one class. Gives whether it may still
 * come, because it is only too large for this thread.
 */
function refuse(unit: Unit, name: string, error: unknown): boolean {
  const text = `${error}`
  let isLarge = false
  let why = 'the engine refuses it, SIMD may be missing'
  if (!host.WebAssembly) why = 'no WebAssembly here'
  else if (/memory/i.test(text)) why = NO_ROOM
  else if (/^RangeError/.test(text)) {
    // Main threads limit the size of what they compile synchronously.
    isLarge = true
    why = 'too large for the main thread, compiling in background'
  } else if (/eval|policy|allow|block/i.test(text))
    why = "forbidden here, allow 'wasm-unsafe-eval' in script-src"
  unit.refused = warn(why, name, text)
  if (!isLarge) for (const kernel of unit.kernels) if (kernel.specs.length > 0) switchOff(kernel, '')
  return isLarge
}

/** Takes the instance into use. */
function adopt(unit: Unit, { exports }: WasmInstance): void {
  unit.placeTables?.(exports)
  unit.exports = exports
  unit.refused = ''
  for (const kernel of unit.kernels) {
    kernel.f = kernel.specs.map(([entry]) => exports[entry] as Entry)
    kernel.on = true
  }
}
