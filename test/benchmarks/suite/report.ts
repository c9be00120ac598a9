import { median } from '../../support/compare-speed.js'
import type { Absence, Timing } from './measure-case.js'
import type { FirstCall } from './measure-first-call.js'
import type { KernelVerdict } from './verdicts.js'

/** Below this, a kernel counts as slower than plain JavaScript; the rest is noise. */
export const SLOWER = 0.97

/** One kernel in every column. */
export interface SuiteRow {
  readonly kernel: string
  readonly size: string
  readonly verdict: KernelVerdict
  /** The first one is plain JavaScript. */
  readonly timings: readonly Timing[]
  /** Columns that have no such kernel. */
  readonly absences: readonly Absence[]
  /** hotpath with ordinary arrays, on larger inputs; `null` where nobody timed that. */
  readonly first: FirstCall | null
}

/** One column over all kernels. */
export interface Total {
  readonly column: string
  /** Geometric mean of the ratios, in which a kernel left in JavaScript counts as 1. */
  readonly mean: number
  /** Kernels slower than plain JavaScript. */
  readonly slower: readonly string[]
}

/** hotpath with arrays in place against a peer that has its own in place. */
export interface Duel {
  readonly peer: string
  /** Geometric mean over the kernels both have. */
  readonly mean: number
  /** What the mean is to be. */
  readonly atLeast: number
  /** Whether it is to be ahead in no kernel. */
  readonly none: boolean
  readonly kernels: number
  /** Kernels in which the peer is ahead, the worst first, with how many times as fast as it we are. */
  readonly behind: readonly { readonly kernel: string; readonly ratio: number }[]
  /** Kernels the peer refuses, or computes wrongly. */
  readonly absent: readonly string[]
}

/** The whole suite, as it goes into the table, the page and the artifact. */
export interface SuiteReport {
  /** The engine's name and version. */
  readonly engine: string
  readonly rows: readonly SuiteRow[]
  readonly totals: readonly Total[]
  readonly duels: readonly Duel[]
}

export const COPIES = 'hotpath, copies'
/** The column whose arrays lie in WebAssembly's memory. */
export const ALLOC = 'hotpath, alloc'

/** How many times as fast as each peer that column is to be. */
const targets: readonly Pick<Duel, 'peer' | 'atLeast' | 'none'>[] = [
  { peer: 'AssemblyScript', atLeast: 1.5, none: false },
  { peer: 'jz', atLeast: 1.2, none: true },
  { peer: 'clang Wasm', atLeast: 1.2, none: false },
  { peer: 'clang native', atLeast: 0.8, none: false },
  { peer: 'Numba', atLeast: 1.2, none: false },
]

/** Sums the rows up by column. */
export function reportOf(engine: string, rows: readonly SuiteRow[]): SuiteReport {
  const columns = [...new Set(rows.flatMap(({ timings }) => timings.map(({ column }) => column)))]
  const totals = columns.map((column): Total => {
    const entries = rows.flatMap(row => {
      const timing = timingOf(row, column)
      return timing === null ? [] : [{ row, timing }]
    })
    const left = (row: SuiteRow): boolean => row.verdict.status === 'js' && column.startsWith('hotpath')
    const logs = entries.map(({ row, timing }) => (left(row) ? 0 : Math.log(timing.ratio)))
    const mean = geometricMean(logs)
    const slower = entries.filter(({ timing }) => timing.ratio < SLOWER).map(({ row }) => row.kernel)
    return { column, mean, slower }
  })
  return { engine, rows, totals, duels: duelsOf(rows) }
}

function duelsOf(rows: readonly SuiteRow[]): readonly Duel[] {
  return targets.flatMap(target => {
    const { peer } = target
    const ratios = rows.flatMap(row => {
      const ratio = ratioOf(row, ALLOC, peer)
      return ratio === null ? [] : [{ kernel: row.kernel, ratio }]
    })
    if (ratios.length === 0) return []
    const absent = rows.filter(row => absenceOf(row, peer) !== null).map(({ kernel }) => kernel)
    return {
      ...target,
      mean: geometricMean(ratios.map(({ ratio }) => Math.log(ratio))),
      kernels: ratios.length,
      behind: ratios.filter(({ ratio }) => ratio < SLOWER).toSorted((a, b) => a.ratio - b.ratio),
      absent,
    }
  })
}

export function geometricMean(logs: readonly number[]): number {
  return Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length)
}

/** How many times as fast one column is as another: the median over rounds; `null` where either has no such kernel. */
export function ratioOf(row: SuiteRow, column: string, other: string): number | null {
  const [own, its] = [timingOf(row, column), timingOf(row, other)]
  if (own === null || its === null) return null
  return median(own.rounds.map((time, round) => its.rounds[round]! / time))
}

/** How a kernel did in a column; `null` where the column has no such kernel. */
export function timingOf({ timings }: SuiteRow, column: string): Timing | null {
  return timings.find(timing => timing.column === column) ?? null
}

/** Why a column has no such kernel; `null` where it has it. */
export function absenceOf({ absences }: SuiteRow, column: string): string | null {
  return absences.find(absence => absence.column === column)?.refused ?? null
}

/** `Wasm`, `lifted` or `JavaScript`, in a word or with the code of the reason. */
export function writeVerdict({ status, reason }: KernelVerdict): string {
  const word = { wasm: 'Wasm', lifted: 'lifted', js: 'JS' }[status]
  return reason === null ? word : `${word} ${reason.code}`
}

/** Everything that kept a kernel, or calls of it, in JavaScript, and why peers are absent, a line each. */
export function remarksOn(row: SuiteRow): readonly string[] {
  const absent = row.absences.map(({ column, refused }) => `${row.kernel}, ${column}: ${refused}`)
  return [...remarksOnOurs(row), ...absent]
}

function remarksOnOurs({ kernel, verdict, timings }: SuiteRow): readonly string[] {
  const { reason } = verdict
  const compile = reason === null ? [] : [`${kernel} (${reason.place}): ${reason.message} (${reason.code})`]
  if (verdict.status === 'js') return compile
  const left = timings.flatMap(({ column, leftToJs }) =>
    leftToJs === null ? [] : [`${kernel}, ${column}: calls left to JavaScript: ${leftToJs}`],
  )
  return [...compile, ...left]
}

/** A ratio as it stands in tables. */
export function writeRatio(ratio: number): string {
  return `${ratio.toFixed(2)}×`
}

/** A time in milliseconds. */
export function writeMilliseconds(ns: number): string {
  return `${(ns / 1e6).toFixed(2)} ms`
}
