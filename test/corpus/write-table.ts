import type { PackageResult } from './run-package.js'
import type { PackageSpeed } from './time-package.js'

/** A package's result and how fast its typical use is, beside plain JavaScript. */
export interface CorpusRow extends PackageResult {
  /** Null: it was not timed. */
  readonly speed: PackageSpeed | null
}

/** The share of functions that compiled, as a percentage. */
export function shareOf({ compiled, functions }: Pick<PackageResult, 'compiled' | 'functions'>): number {
  return Math.round((1000 * compiled) / functions) / 10
}

/** The corpus as an aligned table, with the most frequent reasons for what stays JavaScript. */
export function writeTable(rows: readonly CorpusRow[]): string {
  const total = {
    compiled: rows.reduce((sum, row) => sum + row.compiled, 0),
    functions: rows.reduce((sum, row) => sum + row.functions, 0),
  }
  const head = [
    'package',
    'functions',
    'compiled',
    '',
    'compared',
    'differ',
    'in wasm',
    'in js',
    '× V8',
    'from – to',
  ]
  const cells = rows.map(row => [
    row.name,
    String(row.functions),
    String(row.compiled),
    `${shareOf(row)} %`,
    String(row.compared),
    String(row.differences.length),
    String(row.calls.wasm),
    String(row.calls.js),
    row.speed?.ratio.toFixed(2) ?? '',
    row.speed ? `${row.speed.low.toFixed(2)} – ${row.speed.high.toFixed(2)}` : '',
  ])
  const last = ['all', String(total.functions), String(total.compiled), `${shareOf(total)} %`]
  const table = [head, ...cells, last]
  const widths = head.map((_, i) => Math.max(...table.map(row => row[i]?.length ?? 0)))
  const lines = table.map(row =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  )
  const causes = topCauses(rows).map(([cause, count]) => `  ${count} × ${cause}`)
  return [...lines, '', 'Why functions stay JavaScript, by the first reason:', ...causes].join('\n')
}

function topCauses(rows: readonly PackageResult[]): readonly (readonly [cause: string, count: number])[] {
  const causes = new Map<string, number>()
  for (const row of rows) {
    for (const [cause, count] of Object.entries(row.causes))
      causes.set(cause, (causes.get(cause) ?? 0) + count)
  }
  return [...causes].sort((a, b) => b[1] - a[1]).slice(0, 16)
}
