import type { WasmExports, WasmGlobal } from './host.js'
import type { Unit } from './kernel.js'
import { heapOf, padded, reserve, viewOf } from './memory.js'
import { realm } from './realm.js'

/** A constant table: the constructor's name and the values, as the module's global `table_n` wants them. */
export type TableSpec = readonly [constructor: string, values: readonly number[] | readonly bigint[]]

/** What puts the constant tables of a module below the floor, for good. */
export function tables(specs: readonly TableSpec[]): Unit['placeTables'] {
  return (exports: WasmExports) => {
    const shared = realm()
    let pointer = shared.floor
    for (const [n, [name, values]] of specs.entries()) {
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
  }
}
