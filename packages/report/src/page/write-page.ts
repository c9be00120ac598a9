import type { FunctionReport } from '@hotpath/compiler'
import { bytesOf, countOf, showBytes, verdictWord } from '../describe-verdict.js'
import type { FileReport } from '../file-report.js'
import { escapeHtml } from './escape-html.js'
import { pageScript } from './page-script.js'
import { pageStyle } from './page-style.js'
import { tokenStyle } from './token-style.js'
import { writeRows } from './write-rows.js'

/** A file of the page: its report, and its source as HTML, line by line. */
export interface PageSection {
  readonly report: FileReport
  readonly lines: readonly string[]
}

/** One HTML page that needs nothing but itself: functions on the left, their source on the right. */
export function writePage(sections: readonly PageSection[]): string {
  const reports = sections.map(({ report }) => report)
  const functions = reports.flatMap(report => report.functions)
  const compiled = functions.filter(({ status }) => status === 'wasm').length
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0)
  const summary = `${compiled} of ${countOf(functions.length, 'function')} in WebAssembly, ${showBytes(bytes)}`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>hotpath: ${escapeHtml(reports.map(({ path }) => path).join(', '))}</title>
<style>${pageStyle}${tokenStyle}</style>
<header><h1>hotpath annotate</h1><span class="sum">${summary}</span>
<span class="tools"><label><input type="checkbox" id="problems"> problems only</label>
<button id="theme" type="button" hidden>Theme</button></span></header>
<div class="layout">
<nav aria-label="Functions">${reports.map(navOf).join('')}</nav>
<main>
<div class="legend"><span><i></i>arithmetic</span><span><i class="check"></i>bounds check kept</span>
<span><i class="crossing"></i>host call, copy or conversion</span><span><i class="javascript"></i>stays JavaScript</span></div>
${sections.map(section).join('\n')}
</main></div>
<script>${pageScript}</script>
</html>
`
}

function navOf(report: FileReport): string {
  const links = report.functions.map(fn => {
    const word = verdictWord(fn)
    const count = fn.kernels.length > 1 ? ` · ${countOf(fn.kernels.length, 'specialisation')}` : ''
    const bytes = fn.kernels.length > 0 ? ` · ${showBytes(bytesOf(fn, report))}` : ''
    const isProblem = word !== 'Wasm'
    return `<a href="#${lineId(report, headLine(fn))}"${isProblem ? ' class="problem"' : ''}><b>${escapeHtml(fn.name)}</b>
<small><span class="verdict ${verdictClass(fn)}">${word}</span>${bytes}${count}</small></a>`
  })
  return `<div><h2>${escapeHtml(report.path)}</h2>${links.join('')}</div>`
}

function section({ report, lines }: PageSection): string {
  return `<section><h2>${escapeHtml(report.path)}</h2>\n${writeRows(report, lines, lineId)}</section>`
}

/** The line whose panel is the function's. */
function headLine(fn: FunctionReport): number {
  return fn.lines?.from ?? fn.line
}

function lineId({ path }: FileReport, line: number): string {
  return escapeHtml(`${path}:${line}`)
}

function verdictClass(fn: FunctionReport): string {
  if (fn.status !== 'wasm') return fn.status === 'js' ? 'v-js' : 'v-lifted'
  return fn.slowLines.length > 0 ? 'v-slow' : 'v-wasm'
}
