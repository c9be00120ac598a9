import type { AssemblyProgram, ProgramOrigins } from './abi/assembly-program.js'
import { positionAt } from './diagnostics/position.js'
import type { SourceRange } from './ir/source-range.js'

/** A program with what its lines were made of, as a debugger counts places. */
export function placeOrigins(
  program: AssemblyProgram,
  origins: readonly (SourceRange | null)[],
  textOf: (file: string) => string,
): AssemblyProgram {
  const files = [...new Set(origins.flatMap(at => (at === null ? [] : [at.file])))]
  const sources = files.map(file => ({ file, text: textOf(file) }))
  const lines = origins.map((at): ProgramOrigins['lines'][number] => {
    if (at === null) return null
    const source = files.indexOf(at.file)
    const { line, column } = positionAt(sources[source]?.text ?? '', at.start)
    return { source, line: line - 1, column: column - 1 }
  })
  return { ...program, origins: { sources, lines } }
}
