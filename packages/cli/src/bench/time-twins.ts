import { Bench } from 'tinybench'
import type { BenchOptions, BenchResult, Timing } from './bench-result.js'

/** Rounds in which both are measured, one right after the other: what disturbs the machine disturbs both. */
const rounds = 5
/** Milliseconds a sample takes at least: shorter ones would measure the clock. */
const shortest = 0.05

/** Something to call, and how often for one sample. */
interface Runner {
  readonly run: () => unknown
  readonly isAsync: boolean
  readonly calls: number
}

/** Times both twins; `time` is what each gets in milliseconds, warming up not counted. */
export async function timeTwins(
  compiled: () => unknown,
  plain: () => unknown,
  { time = 500, warmupTime = 250 }: BenchOptions,
): Promise<NonNullable<BenchResult['timing']>> {
  const wasm = await warmUp(compiled, warmupTime)
  const js = await warmUp(plain, warmupTime)
  const found: { readonly wasm: number; readonly js: number }[] = []
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes every round.
    if (round % 2 === 0) {
      const first = await sample(wasm, time / rounds)
      found.push({ wasm: first, js: await sample(js, time / rounds) })
    } else {
      const first = await sample(js, time / rounds)
      found.push({ js: first, wasm: await sample(wasm, time / rounds) })
    }
  }
  return {
    js: timingOf(found.map(({ js }) => js)),
    wasm: timingOf(found.map(({ wasm }) => wasm)),
    ratio: medianOf(found.map(({ js, wasm }) => js / wasm)),
  }
}

/** Lets the engine compile what it will, and hotpath choose; finds out how many calls make a sample. */
async function warmUp(run: () => unknown, time: number): Promise<Runner> {
  const first = run()
  const isAsync = first instanceof Promise
  await first
  const ms = await sample({ run, isAsync, calls: 1 }, time)
  return { run, isAsync, calls: isAsync ? 1 : Math.max(1, Math.ceil(shortest / Math.max(ms, 1e-5))) }
}

/** Milliseconds of one call. */
async function sample({ run, isAsync, calls }: Runner, time: number): Promise<number> {
  const bench = new Bench({ time, iterations: 3, warmup: false, throws: true })
  bench.add('calls', calls === 1 ? run : () => repeat(run, calls), { async: isAsync })
  const [task] = await bench.run()
  const result = task?.result
  if (result?.state !== 'completed') throw new Error(`the measurement ended as ${result?.state}`)
  return result.latency.p50 / calls
}

function repeat(run: () => unknown, calls: number): unknown {
  let last: unknown
  for (let n = 0; n < calls; n++) last = run()
  return last
}

/** The round in the middle, and how far from it the others lie. */
function timingOf(rounds: readonly number[]): Timing {
  const ms = medianOf(rounds)
  const spread = (50 * (Math.max(...rounds) - Math.min(...rounds))) / ms
  return { ms, spread }
}

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
