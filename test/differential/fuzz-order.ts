import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'

/** How long to go on: by the clock or by the count. */
export interface FuzzOrder {
  readonly seed: number
  readonly minutes: number | null
  readonly programs: number | null
}

/** The order of a command line with `--minutes` and `--seed`. */
export function readOrder(): FuzzOrder {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(anySeed()) },
    },
  })
  const seed = Number(process.env.HOTPATH_SEED ?? values.seed)
  return { seed, minutes: Number(values.minutes), programs: null }
}

/** The order of a test for so many programs, which the environment may change. */
export function orderOfTest(programs: number): FuzzOrder {
  return { seed: seedOfTest(), minutes: null, programs: Number(process.env.HOTPATH_PROGRAMS ?? programs) }
}

/**
 * Each commit has programs of its own, and the same ones whenever it is tested, so that no commit passes here and fails
 * there. `pnpm fuzz` draws new ones at each run.
 */
export function seedOfTest(): number {
  return Number(process.env.HOTPATH_SEED ?? seedOfCommit() ?? anySeed())
}

function seedOfCommit(): number | null {
  try {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number.parseInt(commit.slice(0, 12), 16) % 2 ** 31
  } catch {
    // An unpacked archive knows no commit.
    return null
  }
}

/** Whether as much was done as was ordered. */
export function endOf({ minutes, programs }: FuzzOrder): (done: number) => boolean {
  const end = minutes === null ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000
  const most = programs ?? Number.POSITIVE_INFINITY
  return done => done >= most || Date.now() > end
}

function anySeed(): number {
  return Date.now() % 2 ** 31
}
