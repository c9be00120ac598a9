import type { Duel, SuiteReport, SuiteRow } from './report.js'
import {
  ALLOC,
  absenceOf,
  remarksOn,
  timingOf,
  writeMilliseconds,
  writeRatio,
  writeVerdict,
} from './report.js'

/** The suite as an aligned table, with what is slower and why below it. */
export function writeSuiteTable({ rows, totals, duels }: SuiteReport): string {
  const [first, ...others] = totals
  const columns = totals.map(({ column }) => column)
  const isTimed = rows.some(row => row.first !== null)
  const head = ['kernel', 'size', 'verdict', 'SIMD', ...columns, ...(isTimed ? ['first call'] : [])]
  const body = rows.map(row => [
    row.kernel,
    row.size,
    writeVerdict(row.verdict),
    row.verdict.simd ? 'yes' : '',
    ...columns.map(column => writeCell(row, column, column === first?.column)),
    ...(row.first === null ? [] : [`${writeRatio(row.first.ratio)}${row.first.inWasm ? ' ' : '*'}`]),
  ])
  const means = ['geometric mean', '', '', '', '', ...others.map(({ mean }) => `${writeRatio(mean)} `)]
  const all = [head, ...body, means]
  const widths = head.map((_, i) => Math.max(...all.map(cells => cells[i]?.length ?? 0)))
  const write = (cells: readonly string[]): string => {
    const aligned = cells.map((cell, i) => (i < 4 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
    return `  ${aligned.join('  ').trimEnd()}`
  }
  const line = `  ${widths.map(width => '─'.repeat(width)).join('──')}`
  const slower = others.flatMap(({ column, slower }) =>
    slower.length === 0 || !column.startsWith('hotpath')
      ? []
      : [`  slower than ${first?.column}, ${column}: ${slower.join(', ')}`],
  )
  const key = `  times as fast as ${first?.column}; * calls left to JavaScript; ~ another library's exp, log, sin, cos, equal to 1e-9${isTimed ? '; first call: hotpath, copies, on larger inputs' : ''}`
  const remarks = rows.flatMap(remarksOn).map(remark => `  ${remark}`)
  return [
    write(head),
    line,
    ...body.map(write),
    line,
    write(means),
    key,
    ...slower,
    ...duels.map(writeDuel),
    ...remarks,
  ].join('\n')
}

function writeCell(row: SuiteRow, column: string, first: boolean): string {
  const timing = timingOf(row, column)
  if (timing === null) return absenceOf(row, column) === null ? '' : '– '
  if (first) return writeMilliseconds(timing.time)
  const mark = timing.leftToJs !== null ? '*' : timing.approximate ? '~' : ' '
  return `${writeRatio(timing.ratio)}${mark}`
}

function writeDuel({ peer, mean, atLeast, kernels, behind }: Duel): string {
  const lost = behind.map(({ kernel, ratio }) => `${kernel} ${writeRatio(ratio)}`)
  const verdict = mean >= atLeast ? 'ok' : 'short'
  const where = lost.length === 0 ? 'behind in none' : `behind in ${lost.length}: ${lost.join(', ')}`
  return `  ${ALLOC} against ${peer}: ${writeRatio(mean)} over ${kernels} kernels (target ${writeRatio(atLeast)}, ${verdict}); ${where}`
}
