import { median } from '../../support/compare-speed.js'
import { agree } from './agree.js'
import type { SuiteCase } from './cases.js'
import type { Column, Contestant, Entry } from './column.js'
import { isContestant } from './column.js'
import { turnsOf } from './turns.js'

/** Milliseconds of computing before anything counts, so that engines have compiled what they will. */
const WARM_UP = 200
/** Milliseconds of one sample. */
const SLICE = 5
/** Rounds at least: as many whole designs as it takes. */
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
 * first column's before, between and after: where one of ours differs this throws, a peer that differs or fails is out.
 */
export async function measureCase(suiteCase: SuiteCase, columns: readonly Column[]): Promise<Measurement> {
  const absences: Absence[] = []
  const entered: Participant[] = []
  for (const column of columns) {
    const { name, ours } = column
    const entry = await entryOf(column, suiteCase)
    if (isContestant(entry)) entered.push({ name, ours, contestant: entry })
    else absences.push({ column: name, refused: entry.refused })
  }
  const rightOnes = async (participants: readonly Participant[]): Promise<readonly Participant[]> => {
    const complaints = await complaintsOf(participants)
    for (const [{ name, ours }, refused] of complaints) {
      if (ours) throw new Error(`${suiteCase.kernel}, ${name}: ${refused}`)
      absences.push({ column: name, refused })
    }
    return participants.filter(participant => !complaints.has(participant))
  }
  try {
    const starting = await rightOnes(entered)
    for (const { contestant } of starting) await contestant.sample(WARM_UP, contestant.settling)
    const racing = await rightOnes(starting)
    const rounds = await race(racing.map(({ contestant }) => contestant))
    const timings = racing.map((participant, i) => timingOf(participant, i, rounds))
    const finishing = (await rightOnes(racing)).map(({ name }) => name)
    return { timings: timings.filter(({ column }) => finishing.includes(column)), absences }
  } finally {
    for (const { contestant } of entered) contestant.leave?.()
  }
}

/** A peer's compiler may fail; ours may not. */
async function entryOf({ ours, enter }: Column, suiteCase: SuiteCase): Promise<Entry> {
  try {
    return await enter(suiteCase)
  } catch (error) {
    if (ours) throw error
    return { refused: firstLineOf(error) }
  }
}

/** Nanoseconds per call: by round, then by contestant. */
async function race(contestants: readonly Contestant[]): Promise<readonly (readonly number[])[]> {
  const rounds: (readonly number[])[] = []
  while (rounds.length < ROUNDS) {
    for (const turns of turnsOf(contestants.length)) {
      const times = contestants.map(() => Number.NaN)
      for (const i of turns) times[i] = await contestants[i]!.sample(SLICE, 1)
      rounds.push(times)
    }
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

/** What is wrong with whom, compared with the first one's outcome. */
async function complaintsOf(participants: readonly Participant[]): Promise<ReadonlyMap<Participant, string>> {
  const complaints = new Map<Participant, string>()
  const [first, ...others] = participants
  if (first === undefined) return complaints
  const expected = await first.contestant.outcome()
  for (const participant of others) {
    const { contestant } = participant
    try {
      const right = agree(await contestant.outcome(), expected, contestant.agreement)
      if (!right) complaints.set(participant, 'other results')
    } catch (error) {
      complaints.set(participant, firstLineOf(error))
    }
  }
  return complaints
}

function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0] ?? ''
}
