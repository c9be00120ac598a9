import type { SuiteReport } from './report.js'
import { remarksOn, timingOf, writeMilliseconds, writeVerdict } from './report.js'

/** The suite as an aligned table, with what is slower and why below it. */
export function writeSuiteTable({ rows, totals }: SuiteReport): string {
  const [first, ...others] = totals
  const columns = totals.map(({ column }) => column)
  const ratio = (value: number): string => `${value.toFixed(2)}×`
  const head = ['kernel', 'size', 'verdict', 'SIMD', ...columns]
  const body = rows.map(row => [
    row.kernel,
    row.size,
    writeVerdict(row.verdict),
    row.verdict.simd ? 'yes' : '',
    ...columns.map(column => {
      const timing = timingOf(row, column)
      if (timing === null) return ''
      const time = writeMilliseconds(timing.time)
      if (column === first?.column) return time
      return `${time}${timing.leftToJs === null ? ' ' : '*'} ${ratio(timing.ratio).padStart(7)}`
    }),
  ])
  const means = ['geometric mean', '', '', '', '', ...others.map(({ mean }) => ratio(mean))]
  const all = [head, ...body, means]
  const widths = head.map((_, i) => Math.max(...all.map(cells => cells[i]?.length ?? 0)))
  const write = (cells: readonly string[]): string => {
    const aligned = cells.map((cell, i) => (i < 4 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
    return `  ${aligned.join('  ').trimEnd()}`
  }
  const line = `  ${widths.map(width => '─'.repeat(width)).join('──')}`
  const slower = others.flatMap(({ column, slower }) =>
    slower.length === 0 ? [] : [`  slower than V8, ${column}: ${slower.join(', ')}`],
  )
  const remarks = rows.flatMap(remarksOn).map(remark => `  ${remark}`)
  return [write(head), line, ...body.map(write), line, write(means), ...slower, ...remarks].join('\n')
}
