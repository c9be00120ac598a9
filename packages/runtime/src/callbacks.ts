import type { WasmExports, WasmGlobal } from './host.js'
import type { Kernel } from './kernel.js'
import { miss } from './kernel.js'

type Callback = (...args: unknown[]) => unknown

/** A call of a kernel that calls functions of its caller's. */
interface Consultation {
  readonly kernel: Kernel
  readonly callbacks: readonly Callback[]
  /** What they gave, in order. */
  readonly answers: unknown[]
  /** What the last of them threw. */
  thrown: { readonly error: unknown } | null
}

/** Answers that are kept: 32 MB of numbers. A call that gets more goes on in JavaScript. */
const MOST = 1 << 22

/** The compiler's `status.restart`. */
const RESTART = 1

let running: Consultation | null = null
let unfinished: Consultation | null = null

/**
 * Runs a call of a kernel that asks `callbacks`. Where it has to start over in JavaScript after they have been asked, they
 * must not be asked the same again: `echo` tells the JavaScript what they answered. A callback may call the kernel again.
 */
export function consult(kernel: Kernel, callbacks: readonly Callback[], call: () => unknown): unknown {
  const outer = running
  const mine: Consultation = { kernel, callbacks, answers: [], thrown: null }
  running = mine
  try {
    const result = call()
    if (result === miss && (mine.thrown || mine.answers.length)) unfinished = mine
    return result
  } finally {
    running = outer
  }
}

/**
 * Calls a callback for the kernel that runs. What is not of the type the kernel takes, and what is thrown, makes the call
 * start over: only JavaScript can go on with it.
 */
export function ask(slot: number, type: string, put: (callback: Callback) => unknown): unknown {
  const call = running as Consultation
  const { kernel, callbacks, answers } = call
  let answer: unknown
  try {
    answer = put(callbacks[slot] as Callback)
  } catch (error) {
    call.thrown = { error }
    startOver(kernel)
  }
  answers.push(answer)
  if ((type && typeof answer !== type) || answers.length === MOST) startOver(kernel)
  return answer
}

function startOver(kernel: Kernel): never {
  ;((kernel.unit.exports as WasmExports).status as WasmGlobal).value = RESTART
  throw miss
}

/**
 * Asked after a `miss`: where callbacks have been asked already, gives what puts a function in the place of a callback
 * that first gives those answers again, in their order, and then asks on.
 */
export function echo(): ((callback: Callback) => Callback) | null {
  const call = unfinished
  unfinished = null
  if (!call) return null
  const { answers } = call
  let { thrown } = call
  let at = 0
  return callback =>
    (...args) => {
      if (at < answers.length) return answers[at++]
      if (!thrown) return callback(...args)
      const { error } = thrown
      thrown = null
      throw error
    }
}
