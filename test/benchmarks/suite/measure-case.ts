import { isDeepStrictEqual } from 'node:util'
import { median } from '../../support/compare-speed.js'
import type { SuiteCase } from './cases.js'
import type { Column, Contestant } from './column.js'

/** Milliseconds of computing before anything counts, so that engines have compiled what they will. */
const WARM_UP = 200
/** Milliseconds of one sample. */
const SLICE = 5
const ROUNDS = 21

/** How one column did in one case. */
export interface Timing {
  readonly column: string
  /** Median nanoseconds per call. */
  readonly time: number
  /** How many times as fast as the first column: the median over rounds, each measured back to back. */
  readonly ratio: number
  /** Why its calls ran as JavaScript though the kernel compiled. */
  readonly leftToJs: string | null
}

/**
 * Measures a case in every column, in turns, by the CPU time of this process. Throws where a column's results are not
 * those of the first, by bits, before and after.
 */
export function measureCase(suiteCase: SuiteCase, columns: readonly Column[]): readonly Timing[] {
  const entries = columns.flatMap(({ name }, i) => {
    const contestant = columns[i]?.enter(suiteCase) ?? null
    return contestant === null ? [] : [{ name, contestant }]
  })
  const contestants = entries.map(({ contestant }) => contestant)
  const check = (): void => {
    const [expected, ...others] = contestants.map(outcomeOf)
    const wrong = others.findIndex(outcome => !isDeepStrictEqual(outcome, expected))
    if (wrong >= 0) {
      throw new Error(`${suiteCase.kernel} gives other bits in the column ${entries[wrong + 1]?.name}`)
    }
  }
  check()
  for (const contestant of contestants) sample(contestant, WARM_UP, contestant.settling)
  check()
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    // Who goes first changes every round.
    const order = contestants.map((_, i) => (i + round) % contestants.length)
    const times = new Map(order.map(i => [i, sample(contestants[i]!, SLICE)]))
    return contestants.map((_, i) => times.get(i) ?? Number.NaN)
  })
  check()
  return entries.map(({ name, contestant }, i) => ({
    column: name,
    time: median(rounds.map(times => times[i]!)),
    ratio: median(rounds.map(times => times[0]! / times[i]!)),
    leftToJs: contestant.leftToJs(),
  }))
}

/** What a call returns and leaves behind, copied. */
function outcomeOf({ reset, call, inputs }: Contestant): readonly unknown[] {
  reset()
  const result = call()
  return [result, ...inputs].map(value => (ArrayBuffer.isView(value) ? (value as Uint8Array).slice() : value))
}

/** Nanoseconds per call, over as many calls as fill these milliseconds, and a number of them at least. */
function sample({ reset, call }: Contestant, milliseconds: number, atLeast = 1): number {
  let calls = 0
  let took = 0
  while (took < milliseconds || calls < atLeast) {
    reset()
    const start = cpuTime()
    call()
    took += cpuTime() - start
    calls++
  }
  return (took * 1e6) / calls
}

/** Milliseconds this process has computed. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
