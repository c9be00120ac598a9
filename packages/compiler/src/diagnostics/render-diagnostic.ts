import { codeFrameColumns } from '@babel/code-frame'
import type { Diagnostic } from './diagnostic.js'
import { positionAt } from './position.js'

export interface RenderOptions {
  /** The user's name of the marked function the diagnostic belongs to. */
  readonly functionName?: string
  /** Lines of it that do run in WebAssembly. */
  readonly lifted?: readonly { readonly from: number; readonly to: number }[]
  /** Folder to leave out of file names. */
  readonly root?: string
  /**
   * Whether the frame is highlighted with terminal colours.
   * @default false
   */
  readonly color?: boolean
}

/**
 * The full text of one diagnostic: place, function, code, frame, reason, fix and where to read more. `source` is the
 * text of the file it points into; `null` leaves out line, column and frame.
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  source: string | null,
  options: RenderOptions = {},
): string {
  const { code, severity, message, fix } = diagnostic
  const subject =
    options.functionName === undefined
      ? severity
      : subjectOf(options.functionName, severity, options.lifted ?? [])
  const frame = source === null ? [] : ['', frameOf(diagnostic, source, options.color ?? false), '']
  return [
    `${placeOf(diagnostic, source, options.root)}: ${subject} (${code})`,
    ...frame,
    message,
    `fix: ${fix}`,
    `more: npx hotpath explain ${code}`,
  ].join('\n')
}

/** `file:line:col` of a diagnostic, ready to click. */
export function placeOf(diagnostic: Diagnostic, source: string | null, root?: string): string {
  const file = shorten(diagnostic.at.file, root)
  if (source === null) return file
  const { line, column } = positionAt(source, diagnostic.at.start)
  return `${file}:${line}:${column}`
}

function subjectOf(
  functionName: string,
  severity: Diagnostic['severity'],
  lifted: readonly { readonly from: number; readonly to: number }[],
): string {
  if (severity !== 'error') return `warning on \`${functionName}\``
  const places = lifted.map(({ from, to }) => (from === to ? `line ${from}` : `lines ${from}–${to}`))
  const lines = [...new Set(places)]
  const run = lines.length === 1 && lines[0]?.startsWith('line ') ? 'runs' : 'run'
  const except = lines.length > 0 ? `, but ${lines.join(' and ')} ${run} in WebAssembly` : ''
  return `\`${functionName}\` stays JavaScript${except}`
}

function frameOf(diagnostic: Diagnostic, source: string, color: boolean): string {
  const start = positionAt(source, diagnostic.at.start)
  const end = positionAt(source, diagnostic.at.end)
  // A range over many lines would hide its own beginning between marks: point at its first character instead.
  const location =
    end.line - start.line > 2 || diagnostic.at.end <= diagnostic.at.start ? { start } : { start, end }
  return codeFrameColumns(source, location, { highlightCode: color, forceColor: color })
}

function shorten(file: string, root: string | undefined): string {
  if (root === undefined || root === '') return file
  const folder = root.endsWith('/') ? root : `${root}/`
  return file.startsWith(folder) ? file.slice(folder.length) : file
}
