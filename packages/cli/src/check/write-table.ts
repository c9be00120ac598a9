import type { VerdictWord } from '@hotpath/report'
import { countOf } from '@hotpath/report'
import pc from 'picocolors'
import { showPercent } from './judge-project.js'
import type { Comparison } from './ratchet.js'
import type { Survey, SurveyedFunction } from './survey-project.js'

const colors: Readonly<Record<VerdictWord, (text: string) => string>> = {
  Wasm: pc.green,
  'Wasm, slow spots': pc.yellow,
  'loops in Wasm': pc.magenta,
  JavaScript: pc.red,
}

/** The verdicts as a table, what they come to, and where limits are not met. */
export function writeTable(survey: Survey, failures: readonly string[], ratchet: Comparison | null): string {
  const { functions } = survey
  const widthOf = (read: (fn: SurveyedFunction) => string) =>
    Math.max(0, ...functions.map(fn => read(fn).length))
  const [places, names] = [widthOf(place), widthOf(fn => fn.name)]
  const verdicts = widthOf(fn => fn.verdict)
  const rows = functions.map(fn => {
    const verdict = colors[fn.verdict](fn.verdict.padEnd(verdicts))
    const cause = fn.status === 'wasm' || fn.cause === '' ? '' : causeOf(fn)
    return `${pc.dim(place(fn).padEnd(places))}  ${fn.name.padEnd(names)}  ${verdict}${cause}`.trimEnd()
  })
  const told = [
    ...(ratchet?.gone ?? []).map(key => pc.dim(`${key} is in the ratchet file, and no longer marked`)),
    ...(ratchet !== null && ratchet.gained.length > 0
      ? [
          pc.dim(
            `${countOf(ratchet.gained.length, 'function')} more than in the ratchet file: --update adds what compiles now`,
          ),
        ]
      : []),
    ...failures.map(failure => `${pc.red('✗')} ${failure}`),
  ]
  return [...rows, ...(rows.length > 0 ? [''] : []), totals(survey), ...told].join('\n')
}

function totals({ functions, files, compiled, declined, leftAlone, percent }: Survey): string {
  if (functions.length === 0) return `no marked function in ${countOf(files, 'file')}`
  const share = percent === null ? '' : ` (${showPercent(percent)})`
  const alone = leftAlone > 0 ? `, ${leftAlone} left to JavaScript on purpose or for their size` : ''
  return `${compiled} of ${countOf(functions.length - leftAlone, 'function')} in WebAssembly${share}, ${declined} declined${alone}`
}

function causeOf({ cause, code }: SurveyedFunction): string {
  return `  ${cause}${code === null ? '' : pc.dim(` (${code})`)}`
}

function place({ file, line }: SurveyedFunction): string {
  return `${file}:${line}`
}
