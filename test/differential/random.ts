import type { GeneratorValue } from 'fast-check'
import fc from 'fast-check'

/** The choices a generator makes, all of them drawn from fast-check, so that a seed replays. */
export interface Random {
  /** A whole number between `min` and `max`, both included. */
  readonly int: (min: number, max: number) => number
  /** True in `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** Calls one of the makers, each as likely as its weight. */
  readonly oneOf: <T>(makers: readonly Weighted<T>[]) => T
  /** Any double, with small, huge and special ones alike. */
  readonly double: () => number
  readonly bigint: (min: bigint, max: bigint) => bigint
}

/** A maker and how often it is taken. */
export type Weighted<T> = readonly [weight: number, make: () => T]

/** An arbitrary of whatever `generate` builds out of random choices. */
export function arbitraryOf<T>(generate: (random: Random) => T): fc.Arbitrary<T> {
  return fc.gen().map(source => generate(randomFrom(source)))
}

function randomFrom(source: GeneratorValue): Random {
  const int = (min: number, max: number): number => source(integersBetween(min, max))
  return {
    int,
    chance: percent => int(0, 99) < percent,
    pick: from => from[int(0, from.length - 1)]!,
    oneOf: makers => {
      let rest = int(0, makers.reduce((sum, [weight]) => sum + weight, 0) - 1)
      for (const [weight, make] of makers) {
        if (rest < weight) return make()
        rest -= weight
      }
      throw new Error('The weights do not add up.')
    },
    double: () => source(fc.double),
    bigint: (min, max) => source(bigintsBetween(min, max)),
  }
}

type Maker<T> = () => fc.Arbitrary<T>

const integersBetween = keepMakers((min: number, max: number) => fc.integer({ min, max }))
const bigintsBetween = keepMakers((min: bigint, max: bigint) => fc.bigInt({ min, max }))

/** One maker per pair of bounds: fast-check finds what it made before by the maker, then by comparing every argument. */
function keepMakers<B extends number | bigint, T>(
  make: (min: B, max: B) => fc.Arbitrary<T>,
): (min: B, max: B) => Maker<T> {
  const makers = new Map<B, Map<B, Maker<T>>>()
  return (min, max) => {
    const row = makers.get(min) ?? new Map<B, Maker<T>>()
    makers.set(min, row)
    const known = row.get(max) ?? (() => make(min, max))
    row.set(max, known)
    return known
  }
}
