// pnpm corpus [package …] [--functions] [--seed 1] [--processes 6]: real packages with every function marked, against their plain selves.
// Prints a table, writes artifacts/corpus.json, and exits with 1 at any difference. `--processes 0` times nothing.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packages } from './packages.js'
import { comparePackage, loadPackage } from './run-package.js'
import { timePackage } from './time-package.js'
import type { CorpusRow } from './write-table.js'
import { writeTable } from './write-table.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    functions: { type: 'boolean', default: false },
    processes: { type: 'string', default: '6' },
  },
})

const rows: CorpusRow[] = []
for (const about of packages) {
  if (positionals.length > 0 && !positionals.includes(about.name)) continue
  const loaded = await loadPackage(about)
  const result = comparePackage(loaded, Number(values.seed))
  for (const difference of result.differences.slice(0, 5)) console.error(difference)
  if (values.functions) {
    for (const { name, status, line, signatures, reasons } of loaded.marked.verdicts) {
      const why = reasons[0] ? `${reasons[0].code}: ${reasons[0].message}` : signatures.join(', ')
      console.log(`${status.padEnd(5)} ${about.name}:${line} ${name}  ${why}`)
    }
  }
  rows.push({ ...result, speed: await timePackage(about, Number(values.processes)) })
}

console.log(writeTable(rows))
const folder = join(import.meta.dirname, '../../artifacts')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'corpus.json'), `${JSON.stringify(rows, null, 2)}\n`)
process.exit(rows.some(row => row.differences.length > 0) ? 1 : 0)
