import { decode } from './base64.js'
import type { WasmGlobal, WasmHost, WasmInstance } from './host.js'
import { host } from './host.js'
import type { Entry, Kernel, Unit } from './kernel.js'
import { heapOf, memory, padded, reserve, viewOf } from './memory.js'
import { parseSpec } from './parse-spec.js'
import { realm } from './realm.js'
import type { Cause } from './warn.js'
import { warn } from './warn.js'

/** Makes the kernel ready for its first call; `false` where calls have to run as JavaScript, now or for good. */
export function load(kernel: Kernel): boolean {
  // While a kernel with arrays runs, the tables have no place to go: a later call tries again.
  if (kernel.unit.refused === null && !realm().busy) instantiate(kernel.unit, kernel.name)
  return kernel.on
}

/**
 * Whether a call may go into Wasm, asked before anything else is done for it; counts it where not. Glue notes `isOff` then
 * and does not ask any more.
 */
export function ready(kernel: Kernel): boolean {
  if (kernel.on || (!kernel.isOff && load(kernel))) return true
  kernel.js++
  return false
}

function instantiate(unit: Unit, name: string): void {
  const wasm = host.WebAssembly as WasmHost
  const imports = {
    env: {},
    // Programs replace `Math.random`, to seed it: it is looked up at each call.
    math: { __proto__: Math, random: () => Math.random() },
    host: unit.host,
  }
  try {
    imports.env = { memory: memory() }
    adopt(unit, new wasm.Instance(new wasm.Module(decode(unit.code)), imports))
  } catch (error) {
    if (refuse(unit, name, error) !== 'size') return
    wasm.instantiate(decode(unit.code), imports).then(
      ({ instance }) => adopt(unit, instance),
      error => refuse(unit, name, error),
    )
  }
}

/** Tells policies that forbid WebAssembly from engines that lack a feature; both throw one class. */
function refuse(unit: Unit, name: string, error: unknown): Cause {
  const text = `${error}`
  let cause: Cause = 'engine'
  if (!host.WebAssembly) cause = 'missing'
  else if (/memory/i.test(text)) cause = 'room'
  // Main threads limit the size of what they compile synchronously.
  else if (/^RangeError/.test(text)) cause = 'size'
  else if (/eval|policy|allow|block/i.test(text)) cause = 'policy'
  unit.refused = warn(cause, name, text)
  // What is only too large for this thread may still come.
  if (cause !== 'size') for (const kernel of unit.kernels) kernel.isOff = true
  return cause
}

/** Takes the instance into use; its constant tables go below the floor, for good. */
function adopt(unit: Unit, { exports }: WasmInstance): void {
  const shared = realm()
  let pointer = shared.floor
  for (const [n, [name, values]] of unit.tables.entries()) {
    const heap = heapOf(name)
    const end = pointer + padded(values.length * heap.size)
    reserve(end)
    // `set` converts numbers as a store into that array does.
    ;(viewOf(heap) as Float64Array).set(values as readonly number[], pointer / heap.size)
    const global = exports[`table_${n}`] as WasmGlobal | undefined
    if (global) global.value = pointer
    pointer = end
  }
  shared.floor = pointer
  unit.exports = exports
  unit.refused = ''
  for (const kernel of unit.kernels) {
    kernel.f = kernel.specs.map(([entry]) => exports[entry] as Entry)
    kernel.plans = kernel.specs.map(parseSpec)
    kernel.on = true
  }
}
