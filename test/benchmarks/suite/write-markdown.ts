import { cpus } from 'node:os'
import type { SuiteReport, SuiteRow } from './report.js'
import { COPIES, timingOf, writeRatio } from './report.js'

const BASE = 'V8'

/** The table as the documentation shows it: the largest gain first, so that what loses is seen at its end. */
export function writeSuiteMarkdown({ engine, rows, totals }: SuiteReport): string {
  const columns = totals.map(({ column }) => column).filter(column => column !== BASE)
  const gain = (row: SuiteRow): number => timingOf(row, COPIES)?.ratio ?? 0
  const lines = rows
    .toSorted((a, b) => gain(b) - gain(a))
    .map(row => [
      `${row.kernel}, ${row.size}`,
      ...columns.map(column => writeCell(row, column)),
      row.first ? `${writeRatio(row.first.ratio)}${row.first.inWasm ? '' : ' \\*'}` : '–',
    ])
  const means = totals.filter(({ column }) => column !== BASE).map(({ mean }) => `**${writeRatio(mean)}**`)
  return `${[
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads, ${engine}.`,
    '',
    tableLine(['kernel', ...columns.map(column => column.replace(', ', ', <br>')), 'first call']),
    tableLine(['---', ...[...columns, ''].map(() => '---:')]),
    ...lines.map(tableLine),
    tableLine(['**geometric mean**', ...means, '']),
  ].join('\n')}\n`
}

function writeCell(row: SuiteRow, column: string): string {
  const timing = timingOf(row, column)
  if (timing === null) return '–'
  return `${writeRatio(timing.ratio)}${timing.approximate ? ' ~' : ''}`
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
