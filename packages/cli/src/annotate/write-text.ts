import { stripVTControlCharacters } from 'node:util'
import type { FunctionReport, KernelReport, Tint } from '@hotpath/compiler'
import type { FileReport } from '@hotpath/report'
import {
  arraysOf,
  bytesOf,
  firstCause,
  linesOf,
  loopsByLine,
  notesOf,
  showBytes,
  verdictWord,
} from '@hotpath/report'
import pc from 'picocolors'

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

function kernelText(kernel: KernelReport, { codes }: FileReport): string {
  const { name, signature } = kernel
  return `${signature}, ${showBytes(codes.get(name)?.bytes ?? 0)}, ${arraysOf(kernel)}`
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
