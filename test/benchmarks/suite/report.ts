import type { Timing } from './measure-case.js'
import type { KernelVerdict } from './verdicts.js'

/** Below this, a kernel counts as slower than plain JavaScript; the rest is noise. */
const SLOWER = 0.97

/** One kernel in every column. */
export interface SuiteRow {
  readonly kernel: string
  readonly size: string
  readonly verdict: KernelVerdict
  /** The first one is plain JavaScript. */
  readonly timings: readonly Timing[]
}

/** One column over all kernels. */
export interface Total {
  readonly column: string
  /** Geometric mean of the ratios, in which a kernel left in JavaScript counts as 1. */
  readonly mean: number
  /** Kernels slower than plain JavaScript. */
  readonly slower: readonly string[]
}

/** The whole suite, as it goes into the table, the page and the artifact. */
export interface SuiteReport {
  readonly node: string
  readonly rows: readonly SuiteRow[]
  readonly totals: readonly Total[]
}

/** Sums the rows up by column. */
export function reportOf(rows: readonly SuiteRow[]): SuiteReport {
  const columns = [...new Set(rows.flatMap(({ timings }) => timings.map(({ column }) => column)))]
  const totals = columns.map((column): Total => {
    const entries = rows.flatMap(row => {
      const timing = timingOf(row, column)
      return timing === null ? [] : [{ row, timing }]
    })
    const logs = entries.map(({ row, timing }) => (row.verdict.status === 'js' ? 0 : Math.log(timing.ratio)))
    const mean = Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length)
    const slower = entries.filter(({ timing }) => timing.ratio < SLOWER).map(({ row }) => row.kernel)
    return { column, mean, slower }
  })
  return { node: process.version, rows, totals }
}

/** How a kernel did in a column; `null` where the column has no such kernel. */
export function timingOf({ timings }: SuiteRow, column: string): Timing | null {
  return timings.find(timing => timing.column === column) ?? null
}

/** `Wasm`, `lifted` or `JavaScript`, in a word or with the code of the reason. */
export function writeVerdict({ status, reason }: KernelVerdict): string {
  const word = { wasm: 'Wasm', lifted: 'lifted', js: 'JS' }[status]
  return reason === null ? word : `${word} ${reason.code}`
}

/** Everything that kept a kernel, or calls of it, in JavaScript, a line each. */
export function remarksOn({ kernel, verdict, timings }: SuiteRow): readonly string[] {
  const { reason } = verdict
  const compile = reason === null ? [] : [`${kernel} (${reason.place}): ${reason.message} (${reason.code})`]
  if (verdict.status === 'js') return compile
  const left = timings.flatMap(({ column, leftToJs }) =>
    leftToJs === null ? [] : [`${kernel}, ${column}: calls left to JavaScript: ${leftToJs}`],
  )
  return [...compile, ...left]
}

/** A time in milliseconds. */
export function writeMilliseconds(ns: number): string {
  return `${(ns / 1e6).toFixed(2)} ms`
}
