import { median } from '../../support/compare-speed.js'
import { agree } from './agree.js'
import type { SuiteCase } from './cases.js'
import type { Column, Contestant } from './column.js'
import { isContestant } from './column.js'

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
  /** Nanoseconds per call in each round, which are the same rounds in every column. */
  readonly rounds: readonly number[]
  /** Whether its floats may differ from the first column's as another library's `exp` and `sin` do. */
  readonly approximate: boolean
  /** Why its calls ran as JavaScript though the kernel compiled. */
  readonly leftToJs: string | null
}

/** A column that has no such kernel, or one with other results. */
export interface Absence {
  readonly column: string
  readonly refused: string
}

export interface Measurement {
  readonly timings: readonly Timing[]
  readonly absences: readonly Absence[]
}

interface Participant {
  readonly name: string
  readonly ours: boolean
  readonly contestant: Contestant
}

/**
 * Measures a case in every column, in turns, by the CPU time of the process that computes. Results are compared with the
 * first column's before, between and after: other ones of ours throw, a peer with other ones is out.
 */
export async function measureCase(suiteCase: SuiteCase, columns: readonly Column[]): Promise<Measurement> {
  const absences: Absence[] = []
  const entered: Participant[] = []
  for (const { name, ours, enter } of columns) {
    const entry = await enter(suiteCase)
    if (isContestant(entry)) entered.push({ name, ours, contestant: entry })
    else absences.push({ column: name, refused: entry.refused })
  }
  try {
    const wrong = await wrongOf(entered)
    const mine = wrong.find(({ ours }) => ours)
    if (mine) throw new Error(`${suiteCase.kernel} gives other bits in the column ${mine.name}`)
    absences.push(...wrong.map(({ name }) => ({ column: name, refused: 'other results' })))
    const racing = entered.filter(participant => !wrong.includes(participant))
    for (const { contestant } of racing) await contestant.sample(WARM_UP, contestant.settling)
    await assertRight(suiteCase, racing)
    const rounds = await race(racing.map(({ contestant }) => contestant))
    await assertRight(suiteCase, racing)
    return { timings: racing.map((participant, i) => timingOf(participant, i, rounds)), absences }
  } finally {
    for (const { contestant } of entered) contestant.leave?.()
  }
}

/** Nanoseconds per call: by round, then by contestant. */
async function race(contestants: readonly Contestant[]): Promise<readonly (readonly number[])[]> {
  const rounds: (readonly number[])[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const times = contestants.map(() => Number.NaN)
    // Who goes first changes every round.
    for (let turn = 0; turn < contestants.length; turn++) {
      const i = (turn + round) % contestants.length
      times[i] = await contestants[i]!.sample(SLICE, 1)
    }
    rounds.push(times)
  }
  return rounds
}

function timingOf(
  { name, contestant }: Participant,
  i: number,
  rounds: readonly (readonly number[])[],
): Timing {
  const own = rounds.map(times => times[i]!)
  return {
    column: name,
    time: median(own),
    ratio: median(rounds.map(times => times[0]! / times[i]!)),
    rounds: own,
    approximate: contestant.agreement !== 'bits',
    leftToJs: contestant.leftToJs(),
  }
}

/** Those whose outcome is not the first one's. */
async function wrongOf([first, ...others]: readonly Participant[]): Promise<readonly Participant[]> {
  if (first === undefined) return []
  const expected = await first.contestant.outcome()
  const wrong: Participant[] = []
  for (const participant of others) {
    const { contestant } = participant
    if (!agree(await contestant.outcome(), expected, contestant.agreement)) wrong.push(participant)
  }
  return wrong
}

async function assertRight({ kernel }: SuiteCase, participants: readonly Participant[]): Promise<void> {
  const [wrong] = await wrongOf(participants)
  if (wrong) throw new Error(`${kernel} gives other results in the column ${wrong.name} after some calls`)
}
