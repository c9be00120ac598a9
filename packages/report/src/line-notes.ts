import type { LineReport, LoopReport } from '@hotpath/compiler'
import type { FileReport } from './file-report.js'

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
