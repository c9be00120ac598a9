import type { WasmExports, WasmGlobal } from './host.js'
import type { Kernel, Scales } from './kernel.js'
import { miss, pass } from './kernel.js'
import { timeFor, weigh } from './weigh.js'

type Callback = (...args: unknown[]) => unknown

/** A call of a kernel that calls functions of its caller's. */
interface Consultation {
  readonly kernel: Kernel
  readonly callbacks: readonly Callback[]
  /** Where its part of `answers` begins. */
  readonly start: number
  /** What came last that only JavaScript can go on with. */
  end: Ending | null
}

/** Something a callback threw, or a value of a type that the kernel does not take. */
type Ending = readonly [isThrown: boolean, value: unknown]

/** Answers that are kept: 32 MB. Calls that get more go on in JavaScript. */
const MOST = 1 << 22

/** Milliseconds that a call must take for each answer, so that being asked from WebAssembly does not matter; as `weigh` counts. */
const WORTH = 4 * 0.0004

/** The compiler's `status.restart`. */
const RESTART = 1

/** What callbacks gave the kernels that run, those of inner calls behind those of outer ones. */
let answers = new Float64Array(64)
let count = 0
let running: Consultation | null = null
let unfinished: ((callback: Callback, gives?: 'boolean') => Callback) | null = null

/**
 * Runs a call of signature `i` of a kernel that asks `callbacks`. Where it has to start over in JavaScript after they have
 * been asked, they must not be asked the same again: `echo` tells the JavaScript what they answered. A callback may call
 * the kernel again.
 */
export function consult(
  kernel: Kernel,
  i: number,
  callbacks: readonly Callback[],
  call: () => unknown,
): unknown {
  const scales = kernel.scales[i] as Scales
  if (scales.left !== null) return pass(kernel)
  const outer = running
  const start = count
  const mine: Consultation = { kernel, callbacks, start, end: null }
  running = mine
  try {
    const began = timeFor(scales)
    const result = call()
    if (result === miss && (mine.end || count > start))
      unfinished = repeat(answers.slice(start, count), mine.end)
    if (scales.isWeighed)
      weigh(scales, (count - start) * WORTH, timeFor(scales) - began, 'it calls back more than it does')
    return result
  } finally {
    running = outer
    count = start
  }
}

/** The callback that the running kernel calls. */
export function callee(slot: number): Callback {
  return (running as Consultation).callbacks[slot] as Callback
}

/** Notes an answer that the kernel takes. */
export function keep<A extends number | boolean>(answer: A): A {
  answers[count++] = +answer
  if (count === answers.length) grow()
  return answer
}

function grow(): void {
  if (count === MOST) startOver()
  const more = new Float64Array(2 * count)
  more.set(answers)
  answers = more
}

/** Ends the call in Wasm with what a callback threw, or gave of a type that the kernel does not take. */
export function stray(isThrown: boolean, value: unknown): never {
  ;(running as Consultation).end = [isThrown, value]
  return startOver()
}

function startOver(): never {
  const { kernel } = running as Consultation
  ;((kernel.unit.exports as WasmExports).status as WasmGlobal).value = RESTART
  throw miss
}

/**
 * Asked after a `miss`: where callbacks have been asked already, gives what puts a function in the place of a callback
 * that first gives those answers again, in their order, and then asks on.
 */
export function echo(): typeof unfinished {
  const put = unfinished
  unfinished = null
  return put
}

function repeat(given: Float64Array, last: Ending | null): typeof unfinished {
  let at = 0
  let end = last
  return (callback, gives) =>
    (...args) => {
      if (at < given.length) return gives ? given[at++] !== 0 : given[at++]
      if (!end) return callback(...args)
      const [isThrown, value] = end
      end = null
      if (isThrown) throw value
      return value
    }
}
