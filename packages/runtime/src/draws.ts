import type { Repeat } from './callbacks.js'
import { giveUp, note, startOver } from './callbacks.js'
import { isRandom } from './is-random.js'

const { random } = Math

/** A random number, noted. Who replaced the generator may give anything, and throw. */
function draw(): number {
  // Where nothing can be put in its place again, the first one is left to JavaScript.
  if (!Object.isExtensible(Math)) startOver()
  let given: unknown
  try {
    given = Math.random()
  } catch (error) {
    return giveUp(true, error, true)
  }
  return isUsual(given) ? note(given) : giveUp(false, given, true)
}

/** Whether a value is a number from 0 to below 1, and not -0. */
function isUsual(value: unknown): value is number {
  return typeof value === 'number' && (value > 0 || Object.is(value, 0)) && value < 1
}

/** What kernels import to draw random numbers: `draw` where the call may start over later. */
export const draws = { draw, random: () => (isRandom() ? random() : draw()) }

/**
 * Has `Math.random` give JavaScript what a kernel has drawn before it gave up, and be what it was behind the last of it.
 * Gives what ends that sooner.
 */
export function redraw(repeat: Repeat): () => void {
  const { random } = Math
  const end = () => {
    if (Math.random === again) Math.random = random
  }
  const again = repeat(() => random.call(Math), undefined, end) as () => number
  Math.random = again
  return end
}
