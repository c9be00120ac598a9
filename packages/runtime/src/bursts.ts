import type { Bursts, Kernel } from './kernel.js'
import { switchOff } from './kernel.js'
import { ready } from './load.js'
import { AGAIN, clock, isOfJs, NEVER } from './race.js'

/** Calls that tell how long they take, and milliseconds of a long one: what stands around it is nothing then. */
const SAMPLE = 16
const LONG = 0.25
/** Milliseconds of two bursts at least, a hundred times what most clocks round to; calls that take none have no clock. */
const PAIR = 2
const TIMELESS = 2 ** 20
/** Milliseconds of JavaScript before pairs count: engines still compile. */
const WARM = 12
/**
 * Pairs that count, however clear the first ones are: code that JavaScript has hardly run is ten times as slow as what the
 * engine makes of it then. And what its win takes.
 */
const JUDGED = 16
const EVEN = 0.95
/**
 * As `ready`, of a kernel whose calls copy nothing. Where they are short and many, bursts of them run in Wasm and as
 * JavaScript in turns: what it takes to get in, fields to be looked at, may be longer than the call, and V8 runs a few turns
 * of a loop where they are called. A burst is timed with all that the program does meanwhile, so that its calls cost what
 * they always do.
 */
export function start(kernel: Kernel): boolean {
  return ready(kernel) && (kernel.wasm < kernel.next || change(kernel))
}

/** Ends a burst and begins the next; gives whether that runs in Wasm. */
function change(kernel: Kernel): boolean {
  const now = clock.now()
  kernel.bursts ??= makeBursts()
  const { bursts } = kernel
  const { size, turn, skipped, began, calls } = bursts
  kernel.js += skipped
  if (skipped > 0) kernel.pause = 0
  const took = now - began
  const perCall = took / (kernel.wasm + kernel.js - calls)
  if (turn >= 0) note(bursts, took, perCall)
  else if (size > 0) {
    if (perCall > LONG) return settle(kernel)
    bursts.turn = 0
    bursts.size = 1
  } else bursts.size = SAMPLE
  const { won, lost, js, wasm } = bursts
  if (bursts.size > TIMELESS) return settle(kernel)
  if (won + lost >= JUDGED) {
    // The least is what they take where nothing disturbs them.
    if (lost < won || js > EVEN * wasm) return settle(kernel)
    switchOff(kernel, 'its JavaScript was faster')
    return ready(kernel)
  }
  return begin(kernel, bursts)
}

function makeBursts(): Bursts {
  const none = { size: 0, turn: -1, began: 0, calls: 0, skipped: 0 }
  return { ...none, took: 0, perCall: 0, warm: 0, js: NEVER, wasm: NEVER, won: 0, lost: 0 }
}

function begin(kernel: Kernel, bursts: Bursts): boolean {
  bursts.calls = kernel.wasm + kernel.js
  const isJs = bursts.turn >= 0 && isOfJs(bursts.turn)
  // The call that asks is one of them, and the others do not ask.
  bursts.skipped = isJs ? bursts.size - 1 : 0
  if (isJs) {
    kernel.js++
    kernel.pause = bursts.skipped
  } else kernel.next = kernel.wasm + bursts.size
  bursts.began = clock.now()
  return !isJs
}

/** Lets all calls run in Wasm until there have been many times as many. */
function settle(kernel: Kernel): boolean {
  kernel.bursts = null
  kernel.next = Math.min(NEVER, AGAIN * kernel.wasm)
  return true
}

/** Notes how long a burst took; the second of two says who has won. */
function note(bursts: Bursts, took: number, perCall: number): void {
  const isJs = isOfJs(bursts.turn)
  if (isJs) bursts.warm += took
  if (++bursts.turn % 2 === 0) {
    if (took + bursts.took < PAIR) bursts.size *= 2
    else if (bursts.warm > WARM) {
      const [js, wasm] = isJs ? [perCall, bursts.perCall] : [bursts.perCall, perCall]
      if (js < wasm) bursts.lost++
      else bursts.won++
      bursts.js = Math.min(bursts.js, js)
      bursts.wasm = Math.min(bursts.wasm, wasm)
    }
  }
  bursts.took = took
  bursts.perCall = perCall
}
