import { relative } from 'node:path'
import type { Verdict } from '@hotpath/compiler'
import { positionAt } from '@hotpath/compiler/position'
import type { BuiltModule } from './built-module.js'

/** Why a function, or a part of it, stays JavaScript. */
export interface ReasonReport {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What became of one marked function. */
export interface FunctionReport {
  readonly name: string
  readonly line: number
  readonly column: number
  /** `lifted`: it stays JavaScript, but for some of its loops. */
  readonly status: 'wasm' | 'lifted' | 'js'
  readonly signatures: readonly string[]
  /** First cause first; none where all of it is WebAssembly, or its marker switched it off. */
  readonly reasons: readonly ReasonReport[]
}

/** What became of one module that holds marked functions. */
export interface ModuleReport {
  /** From the project's root. */
  readonly file: string
  readonly functions: readonly FunctionReport[]
  /** Of the WebAssembly, and of its base64 once compressed. */
  readonly bytes: number
  readonly gzip: number
  /** Whether the WebAssembly came from the cache; `null` where there is none. */
  readonly cached: boolean | null
}

/** What a whole build came to. */
export interface BuildReport {
  readonly version: 1
  /** Marked functions that are not switched off, and how many of them are WebAssembly, whole or in part. */
  readonly functions: number
  readonly compiled: number
  readonly lifted: number
  readonly bytes: number
  readonly gzip: number
  readonly milliseconds: number
  readonly cached: boolean
  /** Whether they run as JavaScript all the same, for a debugger. */
  readonly debug: boolean
  readonly modules: readonly ModuleReport[]
}

/** What tools are told: each module as it is built, and what a build came to. */
export type HotpathEvent =
  | ({ readonly kind: 'module'; readonly environment: string } & ModuleReport)
  | ({ readonly kind: 'summary' } & BuildReport)

/** A built module as data, with paths from `root`. */
export function reportOf(file: string, built: BuiltModule, root: string): ModuleReport {
  const { bytes, gzip, cached, verdicts, sources } = built
  const functions = verdicts.map(verdict => functionReport(verdict, sources, root))
  return { file: pathFrom(root, file), functions, bytes, gzip, cached }
}

function functionReport(
  { name, line, column, status, signatures, reasons }: Verdict,
  sources: BuiltModule['sources'],
  root: string,
): FunctionReport {
  const told = reasons.map(({ code, message, fix, at }) => {
    const place = positionAt(sources.get(at.file) ?? '', at.start)
    return { code, message, fix, file: pathFrom(root, at.file), line: place.line, column: place.column }
  })
  return { name, line, column, status, signatures, reasons: told }
}

function pathFrom(root: string, file: string): string {
  const path = relative(root, file).replaceAll('\\', '/')
  return path.startsWith('../') ? file : path
}

/** Sums modules up. */
export function sumUp(modules: readonly ModuleReport[], milliseconds: number, debug: boolean): BuildReport {
  const meant = modules.flatMap(({ functions }) => functions).filter(isMeant)
  const count = (status: FunctionReport['status']) => meant.filter(fn => fn.status === status).length
  const sum = (of: (module: ModuleReport) => number) => modules.reduce((total, one) => total + of(one), 0)
  const assembled = modules.filter(({ cached }) => cached !== null)
  return {
    ...{ version: 1, functions: meant.length, compiled: count('wasm'), lifted: count('lifted') },
    ...{ bytes: sum(({ bytes }) => bytes), gzip: sum(({ gzip }) => gzip) },
    milliseconds: Math.ceil(milliseconds),
    cached: assembled.length > 0 && assembled.every(({ cached }) => cached),
    debug,
    modules: [...modules].sort((a, b) => (a.file < b.file ? -1 : 1)),
  }
}

/** Whether a function was to compile. */
function isMeant({ status, reasons }: FunctionReport): boolean {
  return status === 'wasm' || reasons.length > 0
}

/** The line after a build; `null` where no function is marked. */
export function writeSummary(report: BuildReport): string | null {
  const { functions, compiled, lifted, bytes, gzip, milliseconds, cached, debug, modules } = report
  if (functions === 0) return null
  const count = modules.filter(module => module.functions.some(isMeant)).length
  const more = lifted > 0 ? ` (and loops of ${lifted} more)` : ''
  return (
    `hotpath: ${compiled} of ${counted(functions, 'function')} in ${counted(count, 'module')} ` +
    `compiled to WebAssembly${more}, ${kilobytes(bytes)} (gzip: ${kilobytes(gzip)}), ${milliseconds} ms` +
    (cached ? ' (cached)' : '') +
    (debug ? '\nhotpath: `debug` is on: they run as the JavaScript they are written in' : '')
  )
}

const words = { wasm: 'Wasm', lifted: 'loops in Wasm', js: 'JavaScript' } as const

/** The verdicts of a module in one line. */
export function writeVerdicts({ file, functions }: ModuleReport): string {
  const verdicts = functions.map(({ name, status, reasons: [first] }) => {
    const code = status !== 'wasm' && first ? ` (${first.code})` : ''
    return `${name} ${words[status]}${code}`
  })
  return `hotpath: ${file}: ${verdicts.join(', ')}`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
