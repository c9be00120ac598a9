import type { FunctionReport } from '@hotpath/compiler'
import { bytesOf, countOf, showBytes, verdictWord } from '../describe-verdict.js'
import type { FileReport } from '../file-report.js'
import { escapeHtml, withCode } from './escape-html.js'
import { liveScript } from './live-script.js'
import { pageScript } from './page-script.js'
import { pageStyle } from './page-style.js'
import { tokenStyle } from './token-style.js'
import { writeRows } from './write-rows.js'

/** A file of the page: its report, and its source as HTML, line by line. */
export interface PageSection {
  readonly report: FileReport
  readonly lines: readonly string[]
  /** A word on the file as a whole. */
  readonly remark?: string
  /** Why the report is not of the file as it stands now. */
  readonly problem?: string
}

/** What a page says besides that follows its sources. */
export interface LiveState {
  /** Files that are not reported yet. */
  readonly pending: number
  /** Whether there may be more of them. */
  readonly isSearching: boolean
  /** What went wrong with files that have no section. */
  readonly problems: readonly string[]
}

/** One HTML page that needs nothing but itself: functions on the left, their source on the right. */
export function writePage(sections: readonly PageSection[]): string {
  const paths = sections.map(({ report }) => report.path).join(', ')
  const names = { title: `hotpath: ${paths}`, heading: 'hotpath annotate', state: '' }
  return wholePage(sections, { ...names, summary: summaryOf(sections), notes: '', script: pageScript })
}

/** The same page for a server that sends it anew whenever something has changed: it keeps itself up to date. */
export function writeLivePage(
  sections: readonly PageSection[],
  { pending, isSearching, problems }: LiveState,
): string {
  const names = { title: 'hotpath', heading: 'hotpath', state: '<span id="live" role="status"></span>' }
  const isUnderWay = pending > 0 || isSearching
  const files = pending > 0 ? `, ${countOf(pending, 'more file')} under way` : ''
  const isEmpty = sections.length + problems.length === 0 && !isUnderWay
  const nothing =
    'No function is marked yet. Mark one and it shows up here: `/* @jit */ function …`. Files are found when the app loads them, and in the project’s folder.'
  const notes = [...problems, ...(isEmpty ? [nothing] : [])].map(
    text => `<p class="note">${withCode(text)}</p>`,
  )
  return wholePage(sections, {
    ...names,
    summary:
      sections.length === 0 && isUnderWay ? 'looking for marked functions …' : summaryOf(sections) + files,
    notes: notes.join(''),
    script: liveScript + pageScript,
  })
}

interface PageParts {
  readonly title: string
  readonly heading: string
  readonly state: string
  readonly summary: string
  readonly notes: string
  readonly script: string
}

function wholePage(sections: readonly PageSection[], parts: PageParts): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(parts.title)}</title>
<style>${pageStyle}${tokenStyle}</style>
<header><h1>${parts.heading}</h1>${parts.state}<span class="sum">${parts.summary}</span>
<span class="tools"><label><input type="checkbox" id="problems"> problems only</label>
<button id="theme" type="button" hidden>Theme</button></span></header>
<div class="layout">
<nav aria-label="Functions">${sections.map(navOf).join('')}</nav>
<main>
<div class="legend"><span><i></i>arithmetic</span><span><i class="check"></i>bounds check kept</span>
<span><i class="crossing"></i>host call, copy or conversion</span><span><i class="javascript"></i>stays JavaScript</span></div>
<div id="notes">${parts.notes}</div>
${sections.map(section).join('\n')}
</main></div>
<script>${parts.script}</script>
</html>
`
}

function summaryOf(sections: readonly PageSection[]): string {
  const functions = sections.flatMap(({ report }) => report.functions)
  const compiled = functions.filter(({ status }) => status === 'wasm').length
  const bytes = sections.reduce((sum, { report }) => sum + report.bytes, 0)
  return `${compiled} of ${countOf(functions.length, 'function')} in WebAssembly, ${showBytes(bytes)}`
}

function navOf({ report, remark, problem }: PageSection): string {
  const links = report.functions.map(fn => {
    const word = verdictWord(fn)
    const count = fn.kernels.length > 1 ? ` · ${countOf(fn.kernels.length, 'specialisation')}` : ''
    const bytes = fn.kernels.length > 0 ? ` · ${showBytes(bytesOf(fn, report))}` : ''
    const isProblem = word !== 'Wasm'
    const of = escapeHtml(`${report.path} ${fn.name}`)
    return `<a href="#${lineId(report, headLine(fn))}" data-of="${of}"${isProblem ? ' class="problem"' : ''}><b>${escapeHtml(fn.name)}</b>
<small><span class="verdict ${verdictClass(fn)}">${word}</span>${bytes}${count}</small></a>`
  })
  const stale = problem === undefined ? [] : ['not up to date']
  const more = [...(remark === undefined ? [] : [remark]), ...stale].map(text => ` · ${escapeHtml(text)}`)
  return `<div><h2>${escapeHtml(report.path)}${more.join('')}</h2>${links.join('')}</div>`
}

function section({ report, lines, remark, problem }: PageSection): string {
  const path = escapeHtml(report.path)
  const more = remark === undefined ? '' : ` <span class="of">· ${escapeHtml(remark)}</span>`
  const note = problem === undefined ? '' : `<p class="note">${withCode(problem)}</p>\n`
  return `<section data-file="${path}"><h2>${path}${more}</h2>\n${note}${writeRows(report, lines, lineId)}</section>`
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
