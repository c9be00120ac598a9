import type { FunctionReport, LineReport, LoopReport, VariableReport } from '@hotpath/compiler'
import type { FileReport } from '../file-report.js'
import { allLoops, loopsByLine, notesOf } from '../line-notes.js'
import { escapeHtml, withCode } from './escape-html.js'
import { writeFunction } from './write-function.js'

type IdOf = (report: FileReport, line: number) => string

/** The lines of a file; those about which there is more to say open. */
export function writeRows(report: FileReport, highlighted: readonly string[], idOf: IdOf): string {
  const lines = new Map(report.lines.map(line => [line.line, line]))
  const loops = loopsByLine(report)
  const slow = new Set(report.functions.flatMap(fn => fn.slowLines))
  return highlighted
    .map((html, n) => {
      const number = n + 1
      const line = lines.get(number)
      const functions = report.functions.filter(fn => (fn.lines?.from ?? fn.line) === number)
      const starting = allLoops(report).filter(loop => loop.line === number)
      const body = [
        ...functions.map(fn => writeFunction(fn, report)),
        list(loops.get(number) ?? []),
        list(notesOf(line).filter(note => !isInPanel(note, functions))),
        variables(variablesOn(number, report)),
      ].join('')
      const id = idOf(report, number)
      const classes = ['row', line?.tint ?? '', isProblem(line, functions, slow) ? 'problem' : ''].filter(
        Boolean,
      )
      const cells = `<span class="n"><a href="#${id}" tabindex="-1">${number}</a></span><span class="src">${html || ' '}</span>${badges(starting, reasonsOn(number, report))}`
      if (body === '') return `<div class="${classes.join(' ')}" id="${id}">${cells}</div>`
      const outer = classes.includes('problem') ? ' class="problem"' : ''
      return `<details${outer} id="${id}"><summary class="${classes.join(' ')}">${cells}</summary><div class="body">${body}</div></details>`
    })
    .join('\n')
}

/** Something to change: not that a function is passed arrays. */
function isProblem(
  line: LineReport | undefined,
  functions: readonly FunctionReport[],
  slow: ReadonlySet<number>,
): boolean {
  const isDear =
    line !== undefined && (line.tint === 'javascript' || line.tint === 'check' || slow.has(line.line))
  return isDear || functions.some(fn => fn.status !== 'wasm' || fn.slowLines.length > 0)
}

/** Whether the function's own panel already says how this value crosses. */
function isInPanel(note: string, functions: readonly FunctionReport[]): boolean {
  const crossings = functions.flatMap(fn => fn.kernels.flatMap(kernel => kernel.crossings))
  return crossings.some(({ name, text }) => note.startsWith(`\`${name}\` ${text}`))
}

/** Why functions stay JavaScript, where the reason stands. */
function reasonsOn(line: number, { file, functions }: FileReport): readonly string[] {
  const reasons = functions.flatMap(fn => fn.reasons)
  return reasons.filter(reason => reason.file === file && reason.line === line).map(({ message }) => message)
}

function badges(loops: readonly LoopReport[], reasons: readonly string[]): string {
  const ofLoops = loops.flatMap(loop => [
    ...(loop.simd
      ? [`<span class="badge simd">SIMD ${loop.simd.shape}, ${loop.simd.turns} turns</span>`]
      : []),
    ...(loop.jammed > 1 ? [`<span class="badge simd">${loop.jammed} turns jammed</span>`] : []),
    ...(loop.isVersioned ? ['<span class="badge">checked ahead</span>'] : []),
    ...(loop.isSplit ? ['<span class="badge">split</span>'] : []),
    ...(loop.around === null ? [] : [`<span class="badge">in the lanes of line ${loop.around}</span>`]),
    ...(loop.whyNot === null ? [] : [`<span class="badge why">no SIMD: ${withCode(loop.whyNot)}</span>`]),
  ])
  const all = [...reasons.map(text => `<span class="badge why no">${withCode(text)}</span>`), ...ofLoops]
  return all.length === 0 ? '' : `<span class="badges">${[...new Set(all)].join('')}</span>`
}

/** Each variable once, though several kernels may have it, with all the types they give it. */
function variablesOn(line: number, { functions }: FileReport): readonly VariableReport[] {
  const all = functions.flatMap(fn => fn.kernels.flatMap(kernel => kernel.variables))
  const found = all.filter(variable => variable.line === line)
  const keys = found.map(({ name, type, why }) => `${name} ${type} ${why.join()}`)
  return found.filter((_, n) => keys.indexOf(keys[n] ?? '') === n)
}

function variables(found: readonly VariableReport[]): string {
  if (found.length === 0) return ''
  const rows = found.map(
    ({ name, type, why }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td><code>${escapeHtml(type)}</code></td><td>${withCode(why.join(', because '))}</td></tr>`,
  )
  return `<table>${rows.join('')}</table>`
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map(item => `<li>${withCode(item)}</li>`).join('')}</ul>`
}
