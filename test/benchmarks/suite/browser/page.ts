import type { SuiteApp } from '../app-column.js'
import { appColumn } from '../app-column.js'
import { cases } from '../cases.js'
import type { Column } from '../column.js'
import type { Measurement } from '../measure-case.js'
import { measureCase } from '../measure-case.js'
import { wasmColumn } from '../peers/wasm-column.js'
import { ALLOC, COPIES } from '../report.js'

/** What the page is told before it measures. */
export interface PageSetup {
  /** What the column of the engine's own JavaScript is called. */
  readonly column: string
  /** Files of the modules that AssemblyScript's column has. */
  readonly assemblyScript: readonly string[]
}

let columns: readonly Column[] = []

async function setUp({ column, assemblyScript }: PageSetup): Promise<void> {
  const modules = await Promise.all(
    assemblyScript.map(file => WebAssembly.compileStreaming(fetch(new URL(file, document.baseURI)))),
  )
  columns = [
    appColumn(column, await load('plain.mjs'), 'plain'),
    appColumn(COPIES, await load('compiled.mjs?load=1'), 'copied'),
    appColumn(ALLOC, await load('compiled.mjs?load=2'), 'alloc'),
    wasmColumn('AssemblyScript', { modules, math: 'library' }),
  ]
}

/** An instance of its own for each query. */
async function load(file: string): Promise<SuiteApp> {
  // Not of this page's build, which would have compiled it.
  return (await import(/* @vite-ignore */ new URL(file, document.baseURI).href)) as SuiteApp
}

function measure(kernel: string): Promise<Measurement> {
  const suiteCase = cases.find(one => one.kernel === kernel)
  if (suiteCase === undefined) throw new Error(`no kernel ${kernel}`)
  return measureCase(suiteCase, columns)
}

Object.assign(window, { suite: { setUp, measure } })
