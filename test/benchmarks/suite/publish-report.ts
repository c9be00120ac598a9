import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../figure.js'
import { figuresOf } from './figures.js'
import type { SuiteReport } from './report.js'
import { writeSuiteMarkdown } from './write-markdown.js'
import { writeSuitePage } from './write-page.js'
import { writeSuiteTable } from './write-table.js'

const artifacts = join(import.meta.dirname, '../../../artifacts')

/** Prints a report as a table, leaves it as JSON and as a page under this name, and gives its figures. */
export function publishReport(name: string, report: SuiteReport): readonly Figure[] {
  console.log(`\n${writeSuiteTable(report)}`)
  mkdirSync(artifacts, { recursive: true })
  writeFileSync(join(artifacts, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(artifacts, `${name}.md`), writeSuiteMarkdown(report))
  writeFileSync(join(artifacts, `${name}.html`), writeSuitePage(report))
  return figuresOf(report)
}
