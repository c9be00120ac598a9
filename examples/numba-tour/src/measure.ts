import type { Stop } from './tour.js'

/** Median nanoseconds per call, and how many times as fast the jitted function is. */
export interface Speed {
  readonly plain: number
  readonly jitted: number
  readonly ratio: number
}

const ROUNDS = 31
const SLICE_MS = 4
/** Until engines have compiled what is hot, and hotpath knows whether short calls gain. */
const WARM_MS = 200

/** Measures both functions of a stop in turns, so that whatever else the machine does hits both alike. */
export function measure(stop: Stop): Speed {
  const args = stop.args()
  const [plain, jitted] = [callerOf(stop.plain, args), callerOf(stop.jitted, args)]
  const [plainCalls, jittedCalls] = [callsFor(plain), callsFor(jitted)]
  const samples: Speed[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const a = timePerCall(plain, plainCalls)
    const b = timePerCall(jitted, jittedCalls)
    samples.push({ plain: a, jitted: b, ratio: a / b })
  }
  const middle = (of: (speed: Speed) => number): number =>
    samples.map(of).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0
  return { plain: middle(s => s.plain), jitted: middle(s => s.jitted), ratio: middle(s => s.ratio) }
}

/** Nanoseconds in the unit that suits them. */
export function formatTime(ns: number): string {
  if (ns < 1e3) return `${ns.toFixed(0)} ns`
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(2)} ms`
}

type Repeat = (times: number) => unknown

/** A loop of its own for each function: one shared loop would make the calls in it polymorphic. */
function callerOf(fn: Stop['plain'], args: readonly unknown[]): Repeat {
  const names = args.map((_, i) => `a${i}`)
  const text = `return times => { let last; for (let i = 0; i < times; i++) last = fn(${names.join(', ')}); return last }`
  return new Function('fn', ...names, text)(fn, ...args) as Repeat
}

/** Warms up, then finds how many calls fill a slice. */
function callsFor(run: Repeat): number {
  for (const start = performance.now(); performance.now() - start < WARM_MS; ) run(1)
  for (let calls = 1; ; calls *= 2) {
    const start = performance.now()
    run(calls)
    const took = performance.now() - start
    if (took >= SLICE_MS) return Math.max(1, Math.round((calls * SLICE_MS) / took))
  }
}

function timePerCall(run: Repeat, calls: number): number {
  const start = performance.now()
  run(calls)
  return ((performance.now() - start) * 1e6) / calls
}
