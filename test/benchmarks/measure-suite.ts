import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../support/build-app.js'
import type { Figure } from './figure.js'
import { cases } from './suite/cases.js'
import { ownColumns, peerColumns } from './suite/columns.js'
import { figuresOf } from './suite/figures.js'
import { measureCase } from './suite/measure-case.js'
import { measureFirstCall } from './suite/measure-first-call.js'
import type { SuiteRow } from './suite/report.js'
import { reportOf } from './suite/report.js'
import { verdictsOf } from './suite/verdicts.js'
import { writeSuiteMarkdown } from './suite/write-markdown.js'
import { writeSuitePage } from './suite/write-page.js'
import { writeSuiteTable } from './suite/write-table.js'

const appFolder = join(import.meta.dirname, 'suite/app')
const artifacts = join(import.meta.dirname, '../../artifacts')

/** Kernels as developers write them, in every column, equal bits asserted first. */
export async function measureSuite(): Promise<readonly Figure[]> {
  const names = readdirSync(appFolder)
  const files = Object.fromEntries(names.map(name => [name, readFileSync(join(appFolder, name), 'utf8')]))
  const plain = await buildApp(files, { hotpath: false, load: false })
  const compiled = await buildApp(files, { load: false })
  const columns = [...(await ownColumns(plain.folder, compiled.folder)), ...(await peerColumns(files))]
  const { 'main.ts': _, ...kernelFiles } = files
  const verdicts = verdictsOf(kernelFiles)
  const rows: SuiteRow[] = []
  const chosen = asked()
  for (const suiteCase of chosen) {
    const { kernel, size } = suiteCase
    const verdict = verdicts.get(kernel)
    if (verdict === undefined) throw new Error(`nothing marks ${kernel}`)
    const measured = await measureCase(suiteCase, columns)
    const first = measureFirstCall(kernel, plain.folder, compiled.folder)
    rows.push({ kernel, size, verdict, ...measured, first })
    console.error(`  ${kernel}: ${rows.length} of ${chosen.length}`)
  }
  const report = reportOf(rows)
  console.log(`\n${writeSuiteTable(report)}`)
  mkdirSync(artifacts, { recursive: true })
  writeFileSync(join(artifacts, 'suite.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(artifacts, 'suite.md'), writeSuiteMarkdown(report))
  writeFileSync(join(artifacts, 'suite.html'), writeSuitePage(report))
  return figuresOf(report)
}

/** All of them, or those that `HOTPATH_KERNELS` names. */
function asked(): typeof cases {
  const names = process.env.HOTPATH_KERNELS?.split(',')
  if (!names) return cases
  const kernels = cases.map(({ kernel }) => kernel)
  const unknown = names.filter(name => !kernels.includes(name))
  if (unknown.length > 0) throw new Error(`no kernel ${unknown.join(', ')}; there are ${kernels.join(', ')}`)
  return cases.filter(({ kernel }) => names.includes(kernel))
}
