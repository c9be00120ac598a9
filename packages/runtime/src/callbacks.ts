import type { WasmExports, WasmGlobal } from './host.js'
import { isRandom } from './is-random.js'
import type { AnyArray, Kernel, Plan } from './kernel.js'
import { COPY_OUT, leaveToJs, miss, pass, RESTARTS_LATE } from './kernel.js'
import { clock } from './race.js'
import { realm } from './realm.js'
import type { Shown } from './shown-arrays.js'
import { fateOf, reveal, rewind, shown, sizeOf, standIns } from './shown-arrays.js'
import { timeFor, weigh } from './weigh.js'

type Callback = (...args: unknown[]) => unknown

/** A call of a kernel that calls functions of its caller's. */
interface Consultation {
  readonly kernel: Kernel
  readonly plan: Plan
  readonly callbacks: readonly Callback[]
  /** Where its part of `answers` begins. */
  readonly start: number
  /** What came last that only JavaScript can go on with, and whether arrays had been transferred away by then. */
  end: Ending | null
  isTaken: boolean
  /** The arrays of the caller's that it works on; `null` where it has none. */
  readonly shown: Shown | null
  /** Whether showing the arrays is timed, and the milliseconds it has taken since it was last looked at. */
  readonly isTimed: boolean
  spent: number
  /** When it was last looked at whether that is worth it, after how many answers. */
  since: number
  checked: number
}

/**
 * Something a callback threw, or a value of a type that the kernel does not take, or any value where arrays have changed;
 * or the same of a random number, which changes none.
 */
type Ending = readonly [isThrown: boolean, value: unknown, isDrawn?: boolean]

/** Answers that are kept: 32 MB. Calls that get more go on in JavaScript. */
const MOST = 1 << 22

/** Milliseconds that a call must take for each answer, so that being asked from WebAssembly does not matter; as `weigh` counts. */
const WORTH = 4 * 0.0004

/** Milliseconds that one answer costs, and bytes of arrays from which on the time that showing them takes is measured. */
const ASK = 0.0002
const LONG = 4096
/**
 * After how many answers it is first looked at whether they cost more than they are worth, where arrays are long and where
 * they are not, and how many milliseconds they must have cost.
 */
const FEW = 4
const FIRST = 64
const FELT = 2

/** Restarts that one counts for whose callback has changed an array: it will again, and all work until then is done twice. */
const CHANGE = 4

/** The compiler's `status.restart`. */
const RESTART = 1

/** What callbacks gave the kernels that run, and `Math.random`; those of inner calls behind those of outer ones. */
let answers = new Float64Array(64)
let count = 0
/** How many of them there are when there is something to look at. */
let limit = 0
let running: Consultation | null = null
let unfinished: Repeat | null = null

/** Makes a function that first gives the answers that are to be repeated, and then asks; `over` is called behind the last. */
export interface Repeat {
  (callback: Callback, gives?: 'boolean', over?: () => void): Callback
  readonly log: Log
  /** Whether something else is to be repeated behind the last answer. */
  readonly hasEnd: boolean
  /** Whether anything is left to be repeated, and what takes the next of it, or throws it, for a call that is not made. */
  readonly isLeft: () => boolean
  readonly take: (gives?: 'boolean') => unknown
  /** What JavaScript has to work on in the place of an array: itself, but for one that has been taken away. */
  readonly own: <T>(array: T) => T
  /** And the array itself again, once that has been taken away as well. */
  readonly real: <T>(array: T) => T
}

/** Answers that are to be repeated, and how many have been. */
interface Log {
  readonly given: Float64Array
  at: number
}

/** Whether what a call writes shows before it gives up: an array of `alloc` is written where it lies. */
function mayShow({ arrays: plans }: Plan, arrays: readonly AnyArray[]): boolean {
  const { zone } = realm()
  return arrays.some((array, j) => {
    const use = plans[j]?.use ?? 0
    return (use & (COPY_OUT | RESTARTS_LATE)) === COPY_OUT && zone?.places.has(array)
  })
}

/**
 * Runs a call of signature `i` of a kernel that asks `callbacks`, or draws random numbers. Where it has to start over in JavaScript after they have
 * been asked, they must not be asked the same again: `echo` tells the JavaScript what they answered. A callback may call
 * the kernel again.
 *
 * Callbacks see in `arrays` what the kernel has written so far. Where one changes any of them, that is how the call ends:
 * the arrays become what they were when it began, and the JavaScript finds the change when it comes to that callback.
 */
export function consult(
  kernel: Kernel,
  i: number,
  callbacks: readonly Callback[],
  call: () => unknown,
  arrays: readonly AnyArray[] = [],
): unknown {
  const plan = kernel.plans[i] as Plan
  if (plan.left !== null || (!isRandom() && mayShow(plan, arrays))) return pass(kernel)
  const outer = running
  const start = count
  // Drawing a random number shows them to nobody.
  const all = callbacks.length > 0 && arrays.length > 0 ? shown(plan, arrays) : null
  const isTimed = all !== null && plan.isWeighed && sizeOf(all) >= LONG
  const about = { kernel, plan, callbacks, start, shown: all, isTimed }
  const mine: Consultation = { ...about, end: null, isTaken: false, spent: 0, since: 0, checked: 0 }
  const before = limit
  running = mine
  limit = Math.min(answers.length, start + (isTimed ? FEW : FIRST))
  try {
    const began = timeFor(plan)
    const result = call()
    if (result === miss && (mine.end || count > start))
      unfinished = startAgain(mine, answers.slice(start, count))
    // Calls that copy arrays are weighed with their copies.
    if (plan.isWeighed && !all && callbacks.length > 0)
      weigh(plan, (count - start) * WORTH, timeFor(plan) - began, 'it calls back more than it does')
    return result
  } finally {
    running = outer
    count = start
    limit = before
  }
}

/** The callback that the running kernel calls. */
export function callee(slot: number): Callback {
  const mine = running as Consultation
  const { callbacks, shown, isTimed } = mine
  const began = isTimed ? clock.now() : 0
  if (shown) reveal(shown)
  if (isTimed) mine.spent += clock.now() - began
  return callbacks[slot] as Callback
}

/** Notes an answer that the kernel takes. */
export function keep<A extends number | boolean>(answer: A): A {
  const mine = running as Consultation
  const { shown, isTimed } = mine
  const began = isTimed ? clock.now() : 0
  if (shown && fateOf(shown) !== 'kept') stray(false, answer)
  if (isTimed) mine.spent += clock.now() - began
  return note(answer)
}

/** The same where it cannot have changed an array. */
export function note<A extends number | boolean>(answer: A): A {
  answers[count++] = +answer
  if (count >= limit) look()
  return answer
}

function look(): void {
  if (count >= answers.length) grow()
  const mine = running
  limit = answers.length
  if (mine === null) return
  const asked = count - mine.start
  const last = mine.since
  mine.since = clock.now()
  if (last > 0) judge(mine, asked - mine.checked, mine.since - last)
  mine.checked = asked
  mine.spent = 0
  limit = Math.min(answers.length, count + asked)
}

/**
 * Leaves a call to JavaScript, and those after it, where asking takes more than half of its time: a single call may be all
 * that a program makes, and a branch that holds a callback may be taken in every turn.
 */
function judge({ plan, callbacks, spent: showing }: Consultation, asked: number, took: number): void {
  const spent = showing + asked * ASK
  if (callbacks.length === 0 || !plan.isWeighed || spent < FELT || 2 * spent < took) return
  leaveToJs(plan, 'it calls back more than it does')
  startOver()
}

function grow(): void {
  if (count === MOST) startOver()
  const more = new Float64Array(2 * count)
  more.set(answers)
  answers = more
}

/** Ends the call in Wasm with what a callback threw, or gave where the kernel cannot go on. */
export function stray(isThrown: boolean, value: unknown): never {
  const mine = running as Consultation
  const { kernel, shown } = mine
  const fate = shown ? fateOf(shown) : 'kept'
  mine.isTaken = fate === 'taken'
  if (fate === 'changed' || mine.isTaken) kernel.restarts += CHANGE - 1
  if (fate === 'lost') {
    if (isThrown) throw value
    throw new TypeError(`hotpath: a callback of \`${kernel.name}\` took an array away that the call works on`)
  }
  return giveUp(isThrown, value)
}

/** Ends the call in Wasm with what JavaScript has to go on with. */
export function giveUp(...end: Ending): never {
  ;(running as Consultation).end = end
  return startOver()
}

/** Ends the call in Wasm: JavaScript has to do all of it. */
export function startOver(): never {
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

/** Has JavaScript do all of a call once more, on arrays that are what they were when it began. */
function startAgain({ shown, end, isTaken }: Consultation, given: Float64Array): Repeat {
  const [others, leave] = shown && isTaken ? standIns(shown) : []
  const change = shown && rewind(shown)
  const own = <T>(array: T) => (others?.get(array) ?? array) as T
  const real = <T>(array: T) => ([...(others ?? [])].find(([, made]) => made === array)?.[0] ?? array) as T
  return repeat(given, end, { own, real }, () => {
    change?.()
    leave?.()
  })
}

function repeat(
  given: Float64Array,
  last: Ending | null,
  arrays: Pick<Repeat, 'own' | 'real'>,
  change: () => void,
): Repeat {
  const log: Log = { given, at: 0 }
  let end = last
  const isLeft = () => log.at < given.length || end !== null
  const take = (gives?: 'boolean'): unknown => {
    if (log.at < given.length) return gives ? given[log.at++] !== 0 : given[log.at++]
    const [isThrown, value, isDrawn] = end as Ending
    end = null
    if (!isDrawn) change()
    if (isThrown) throw value
    return value
  }
  const put =
    (callback: Callback, gives?: 'boolean', over?: () => void): Callback =>
    (...args) => {
      const isLast = log.at + 1 >= given.length && !end
      if (isLast || log.at >= given.length) over?.()
      return isLeft() ? take(gives) : callback(...args)
    }
  return Object.assign(put, { log, hasEnd: last !== null, ...arrays, isLeft, take })
}
