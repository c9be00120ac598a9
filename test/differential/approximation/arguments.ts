/** Doubles to try a function on, from a seed: the same for the same one. */
export class Arguments {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 1
  }

  /** From 0 to 1. */
  #next(): number {
    // G. Marsaglia's xorshift, twice for 53 bits.
    const word = () => {
      this.#state ^= this.#state << 13
      this.#state ^= this.#state >>> 17
      this.#state ^= this.#state << 5
      return this.#state >>> 0
    }
    return ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.#next()
  }

  /** Of any size, all exponents of a range alike. */
  ofSize(least: number, most: number): number {
    return 2 ** this.between(least, most)
  }

  signed(size: number): number {
    return this.#next() < 0.5 ? size : -size
  }

  list(count: number, make: () => number): readonly number[] {
    return Array.from({ length: count }, make)
  }
}

/** Where doubles are special, and where the functions begin to do something else. */
export const edges: readonly number[] = [
  ...[0, -0, NaN, Infinity, -Infinity, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, 1e22, -1e22],
  ...[5e-324, -5e-324, 1e-310, -1e-310, 2.2250738585072014e-308, 2.225073858507201e-308],
  ...[1.7976931348623157e308, -1.7976931348623157e308, 2 ** 53, 2 ** 53 + 2, 2 ** 31, -(2 ** 31)],
  ...[708, 708.0000000000001, -708.0000000000001, 709.782712893384, 709.7827128933841, 710, 711, 1e4],
  ...[-745.1332191019411, -745.1332191019412, -745.13321910194122, -746, -747, -1e4],
  ...[100000, 100000.00000000001, -100000.00000000001, 1e5 + 1, 1572864, 1e300],
  ...[
    Math.PI,
    Math.PI / 2,
    Math.PI / 4,
    -Math.PI / 4,
    3 * Math.PI,
    7.450580596923828e-9,
    1 + 2 ** -52,
    1 - 2 ** -53,
  ],
]

/** The doubles around a multiple of pi / 2, where little is left of a sine or a cosine. */
export function nearMultiple(n: number): readonly number[] {
  const x = n * (Math.PI / 2)
  const step = 2 ** (Math.floor(Math.log2(x)) - 52)
  return [x - 2 * step, x - step, x, x + step, x + 2 * step]
}
