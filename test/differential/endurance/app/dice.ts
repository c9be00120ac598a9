/** Numbers that are the same for the same seed. */
export interface Dice {
  /** 0 up to 1. */
  readonly unit: () => number
  /** A whole number from 0 up to, not including, `n`. */
  readonly below: (n: number) => number
  /** A length from 0 to 20,000, each order of magnitude as likely as the next. */
  readonly length: () => number
}

const LONGEST = 20_000

/** Mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    unit,
    below: n => Math.floor(unit() * n),
    length: () => Math.floor(Math.exp(unit() * Math.log(LONGEST + 2))) - 1,
  }
}
