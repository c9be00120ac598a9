type AnyFunction = (...args: never[]) => unknown

/** How two functions compare on the same arguments. */
export interface SpeedComparison {
  /** Median nanoseconds per call. */
  readonly plain: number
  readonly jitted: number
  /** How many times as fast the jitted function is: the median over rounds, each measured back to back. */
  readonly ratio: number
}

export interface SpeedOptions {
  /** Milliseconds of each measurement. @default 8 */
  readonly slice?: number
  /** @default 25 */
  readonly rounds?: number
  /** Milliseconds each runs before, in turns, so that engines have compiled what they will. @default 0 */
  readonly warmUp?: number
  /** What the jitted function is given instead, where that differs. */
  readonly own?: readonly unknown[]
}

/**
 * Measures two functions in turns, by the CPU time of this process, so that what else the machine does counts neither way.
 */
export function compareSpeed(
  plain: AnyFunction,
  jitted: AnyFunction,
  args: readonly unknown[],
  { slice = 8, rounds = 25, warmUp = 0, own = args }: SpeedOptions = {},
): SpeedComparison {
  const [runPlain, runJitted] = [callerOf(plain, args), callerOf(jitted, own)]
  for (let done = 0; done < warmUp; done += slice) {
    runFor(runPlain, slice)
    runFor(runJitted, slice)
  }
  const [plainCalls, jittedCalls] = [callsFor(runPlain, slice), callsFor(runJitted, slice)]
  const samples = Array.from({ length: rounds }, (_, round) => {
    // Who goes first changes every round.
    if (round % 2 === 0)
      return { plain: timePerCall(runPlain, plainCalls), jitted: timePerCall(runJitted, jittedCalls) }
    const jittedTime = timePerCall(runJitted, jittedCalls)
    return { plain: timePerCall(runPlain, plainCalls), jitted: jittedTime }
  })
  return {
    plain: median(samples.map(sample => sample.plain)),
    jitted: median(samples.map(sample => sample.jitted)),
    ratio: median(samples.map(sample => sample.plain / sample.jitted)),
  }
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A loop of its own for each function: one shared loop would make the calls in it polymorphic. */
function callerOf(fn: AnyFunction, args: readonly unknown[]): (times: number) => unknown {
  const names = args.map((_, i) => `a${i}`)
  const text = `return times => { let last; for (let i = 0; i < times; i++) last = fn(${names.join(', ')}); return last }`
  return new Function('fn', ...names, text)(fn, ...args) as (times: number) => unknown
}

/** Warms up, then finds how many calls fill a slice. */
function callsFor(run: (times: number) => unknown, slice: number): number {
  let calls = 1
  for (;;) {
    const start = cpuTime()
    run(calls)
    const took = cpuTime() - start
    if (took >= slice) return Math.max(1, Math.round((calls * slice) / took))
    calls *= 2
  }
}

function runFor(run: (times: number) => unknown, milliseconds: number): void {
  const end = cpuTime() + milliseconds
  while (cpuTime() < end) run(1)
}

function timePerCall(run: (times: number) => unknown, calls: number): number {
  const start = cpuTime()
  run(calls)
  return ((cpuTime() - start) * 1e6) / calls
}

/** Milliseconds this process has computed. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
