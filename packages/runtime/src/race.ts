import { host } from './host.js'
import type { Kernel, Race } from './kernel.js'
import { switchOff } from './kernel.js'

/** Milliseconds of a heat at least, as browsers round their clocks. */
const HEAT = 8
/** Heats that do not count: engines still compile. */
const WARM = 2
/** Heats that do, of which JavaScript has to win most: one may meet a pause of the machine. */
const JUDGED = 3
/** Whose turn it is, a bit per call: neither side gets every second, third or fourth call, which may be the long ones. */
const TURNS = 0x6996
const PERIOD = 16

const { performance } = host

/** The kernel whose call has just been left to JavaScript because it is its turn. */
let due: Kernel | null = null

export function startRace(kernel: Kernel): void {
  kernel.race = { turn: 0, began: 0, js: 0, wasm: 0, heats: 0, lost: 0 }
}

/** Whether the call that begins is JavaScript's. Calls inside one of them belong to it. */
export function isTurnOfJs(kernel: Kernel): boolean {
  const { race } = kernel
  if (!race || race.began > 0) return race !== null
  const isDue = ((TURNS >> (race.turn % PERIOD)) & 1) === 1
  if (isDue) due = kernel
  return isDue
}

/** Asked after a `miss`: the kernel whose JavaScript is timed from now on, until `endTurn`. */
export function turn(): Kernel | null {
  const kernel = due
  due = null
  if (kernel?.race) kernel.race.began = performance.now()
  return kernel
}

/** Ends the JavaScript that `turn` began to time. */
export function endTurn(kernel: Kernel): void {
  const { race } = kernel
  if (!race) return
  const took = performance.now() - race.began
  race.began = 0
  count(kernel, race, took, 0)
}

/** Adds a call, and ends the race after the last heat. Each heat has as many calls of both. */
export function count(kernel: Kernel, race: Race, js: number, wasm: number): void {
  race.js += js
  race.wasm += wasm
  race.turn++
  if (race.turn % (PERIOD / 2) !== 0 || race.js + race.wasm < HEAT) return
  race.heats++
  if (race.heats > WARM && race.wasm > race.js) race.lost++
  race.js = race.wasm = 0
  if (race.heats < WARM + JUDGED) return
  kernel.race = null
  kernel.isWeighed = false
  if (race.lost > JUDGED / 2) switchOff(kernel, 'its JavaScript was faster')
}
