import { spawnSync } from 'node:child_process'
import { buildApp } from '../../support/build-app.js'
import { appColumn } from './app-column.js'
import type { Column } from './column.js'
import { assemblyScriptColumn } from './peers/assemblyscript-column.js'
import { clangNativeColumn, clangWasmColumn } from './peers/clang-columns.js'
import { ALLOC } from './report.js'

/** What a column needs on the machine. */
interface Tool {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly install: string
}

const clang: Tool = { name: 'clang', command: ['clang', '--version'], install: 'apt-get install clang' }
const lld: Tool = { name: 'wasm-ld', command: ['wasm-ld', '--version'], install: 'apt-get install lld' }

interface Peer {
  readonly name: string
  readonly needs: readonly Tool[]
  readonly column: () => Column | Promise<Column>
}

const peers: readonly Peer[] = [
  { name: 'AssemblyScript', needs: [], column: assemblyScriptColumn },
  { name: 'clang Wasm', needs: [clang, lld], column: clangWasmColumn },
  { name: 'clang native', needs: [clang], column: clangNativeColumn },
]

/** hotpath's columns; the first one is plain JavaScript, which the others are measured against. */
export async function ownColumns(files: Readonly<Record<string, string>>): Promise<readonly Column[]> {
  const plain = await buildApp(files, { hotpath: false, load: false })
  const compiled = await buildApp(files, { load: false })
  return [
    await appColumn('V8', plain.folder, 'plain'),
    await appColumn('hotpath, copies', compiled.folder, 'copied'),
    await appColumn(ALLOC, compiled.folder, 'alloc'),
  ]
}

/** The columns of those peers that `HOTPATH_PEERS` names, or of all; says which are left out for want of a tool. */
export async function peerColumns(): Promise<readonly Column[]> {
  const names = process.env.HOTPATH_PEERS?.split(',')
  const columns: Column[] = []
  for (const { name, needs, column } of peers) {
    if (names && !names.includes(name)) continue
    const missing = needs.find(({ command: [file, ...args] }) => spawnSync(file, args).status !== 0)
    if (missing) console.log(`  no column ${name}: there is no ${missing.name} (${missing.install})`)
    else columns.push(await column())
  }
  return columns
}
