import { stripVTControlCharacters } from 'node:util'
import type { FunctionReport, KernelReport, LineReport, LoopReport, Tint } from '@hotpath/compiler'
import pc from 'picocolors'
import { bytesOf, countOf, firstCause, showBytes, verdictWord } from '../describe-verdict.js'
import type { FileReport } from '../report-files.js'
import { linesOf } from './lines-of.js'

const marks: Readonly<Record<Tint, string>> = {
  arithmetic: pc.green('│'),
  check: pc.yellow('▒ check'),
  crossing: pc.magenta('▓ cross'),
  javascript: pc.red('█ JS'),
}
const margin = 8

/** The source with a margin, and below each line what it costs and why. */
export function writeText(reports: readonly FileReport[]): string {
  return reports.map(fileText).join('\n\n')
}

function fileText(report: FileReport): string {
  if (report.functions.length === 0) return `${report.path}: no marked function`
  const rows = rowsOf(report)
  const functions = report.functions.map(fn => {
    const { from, to } = fn.lines ?? { from: fn.line, to: fn.line }
    return [...headOf(fn, report), ...rows.slice(from - 1, to).flat()].join('\n')
  })
  return functions.join('\n\n')
}

function headOf(fn: FunctionReport, report: FileReport): readonly string[] {
  const bytes = fn.kernels.length > 0 ? `, ${showBytes(bytesOf(fn, report))}` : ''
  const cause = firstCause(fn)
  const [reason] = fn.reasons
  return [
    `${pc.bold(fn.name)}: ${verdictWord(fn)}${bytes} (${report.path}:${fn.line})`,
    ...(cause === '' ? [] : [`  ${cause}`]),
    ...(reason ? [`  fix: ${reason.fix}`] : []),
    ...fn.kernels.map(kernel => pc.dim(`  ${kernelText(kernel, report)}`)),
  ]
}

function kernelText({ name, signature, arraysMade }: KernelReport, { codes }: FileReport): string {
  const made = arraysMade === 0 ? 'makes no arrays' : `makes ${countOf(arraysMade, 'array')}`
  return `${signature}, ${showBytes(codes.get(name)?.bytes ?? 0)}, ${made}`
}

/** What is printed of each line. */
function rowsOf(report: FileReport): readonly (readonly string[])[] {
  const found = new Map(report.lines.map(line => [line.line, line]))
  const loops = loopsByLine(report)
  const sources = linesOf(report.source)
  const width = String(sources.length).length
  return sources.map((text, n) => {
    const line = found.get(n + 1)
    const mark = line ? marks[line.tint] : ''
    const gap = ' '.repeat(margin - stripVTControlCharacters(mark).length)
    const notes = [...(loops.get(n + 1) ?? []), ...notesOf(line)]
    return [
      `${pc.dim(String(n + 1).padStart(width))} ${mark}${gap}${text}`,
      ...notes.map(note => `${' '.repeat(width + margin + 3)}${pc.dim(`↳ ${note}`)}`),
    ]
  })
}

/** The notes of a line, with the signatures of those that do not hold for all. */
export function notesOf(line: LineReport | undefined): readonly string[] {
  return (line?.notes ?? []).map(({ text, signatures }) =>
    signatures.length === 0 ? text : `${text} [${signatures.join(' and ')}]`,
  )
}

/** What loops that begin on a line say, each sentence once. */
export function loopsByLine(report: FileReport): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, Set<string>>()
  for (const loop of allLoops(report)) {
    const said = found.get(loop.line) ?? new Set()
    if (loop.text.length > 0) said.add(`loop: ${loop.text.join('; ')}`)
    found.set(loop.line, said)
  }
  return new Map([...found].map(([line, said]) => [line, [...said]]))
}

/** The loops of all kernels of a file. */
export function allLoops({ functions }: FileReport): readonly LoopReport[] {
  return functions.flatMap(fn => fn.kernels.flatMap(kernel => kernel.loops))
}
