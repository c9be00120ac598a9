import type { Scales } from './kernel.js'
import { leaveToJs } from './kernel.js'
import { AGAIN, clock, count, NEVER, startRace } from './race.js'

/** Milliseconds of a kernel's time that are looked at: less is noise, as browsers round their clocks. */
const ENOUGH = 8
/** Calls they have to come from: a first one may also wait for fresh memory. */
const CALLS = 16
/** WebAssembly is seldom so many times faster than V8 that it makes up for copies that take this many times its own time. */
const DEAR = 4

/** Milliseconds from which on a call that copies little and computes in lanes is too long to be run in JavaScript at all. */
const LONG = 0.25

/** Bytes of memory never touched so far from which on they are felt: the system clears them page by page. */
const FRESH = 2 ** 24
/** Milliseconds that are felt; bytes that show what clearing takes here, where so many times as many are to come. */
const FELT = 4
const SAMPLE = 2 ** 18
const WORTHY = 8
/** A page of every system we know has as many bytes or more. */
const PAGE = 2 ** 12

let clearing = -1

/**
 * Whether a call that needs this much more memory is JavaScript's: the first one of its signature. It would pay for its
 * arrays' pages, there and back, and for code that the engine has made in a hurry, and mostly be slower than JavaScript; a
 * program that calls again has lost nothing, and one that does not has lost nothing either. What computes in lanes gains
 * at once where pages are cheap: virtual machines take a hundred times as long for one as others do.
 */
export function isBetterLater(scales: Scales, fresh: number): boolean {
  const { hasWaited, isSure, isWeighed } = scales
  if (hasWaited || !isWeighed || fresh < WORTHY * SAMPLE) return false
  if ((isSure || fresh < FRESH) && (fresh / SAMPLE) * timeToClear() < FELT) return false
  scales.hasWaited = true
  return true
}

/**
 * Milliseconds that `SAMPLE` bytes of new memory take, measured once; not in WebAssembly's, the first of which makes the
 * engine collect.
 */
function timeToClear(): number {
  if (clearing >= 0) return clearing
  const fresh = new Uint8Array(WORTHY * SAMPLE)
  const began = clock.now()
  for (let i = 0; i < SAMPLE; i += PAGE) fresh[i] = 1
  clearing = clock.now() - began
  return clearing
}

/** The time in milliseconds; always 0 where there is nothing to find out. */
export function timeFor({ isWeighed }: Scales): number {
  return isWeighed ? clock.now() : 0
}

/**
 * Adds up what calls spend on copying arrays and on computing, in milliseconds, until that is enough to tell whether the
 * copies are worth it; if not, leaves them to JavaScript. Nobody knows while building how long arrays will be.
 */
export function weigh(scales: Scales, copying: number, computing: number, reason: string): void {
  if (!isWeighty(scales, copying, computing) || isDoubtful(scales)) return
  scales.isWeighed = false
  if (isDear(scales)) leaveToJs(scales, reason)
}

/** The same where the glue also times the JavaScript: what is not clear is found out by a race. */
export function weighOrRace(scales: Scales, copying: number, computing: number): void {
  if (scales.race) return count(scales, scales.race, 0, copying + computing)
  if (!isWeighty(scales, copying, computing) || isDoubtful(scales)) return
  if (!isDear(scales) && !(scales.isSure && isLong(scales))) return startRace(scales)
  scales.isWeighed = false
  // The first calls may have waited for the machine.
  scales.again = AGAIN * scales.kernel.wasm
  if (isDear(scales)) leaveToJs(scales, 'copies take longer than its work')
}

/** Begins anew, as what was found may have been true of a busy machine only. */
export function weighAgain(scales: Scales): void {
  scales.isWeighed = true
  scales.isDirect = scales.wasDear = false
  scales.again = NEVER
  empty(scales)
}

function empty(scales: Scales): void {
  scales.calls = scales.copying = scales.computing = 0
}

function isDear({ copying, computing }: Scales): boolean {
  return copying > DEAR * computing
}

/** Copies are found dear twice before that counts: once, a collection of the engine's may have fallen into them. */
function isDoubtful(scales: Scales): boolean {
  if (scales.wasDear || !isDear(scales)) return false
  scales.wasDear = true
  empty(scales)
  return true
}

function isWeighty(scales: Scales, copying: number, computing: number): boolean {
  scales.calls++
  scales.copying += copying
  scales.computing += computing
  return scales.calls >= CALLS && scales.copying + scales.computing >= ENOUGH
}

function isLong({ copying, computing, calls }: Scales): boolean {
  return copying + computing > LONG * calls && copying * DEAR < computing
}
