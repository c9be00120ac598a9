// The tour in the terminal: verdict, equality with plain JavaScript by bits, and speed, measured in this very run.
import { formatTime, measure } from './measure.js'
import { sameBits, stops, verdictOf } from './tour.js'

interface Row {
  readonly cells: readonly string[]
  readonly same: boolean
  readonly detail: string
}

const head = ['function', 'verdict', 'same bits', 'plain JS', 'hotpath', 'speed']
const rightAligned = new Set([3, 4, 5])

const rows = stops.map((stop): Row => {
  const same = sameBits(stop)
  const { status, detail } = verdictOf(stop)
  const speed = measure(stop)
  const times = [formatTime(speed.plain), formatTime(speed.jitted), `${speed.ratio.toFixed(2)}×`]
  return { cells: [stop.title, status, same ? 'yes' : 'NO', ...times], same, detail }
})

const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row.cells[i]?.length ?? 0)))
const line = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => (rightAligned.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
    .join('   ')

console.log(`\n  ${line(head)}\n  ${widths.map(width => '─'.repeat(width)).join('───')}`)
for (const row of rows) console.log(`  ${line(row.cells)}`)
console.log('\n  compiled as, or why not')
for (const { cells, detail } of rows) console.log(`  ${(cells[0] ?? '').padEnd(widths[0] ?? 0)}   ${detail}`)
console.log('\n  Copies into and out of Wasm memory are part of every hotpath time.\n')

if (rows.some(row => !row.same)) {
  console.error('A jitted function gave other bits than plain JavaScript.')
  process.exitCode = 1
}
