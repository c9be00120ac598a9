import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileAssembly } from '../../assembly.js'

const folder = join(import.meta.dirname, 'assemblyscript')

/** Memory that is enough for every case, in pages of 64 KiB: what no array takes stays untouched. */
const PAGES = 4096

/** The modules of the kernels by hand in AssemblyScript: raw pointers, scalar, -O3. */
export async function assemblyScriptModules(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const modules: Uint8Array<ArrayBuffer>[] = []
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts')))
    modules.push(await compileAssembly(readFileSync(join(folder, file), 'utf8'), PAGES))
  return modules
}
