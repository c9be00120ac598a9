import type { SuiteReport, SuiteRow, Total } from './report.js'
import { remarksOn, timingOf, writeMilliseconds, writeVerdict } from './report.js'

const style = `
:root { color-scheme: light dark; --dim: light-dark(#667, #99a); --line: light-dark(#ddd, #333);
  --c0: light-dark(#2563eb, #6ea8fe); --c1: light-dark(#0d9488, #4fd1c5); --c2: light-dark(#c2410c, #fb923c);
  --c3: light-dark(#7e22ce, #c084fc); --c4: light-dark(#a16207, #facc15); --slow: light-dark(#c00, #ff7b72) }
body { font: 15px/1.4 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem;
  background: light-dark(#fff, #16181d); color: light-dark(#222, #ddd) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top }
thead th { border: 0 } th { font-weight: 600 } small, .dim { color: var(--dim); font-weight: 400 }
td { white-space: nowrap } td.bars { width: 50%; padding-right: 0 }
.bar { display: flex; align-items: center; gap: .5rem; font-size: .85rem; line-height: 1.3; white-space: nowrap }
.bar i { height: .6rem; border-radius: 2px; flex: none; min-width: 1px } .slow { color: var(--slow) }
@media (max-width: 45rem) { thead { display: none } tr { display: flex; flex-wrap: wrap; column-gap: 1rem;
  border-top: 1px solid var(--line) } th, td { border: 0 } td.bars { width: 100% } }
.key i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin: 0 .3rem 0 1rem }
`

/** The suite as a page of its own, with bars for the ratios on a logarithmic scale, whose left end is half of V8's speed. */
export function writeSuitePage(report: SuiteReport): string {
  const [first, ...others] = report.totals
  const largest = Math.max(2, ...report.rows.flatMap(({ timings }) => timings.map(({ ratio }) => ratio)))
  const scale = (ratio: number): number => Math.max(0, (70 * Math.log2(2 * ratio)) / Math.log2(2 * largest))
  const key = others.map(({ column }, i) => `<i style="background:${color(i)}"></i>${escapeHtml(column)}`)
  const remarks = report.rows.flatMap(remarksOn).map(remark => `<li>${escapeHtml(remark)}</li>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>hotpath: suite</title>
<style>${style}</style>
<h1>hotpath against plain JavaScript</h1>
<p>${report.rows.length} kernels, Node ${escapeHtml(report.node)}. Bars: how many times as fast as
${escapeHtml(first?.column ?? '')}, on a logarithmic scale that starts at 0.5. Every result is equal by bits.</p>
<p class="key">${key.join('')}</p>
<table>
<thead><tr><th>kernel<th>verdict<th>${escapeHtml(first?.column ?? '')}<th>times as fast</thead>
${meanRow(report, others, scale)}
${report.rows.map(row => kernelRow(row, first, others, scale)).join('\n')}
</table>
${remarks.length === 0 ? '' : `<h2>In JavaScript</h2><ul>${remarks.join('')}</ul>`}
</html>
`
}

type Scale = (ratio: number) => number

function meanRow({ rows }: SuiteReport, others: readonly Total[], scale: Scale): string {
  const compiled = rows.filter(({ verdict }) => verdict.status !== 'js').length
  const bars = others.map(({ mean }, i) => bar(mean, i, scale, ''))
  return `<tr><th>geometric mean<td>${compiled} of ${rows.length} compiled<td><td class="bars">${bars.join('')}`
}

function kernelRow(row: SuiteRow, first: Total | undefined, others: readonly Total[], scale: Scale): string {
  const { kernel, size, verdict } = row
  const bars = others.map(({ column }, i) => {
    const timing = timingOf(row, column)
    if (timing === null) return ''
    const left = timing.leftToJs === null ? '' : ', calls left to JavaScript'
    return bar(timing.ratio, i, scale, writeMilliseconds(timing.time) + left)
  })
  const simd = verdict.simd ? ' <small>SIMD</small>' : ''
  const plain = first === undefined ? null : timingOf(row, first.column)
  return `<tr><th>${escapeHtml(kernel)} <small>${escapeHtml(size)}</small><td>${escapeHtml(writeVerdict(verdict))}${simd}
<td>${plain === null ? '' : writeMilliseconds(plain.time)}<td class="bars">${bars.join('')}`
}

function bar(ratio: number, index: number, scale: Scale, note: string): string {
  const slow = ratio < 1 ? ' class="slow"' : ''
  const box = `<i style="width:${scale(ratio).toFixed(1)}%;background:${color(index)}"></i>`
  return `<div class="bar">${box}<b${slow}>${ratio.toFixed(2)}×</b><small>${escapeHtml(note)}</small></div>`
}

function color(index: number): string {
  return `var(--c${index % 5})`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
