import { host } from './host.js'
import type { Race, Scales } from './kernel.js'
import { leaveToJs } from './kernel.js'

/** Milliseconds of a heat at least, as browsers round their clocks. */
const HEAT = 8
/** Milliseconds after which a heat ends with any pair of calls: long calls are few, and each tells much. */
const LONG_HEAT = 32
/** Heats that do not count: engines still compile. */
const WARM = 2
/** Heats that do, of which JavaScript has to win most: one may meet a pause of the machine. */
const JUDGED = 3
/** Whose turn it is, a bit per call: neither side gets every second, third or fourth call, which may be the long ones. */
const TURNS = 0x6996
const PERIOD = 16
/** What a win takes: WebAssembly that is as fast but for noise stays. */
const EVEN = 0.95

/**
 * A busy machine is slow to compile what it finds hot, and a kernel that won against code of the interpreter may lose ever
 * after. So a winner is weighed again, each time after so many times as many calls, unless JavaScript has run for so many
 * milliseconds in calls this long: those bring their own compiler along, and are the ones that a race makes wait.
 */
export const AGAIN = 64
const BELIEVED = 16
const LONG_CALL = 0.5
/** More calls than any kernel makes. */
export const NEVER = 2 ** 30

/** The host's, as it was when this module was loaded. */
export const { performance: clock } = host

/** The signature a call of which has just been left to JavaScript because it is its turn. */
let due: Scales | null = null

/** Whether a turn is JavaScript's. */
export function isOfJs(turn: number): boolean {
  return ((TURNS >> (turn % PERIOD)) & 1) === 1
}

export function startRace(scales: Scales): void {
  scales.isWeighed = true
  scales.race = { turn: 0, began: 0, js: 0, wasm: 0, heats: 0, lost: 0, clear: 0 }
}

/** Whether the call that begins is JavaScript's. Calls inside one of them belong to it. */
export function isTurnOfJs(scales: Scales): boolean {
  const { race } = scales
  if (!race || race.began > 0) return race !== null
  const isDue = isOfJs(race.turn)
  if (isDue) due = scales
  return isDue
}

/** Asked after a `miss`: whose JavaScript is timed from now on, until `endTurn`. */
export function turn(): Scales | null {
  const scales = due
  due = null
  if (scales?.race) scales.race.began = clock.now()
  return scales
}

/** Ends the JavaScript that `turn` began to time. */
export function endTurn(scales: Scales): void {
  const { race } = scales
  if (!race) return
  const took = clock.now() - race.began
  race.began = 0
  count(scales, race, took, 0)
}

/** Adds a call, and ends the race after the last heat. */
export function count(scales: Scales, race: Race, js: number, wasm: number): void {
  race.js += js
  race.wasm += wasm
  race.turn++
  scales.tried += js
  if (js > 0) scales.trials++
  if (!isHeat(race)) return
  const isLost = race.js < EVEN * race.wasm
  const last = race.clear
  race.clear = clearlyFaster(race)
  race.heats++
  if (race.heats > WARM && isLost) race.lost++
  race.js = race.wasm = 0
  // Twice in a row, as one heat may meet a pause of the machine.
  const isClear = race.clear !== 0 && race.clear === last
  if (!isClear && race.heats < WARM + JUDGED) return
  scales.race = null
  scales.isWeighed = false
  if (isClear ? isLost : race.lost > JUDGED / 2) leaveToJs(scales, 'its JavaScript was faster')
  const { tried, trials, kernel } = scales
  const isBelieved = tried > BELIEVED && tried > LONG_CALL * trials
  scales.again = isBelieved ? NEVER : Math.min(NEVER, AGAIN * kernel.wasm)
}

/** Whether what has run since the last heat makes one. Each has as many calls of both, which any pair of `TURNS` has. */
function isHeat({ js, wasm, turn }: Race): boolean {
  const took = js + wasm
  return turn % (PERIOD / 2) === 0 ? took >= HEAT : turn % 2 === 0 && took >= LONG_HEAT
}

/** 1 where WebAssembly took less than half of the time, -1 where JavaScript did; 0 where that is not clear, or too early. */
function clearlyFaster({ js, wasm, heats }: Race): number {
  if (2 * js < wasm) return -1
  return 2 * wasm < js && (heats > 0 || js > LONG_HEAT) ? 1 : 0
}
