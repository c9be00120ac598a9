import type { AssembleResult } from '@hotpath/assembler'
import type { Diagnostic, Verdict } from '@hotpath/compiler'
import { placeOf } from '@hotpath/compiler'
import { answerAllNow } from './build-host.js'
import { compileSource } from './compile-source.js'
import { resolveFromDisk } from './resolve-from-disk.js'

/** A diagnostic in one text, and the part of the file that it is about. */
export interface FileDiagnostic {
  /** Offsets into the file's source. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * What a build tells of a file, without building it. The assembler is not asked: what it does not take would be a fault of
 * ours.
 */
export function diagnoseFile(file: string, source: string): readonly FileDiagnostic[] {
  const { compiled, imports } = answerAllNow(compileSource({ file, source, options: {} }), {
    resolve: resolveFromDisk,
    assemble: (): AssembleResult => ({
      ...{ ok: true, wasm: new Uint8Array(), cached: true },
      wat: () => Promise.resolve(''),
    }),
    loadBuilder: () => {
      throw new Error('hotpath: a diagnosis builds nothing')
    },
  })
  return compiled.diagnostics.map(diagnostic => {
    const text = `${diagnostic.message} Fix: ${diagnostic.fix} (${diagnostic.code})`
    if (diagnostic.at.file === file) return { start: diagnostic.at.start, end: diagnostic.at.end, text }
    const other = imports.find(({ module }) => module?.file === diagnostic.at.file)?.module?.source ?? null
    const start = markerOf(diagnostic, compiled.verdicts, source)
    return { start, end: lineEndAfter(start, source), text: `${placeOf(diagnostic, other)}: ${text}` }
  })
}

/** Where the function is marked that a diagnostic in another file is about. */
function markerOf(diagnostic: Diagnostic, verdicts: readonly Verdict[], source: string): number {
  const verdict = verdicts.find(({ reasons }) => reasons.includes(diagnostic))
  if (!verdict) return 0
  const lines = source.split(/(?<=\r\n|[\n\u2028\u2029]|\r(?!\n))/)
  return lines.slice(0, verdict.line - 1).join('').length + verdict.column - 1
}

function lineEndAfter(start: number, source: string): number {
  const length = source.slice(start).search(/[\r\n\u2028\u2029]/)
  return length < 0 ? source.length : start + length
}
