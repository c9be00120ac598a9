import type { Random } from '../random.js'

/** A generator that takes the place of `Math.random` while a function runs. */
export interface Generator {
  readonly seed: number
  /** What the draw of that number is instead of a number from 0 to below 1; most series have none. */
  readonly odd: { readonly at: number; readonly value: unknown } | null
}

export function generateGenerator(random: Random): Generator {
  const seed = random.int(0, 1000)
  if (random.chance(70)) return { seed, odd: null }
  const value = random.pick<unknown>([1, -0, -0.5, 7, Number.NaN, '0.5', undefined, new RangeError('dry')])
  return { seed, odd: { at: random.int(1, 12), value } }
}

/** Runs something with that generator, and tells how often it was drawn from and whether it stayed where it was. */
export function drawFrom<T>({ seed, odd }: Generator, run: () => T): { result: T; drawn: string } {
  const { random } = Math
  let [state, drawn] = [seed, 0]
  const mine = (): number => {
    drawn++
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    if (drawn !== odd?.at) return state / 2 ** 32
    if (odd.value instanceof Error) throw odd.value
    return odd.value as number
  }
  Math.random = mine
  try {
    const result = run()
    return { result, drawn: `drawn ${drawn} times${Math.random === mine ? '' : ', and replaced'}` }
  } finally {
    Math.random = random
  }
}
