import type { FunctionReport } from '@hotpath/compiler'
import type { FileReport, VerdictWord } from '@hotpath/report'
import { firstCause, verdictWord } from '@hotpath/report'
import type { ConfigOption } from '../project.js'
import { readModule, withWorkbench } from '../with-workbench.js'

/** Every marked function of a project, with its verdict. */
export interface Survey {
  readonly files: number
  readonly functions: readonly SurveyedFunction[]
  /** Files that may hold marked functions and cannot be parsed, with the reason. */
  readonly unparsed: readonly { readonly file: string; readonly syntaxError: string }[]
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

/** Compiles all files that a build would look at, and collects the verdicts. */
export async function surveyProject(
  found: readonly string[],
  cwd: string,
  config: ConfigOption,
): Promise<Survey> {
  const reports = await withWorkbench(cwd, config, (bench, { isOurs }) =>
    Promise.all(found.filter(isOurs).map(file => bench.report(readModule(file), 'without code'))),
  )
  const functions = reports.flatMap(functionsOf)
  const compiled = functions.filter(({ status }) => status === 'wasm').length
  const leftAlone = functions.filter(fn => fn.isLeftAlone).length
  const meant = functions.length - leftAlone
  const percent = meant === 0 ? null : (100 * compiled) / meant
  const unparsed = reports.flatMap(({ path: file, syntaxError }) =>
    syntaxError === null ? [] : [{ file, syntaxError }],
  )
  return {
    files: reports.length,
    functions,
    unparsed,
    compiled,
    declined: meant - compiled,
    leftAlone,
    percent,
  }
}

function functionsOf({ path, functions }: FileReport): readonly SurveyedFunction[] {
  const names = new Map<string, number>()
  return functions.map(fn => {
    const count = (names.get(fn.name) ?? 0) + 1
    names.set(fn.name, count)
    const key = `${path}#${fn.name}${count > 1 ? `#${count}` : ''}`
    return { file: path, key, ...surveyed(fn) }
  })
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
