import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { importFresh } from '../../support/build-app.js'
import type { SuiteApp } from './app-column.js'
import { appColumn } from './app-column.js'
import type { Column } from './column.js'
import { assemblyScriptColumn } from './peers/assemblyscript-column.js'
import { clangNativeColumn, clangWasmColumn } from './peers/clang-columns.js'
import { jzColumn } from './peers/jz-column.js'
import { numbaColumn, pythonWithNumba } from './peers/numba-column.js'
import { ALLOC, COPIES } from './report.js'

/** What a column needs on the machine. */
interface Tool {
  readonly name: string
  readonly found: () => boolean
  readonly install: string
}

const clang: Tool = { name: 'clang', found: () => runs('clang'), install: 'apt-get install clang lld' }
const lld: Tool = { name: 'wasm-ld', found: () => runs('wasm-ld'), install: 'apt-get install lld' }

const numba: Tool = {
  name: 'Numba',
  found: () => pythonWithNumba() !== undefined,
  install: 'apt-get install python3-numba',
}

function runs(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0
}

interface Peer {
  readonly name: string
  readonly needs: readonly Tool[]
  readonly column: (files: KernelFiles) => Column | Promise<Column>
}

/** The suite's app, by file. */
type KernelFiles = Readonly<Record<string, string>>

const peers: readonly Peer[] = [
  { name: 'AssemblyScript', needs: [], column: assemblyScriptColumn },
  { name: 'jz', needs: [], column: jzColumn },
  { name: 'clang Wasm', needs: [clang, lld], column: clangWasmColumn },
  { name: 'clang native', needs: [clang], column: clangNativeColumn },
  { name: 'Numba', needs: [numba], column: numbaColumn },
]

/** hotpath's columns; the first one is plain JavaScript, which the others are measured against. */
export async function ownColumns(plain: string, compiled: string): Promise<readonly Column[]> {
  const load = (folder: string) => importFresh<SuiteApp>(join(folder, 'dist/entry.mjs'))
  return [
    appColumn('V8', await load(plain), 'plain'),
    appColumn(COPIES, await load(compiled), 'copied'),
    appColumn(ALLOC, await load(compiled), 'alloc'),
  ]
}

/** The columns of those peers that `HOTPATH_PEERS` names, or of all; says which are left out for want of a tool. */
export async function peerColumns(files: KernelFiles): Promise<readonly Column[]> {
  const names = process.env.HOTPATH_PEERS?.split(',')
  const columns: Column[] = []
  for (const { name, needs, column } of peers) {
    if (names && !names.includes(name)) continue
    const missing = needs.find(({ found }) => !found())
    if (missing) console.log(`  no column ${name}: there is no ${missing.name} (${missing.install})`)
    else columns.push(await column(files))
  }
  return columns
}
