import { SeededRandom } from './seeded-random.js'

let current = new SeededRandom(0)

/** Stands in for `Math.random`: always the same function, for modules that keep it. */
const stable = (): number => current.unit()

/** Runs something with a `Math.random` that gives the same numbers every time. */
export function withStableRandom<T>(run: () => T): T {
  const { random } = Math
  Math.random = stable
  current = new SeededRandom(11)
  try {
    return run()
  } finally {
    Math.random = random
  }
}
