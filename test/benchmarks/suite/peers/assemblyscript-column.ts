import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileAssembly } from '../../assembly.js'
import type { Column } from '../column.js'
import { wasmColumn } from './wasm-column.js'

const folder = join(import.meta.dirname, 'assemblyscript')

/** Memory that is enough for every case, in pages of 64 KiB: what no array takes stays untouched. */
const PAGES = 4096

/** Kernels by hand in AssemblyScript: raw pointers, scalar, -O3. */
export async function assemblyScriptColumn(): Promise<Column> {
  const modules: WebAssembly.Module[] = []
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    const wasm = await compileAssembly(readFileSync(join(folder, file), 'utf8'), PAGES)
    modules.push(new WebAssembly.Module(wasm))
  }
  return wasmColumn('AssemblyScript', { modules, math: 'library' })
}
