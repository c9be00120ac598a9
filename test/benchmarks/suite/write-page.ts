import type { FirstCall } from './measure-first-call.js'
import { style } from './page-style.js'
import type { Duel, SuiteReport, SuiteRow, Total } from './report.js'
import {
  ALLOC,
  absenceOf,
  remarksOn,
  timingOf,
  writeMilliseconds,
  writeRatio,
  writeVerdict,
} from './report.js'

/** The suite as a page of its own, with bars for the ratios on a logarithmic scale, whose left end is a quarter of the speed of plain JavaScript. */
export function writeSuitePage(report: SuiteReport): string {
  const [first, ...others] = report.totals
  const plain = escapeHtml(first?.column ?? '')
  const isTimed = report.rows.some(row => row.first !== null)
  const largest = Math.max(2, ...report.rows.flatMap(({ timings }) => timings.map(({ ratio }) => ratio)))
  const scale = (ratio: number): number => Math.max(0, (66 * Math.log2(4 * ratio)) / Math.log2(4 * largest))
  const key = others.map(
    ({ column }, i) => `<span><i style="background:${color(i)}"></i>${escapeHtml(column)}</span>`,
  )
  const remarks = report.rows.flatMap(remarksOn).map(remark => `<li>${escapeHtml(remark)}</li>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>hotpath: suite</title>
<style>${style}</style>
<h1>hotpath, plain JavaScript and its peers</h1>
<p>${report.rows.length} kernels, ${escapeHtml(report.engine)}. Bars: how many times as fast as ${plain}, on a
logarithmic scale that starts at 0.25, measured in turns in one run. Results are equal by bits, or to 1e-9 where another
library's exp, log, sin or cos takes part (~). ${
    isTimed
      ? `First call: hotpath with ordinary arrays against ${plain}, both in
a fresh process and on inputs that keep ${plain} busy for 50 ms and more.`
      : ''
  }</p>
${duelTable(report.duels)}
<p class="key">${key.join('')}</p>
<table>
<thead><tr><th>kernel<th>verdict<th>${plain}${isTimed ? '<th>first call' : ''}<th>times as fast as ${plain}</thead>
${meanRow(report, others, scale)}
${report.rows.map(row => kernelRow(row, first, others, scale)).join('\n')}
</table>
${remarks.length === 0 ? '' : `<h2>Left to JavaScript, or left out</h2><ul>${remarks.join('')}</ul>`}
</html>
`
}

function firstCall({ ratio, inWasm }: FirstCall): string {
  return `<b${ratio < 1 && inWasm ? ' class="slow"' : ''}>${writeRatio(ratio)}${inWasm ? '' : '*'}</b>`
}

type Scale = (ratio: number) => number

/** hotpath against those that have their arrays in place as well. */
function duelTable(duels: readonly Duel[]): string {
  if (duels.length === 0) return ''
  const rows = duels.map(({ peer, mean, atLeast, kernels, behind, absent }) => {
    const lost = behind.map(({ kernel, ratio }) => `${kernel} ${writeRatio(ratio)}`).join(', ')
    const slow = mean < atLeast ? ' class="slow"' : ''
    const missing = absent.length === 0 ? '' : `, without ${absent.join(', ')}`
    return `<tr><th>${escapeHtml(peer)}<td><b${slow}>${writeRatio(mean)}</b><td>≥&nbsp;${writeRatio(atLeast)}
<td>${kernels}${escapeHtml(missing)}<td>${escapeHtml(lost)}`
  })
  return `<h2>${escapeHtml(ALLOC)}, against each peer</h2>
<table class="duels"><thead><tr><th>peer<th>mean<th>target<th>kernels<th>behind in</thead>${rows.join('\n')}</table>`
}

function meanRow({ rows }: SuiteReport, others: readonly Total[], scale: Scale): string {
  const isTimed = rows.some(row => row.first !== null)
  const compiled = rows.filter(({ verdict }) => verdict.status !== 'js').length
  const bars = others.map(({ mean }, i) => bar(mean, i, scale, ''))
  return `<tr><th>geometric mean<td>${compiled} of ${rows.length} compiled<td>${isTimed ? '<td>' : ''}<td class="bars">${bars.join('')}`
}

function kernelRow(row: SuiteRow, first: Total | undefined, others: readonly Total[], scale: Scale): string {
  const { kernel, size, verdict } = row
  const bars = others.map(({ column }, i) => {
    const timing = timingOf(row, column)
    if (timing === null) return absence(absenceOf(row, column), i)
    const left = timing.leftToJs === null ? '' : ', calls left to JavaScript'
    const library = timing.approximate ? ' ~' : ''
    return bar(timing.ratio, i, scale, writeMilliseconds(timing.time) + left + library)
  })
  const simd = verdict.simd ? ' <small>SIMD</small>' : ''
  const plain = first === undefined ? null : timingOf(row, first.column)
  const early = row.first === null ? '' : `<td>${firstCall(row.first)}`
  return `<tr><th>${escapeHtml(kernel)} <small>${escapeHtml(size)}</small><td>${escapeHtml(writeVerdict(verdict))}${simd}
<td>${plain === null ? '' : writeMilliseconds(plain.time)}${early}
<td class="bars">${bars.join('')}`
}

function bar(ratio: number, index: number, scale: Scale, note: string): string {
  const slow = ratio < 1 ? ' class="slow"' : ''
  const box = `<i style="width:${scale(ratio).toFixed(1)}%;background:${color(index)}"></i>`
  return `<div class="bar">${box}<b${slow}>${writeRatio(ratio)}</b><small>${escapeHtml(note)}</small></div>`
}

function absence(reason: string | null, index: number): string {
  if (reason === null) return ''
  return `<div class="bar"><i style="width:1px;background:${color(index)}"></i><small>${escapeHtml(shorten(reason))}</small></div>`
}

/** The whole reason stands below the table. */
function shorten(reason: string): string {
  return reason.length > 40 ? `${reason.slice(0, 39)}…` : reason
}

function color(index: number): string {
  return `var(--c${index % 7})`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
