import type { Column } from '../column.js'
import { assemblyScriptModules } from './assemblyscript-modules.js'
import { wasmColumn } from './wasm-column.js'

/** Kernels by hand in AssemblyScript. */
export async function assemblyScriptColumn(): Promise<Column> {
  const modules = (await assemblyScriptModules()).map(wasm => new WebAssembly.Module(wasm))
  return wasmColumn('AssemblyScript', { modules, math: 'library' })
}
