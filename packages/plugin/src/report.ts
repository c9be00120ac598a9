import type { Diagnostic, Verdict } from '@hotpath/compiler'
import { positionAt } from '@hotpath/compiler/position'
import { placeOf, renderDiagnostic } from '@hotpath/compiler/render-diagnostic'
import type { BuiltModule } from './built-module.js'

/** Something to tell the user: once as a warning, or as an error where the function was marked `strict`. */
export interface Notice {
  readonly severity: 'warning' | 'error'
  /** The whole story, frame included. */
  readonly text: string
  /** The same without place and frame, for hosts that show those themselves. */
  readonly message: string
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null
}

export interface ReportOptions {
  /** Folder to leave out of file names. */
  readonly root: string
  readonly color: boolean
}

/** One notice per function that stays JavaScript, with its first reason, and one per other remark on the module. */
export function noticesOf(built: BuiltModule, options: ReportOptions): readonly Notice[] {
  const reasoned = built.verdicts.filter(({ status, reasons }) => status !== 'wasm' && reasons.length > 0)
  const stays = reasoned.filter(verdict => !isTooSmall(verdict))
  const small = reasoned.filter(isTooSmall)
  const told = new Set(reasoned.flatMap(verdict => verdict.reasons))
  const remarks = built.diagnostics.filter(diagnostic => !told.has(diagnostic))
  return [
    ...stays.map(verdict => verdictNotice(verdict, built, options)),
    ...remarks.map(remark => notice('warning', remark, undefined, built, options)),
    ...(small.length > 0 ? [smallNotice(small, options)] : []),
  ]
}

function isTooSmall({ reasons }: Verdict): boolean {
  return reasons.every(reason => reason.code === 'cost/too-small')
}

/** One line for all of a module: nothing is wrong with these functions. */
function smallNotice(verdicts: readonly Verdict[], { root }: ReportOptions): Notice {
  const [first] = verdicts.flatMap(verdict => verdict.reasons)
  const file = first === undefined ? '' : ` in ${placeOf(first, null, root)}`
  const names = [...new Set(verdicts.map(verdict => `\`${verdict.name}\``))].join(', ')
  const text = `hotpath: too small to gain from WebAssembly${file}: ${names} (cost/too-small)`
  return { severity: 'warning', text, message: text, place: null }
}

function verdictNotice(verdict: Verdict, built: BuiltModule, options: ReportOptions): Notice {
  const [first, ...further] = verdict.reasons
  if (first === undefined) throw new Error(`hotpath: ${verdict.name} stays JavaScript without a reason`)
  const told = notice(verdict.strict ? 'error' : 'warning', first, verdict, built, options)
  if (further.length === 0) return told
  const also = further.map(reason => {
    const place = placeOf(reason, built.sources.get(reason.at.file) ?? null, options.root)
    return `also: ${place}: ${reason.message} (${reason.code})`
  })
  return { ...told, text: [told.text, ...also].join('\n'), message: [told.message, ...also].join('\n') }
}

function notice(
  severity: Notice['severity'],
  diagnostic: Diagnostic,
  verdict: Verdict | undefined,
  built: BuiltModule,
  { root, color }: ReportOptions,
): Notice {
  const source = built.sources.get(diagnostic.at.file) ?? null
  const name = verdict === undefined ? {} : { functionName: verdict.name, lifted: verdict.lifted }
  const position = source === null ? null : positionAt(source, diagnostic.at.start)
  return {
    severity,
    text: renderDiagnostic(diagnostic, source, { ...name, root, color }),
    message: renderDiagnostic(diagnostic, null, { ...name, root }),
    place: position && { file: diagnostic.at.file, line: position.line, column: position.column },
  }
}
