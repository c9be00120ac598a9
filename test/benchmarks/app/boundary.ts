import { alloc, inspect, jit } from 'hotpath'
import * as plain from './boundary-kernels.js'

const twoNumbers = jit(plain.twoNumbers, { strict: true })
const swapFirst = jit(plain.swapFirst, { strict: true })
const scalePart = jit(plain.scalePart, { strict: true })
const scaleSame = jit(plain.scaleSame, { strict: true })
const addFirst = jit(plain.addFirst, { strict: true })

/** Nanoseconds per call. */
export interface Boundary {
  /** Two numbers: a Wasm export called directly, and a compiled function. */
  readonly direct: number
  readonly numbers: number
  /** An array of 10 elements, and of a million, copied in and out. */
  readonly ten: number
  readonly million: number
  /** Two `set` of a million elements. */
  readonly sets: number
  /** A thousand elements of a million, where parameters say which, where they do not, and in plain JavaScript. */
  readonly part: number
  readonly whole: number
  readonly partInJs: number
  /** Three arrays of `alloc`, of 10 elements and of a million each. */
  readonly threeOfTen: number
  readonly threeOfMillion: number
}

const MILLION = 1e6
const PLACE = 400_000
/** Milliseconds; browsers round their clocks to 0.1. */
const SLICE = 12
const WARM_UP = 400
const ROUNDS = 30

/** What crossing costs in this engine, by its clock. */
export function measureBoundary(): Boundary {
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(twoNumbersByHand)).exports
  const direct = f as typeof plain.twoNumbers
  const [ten, million, inside] = [10, MILLION, MILLION].map(n =>
    Float64Array.from({ length: n }, (_, i) => i),
  )
  const measured = {
    direct: timeOf(caller('a', 'b')(direct, 3, 4)),
    numbers: timeOf(caller('a', 'b')(twoNumbers, 3, 4)),
    ten: timeOf(caller('a')(swapFirst, ten)),
    million: timeOf(caller('a')(swapFirst, million)),
    sets: timeOf(caller('a', 'b')(setTwice, million, inside)),
    part: timeOf(caller('a', 'b')(scalePart, million, PLACE)),
    whole: timeOf(caller('a', 'b')(scaleSame, million, Float64Array.of(PLACE))),
    partInJs: timeOf(caller('a', 'b')(plain.scalePart, million, PLACE)),
    threeOfTen: measureThree(10),
    threeOfMillion: measureThree(MILLION),
  }
  for (const kernel of [twoNumbers, swapFirst, addFirst, scalePart, scaleSame]) {
    const { name, calls, reasons } = inspect(kernel as never)
    if (calls.wasm === 0 || calls.js > 0) throw new Error(`${name} ran in JavaScript: ${reasons.join()}`)
  }
  return measured
}

/** Nanoseconds of a call with three arrays of `alloc` of `n` elements each. */
export function measureThree(n: number): number {
  const three = [1, 2, 3].map(() => alloc<Float64Array>(Float64Array, n).fill(n))
  return timeOf(caller('a', 'b', 'c')(addFirst, ...three))
}

function setTwice(outside: Float64Array, inside: Float64Array): void {
  inside.set(outside)
  outside.set(inside)
}

type Run = (times: number) => void

/** A loop of its own for each function: one shared loop would make the calls in it polymorphic. */
function caller(...names: readonly string[]): (fn: unknown, ...args: readonly unknown[]) => Run {
  const body = `return times => { for (let i = 0; i < times; i++) fn(${names.join(', ')}) }`
  return new Function('fn', ...names, body) as (fn: unknown, ...args: readonly unknown[]) => Run
}

/** The best of many slices: only what else the machine does makes one longer. */
function timeOf(run: Run): number {
  let times = 1
  const start = performance.now()
  // Engines compile a loop for good after a while only.
  while (performance.now() - start < WARM_UP || clock(run, times) < SLICE) times = nextTimes(run, times)
  return Math.min(...Array.from({ length: ROUNDS }, () => clock(run, times) / times)) * 1e6
}

/** Twice as many, until a slice is full. */
function nextTimes(run: Run, times: number): number {
  return clock(run, times) < SLICE ? times * 2 : times
}

function clock(run: Run, times: number): number {
  const start = performance.now()
  run(times)
  return performance.now() - start
}

/** `(f64, f64) → f64`, exported as `f`: the first times 0.5, plus the second. */
const twoNumbersByHand = Uint8Array.from(
  (
    '00 61 73 6d 01 00 00 00 01 07 01 60 02 7c 7c 01 7c 03 02 01 00 07 05 01 01 66 00 00 ' +
    '0a 13 01 11 00 20 00 44 00 00 00 00 00 00 e0 3f a2 20 01 a0 0b'
  ).split(' '),
  byte => Number.parseInt(byte, 16),
)
