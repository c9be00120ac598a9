/**
 * What floats may be computed otherwise for, each of it asked for by name. `reassoc`: sums and products over a loop in another
 * order. `contract`: `a * b + c` rounded once. `arcp`: a division by what a loop leaves alone as a multiplication. `approx`:
 * elementary functions in code of our own. None of them takes NaN, infinities or -0 for impossible.
 */
export const fastmathFlags = ['reassoc', 'contract', 'arcp', 'approx'] as const
export type FastmathFlag = (typeof fastmathFlags)[number]

/** Whether a word is one of them. */
export function isFastmathFlag(word: unknown): word is FastmathFlag {
  return (fastmathFlags as readonly unknown[]).includes(word)
}

/** `true` stands for all of them, `false` for none. */
export function listFastmath(value: boolean | readonly FastmathFlag[]): readonly FastmathFlag[] {
  return typeof value === 'boolean' ? (value ? fastmathFlags : []) : value
}
