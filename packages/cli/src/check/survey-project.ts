import type { FunctionReport } from '@hotpath/compiler'
import type { VerdictWord } from '../describe-verdict.js'
import { firstCause, verdictWord } from '../describe-verdict.js'
import { Workbench } from '../report-files.js'

/** Every marked function of a project, with its verdict. */
export interface Survey {
  readonly files: number
  readonly functions: readonly SurveyedFunction[]
  readonly compiled: number
  /** Those that stay JavaScript, at least in part, although they were meant to compile. */
  readonly declined: number
  /** Those that are left to JavaScript on purpose: switched off, or too small to gain. */
  readonly leftAlone: number
  /** Of those that were meant to compile, in percent; `null` where there are none. */
  readonly percent: number | null
}

export interface SurveyedFunction {
  readonly file: string
  readonly name: string
  /** Tells functions of one name in one file apart. */
  readonly key: string
  readonly line: number
  readonly status: FunctionReport['status']
  readonly verdict: VerdictWord
  readonly isLeftAlone: boolean
  /** The first reason where it is not all WebAssembly. */
  readonly code: string | null
  readonly cause: string
}

/** Compiles all files, one after the other, and collects the verdicts. */
export async function surveyProject(files: readonly string[], cwd: string): Promise<Survey> {
  const bench = new Workbench(cwd)
  const functions: SurveyedFunction[] = []
  try {
    for (const file of files) {
      const report = await bench.report(file, 'without code')
      const names = new Map<string, number>()
      for (const fn of report.functions) {
        const count = (names.get(fn.name) ?? 0) + 1
        names.set(fn.name, count)
        const key = `${report.path}#${fn.name}${count > 1 ? `#${count}` : ''}`
        functions.push({ file: report.path, key, ...surveyed(fn) })
      }
    }
  } finally {
    await bench.rest()
  }
  const compiled = functions.filter(({ status }) => status === 'wasm').length
  const leftAlone = functions.filter(fn => fn.isLeftAlone).length
  const meant = functions.length - leftAlone
  const percent = meant === 0 ? null : (100 * compiled) / meant
  return { files: files.length, functions, compiled, declined: meant - compiled, leftAlone, percent }
}

function surveyed(fn: FunctionReport): Omit<SurveyedFunction, 'file' | 'key'> {
  const isOff = fn.status === 'js' && fn.reasons.length === 0
  const isSmall = fn.reasons.length > 0 && fn.reasons.every(({ code }) => code.startsWith('cost/'))
  return {
    name: fn.name,
    line: fn.line,
    status: fn.status,
    verdict: verdictWord(fn),
    isLeftAlone: fn.status === 'js' && (isOff || isSmall),
    code: fn.reasons[0]?.code ?? null,
    cause: firstCause(fn),
  }
}
