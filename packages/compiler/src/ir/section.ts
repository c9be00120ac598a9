/** A number that the parameters of a call give: products of them, added up. Parameters go by their position in the entry. */
export interface Sum {
  readonly constant: number
  /** What all of it is divided by. */
  readonly divisor: number
  readonly terms: readonly Product[]
}

export interface Product {
  readonly coef: number
  readonly factors: readonly Factor[]
}

export interface Factor {
  /** `length`: elements of an array. */
  readonly kind: 'param' | 'length'
  readonly param: number
}

/**
 * What a call touches of an array: nothing but elements from the least of `lows` up to below the greatest of `highs`, where
 * each of `whole` is a whole number of 32 bits, each of `capped` lies from 0 to its cap, and none of `given` is negative.
 * Every sum is exact in doubles then, or farther from 0 than any length.
 */
export interface Section {
  readonly lows: readonly Sum[]
  readonly highs: readonly Sum[]
  readonly given: readonly Sum[]
  readonly capped: readonly { readonly factor: Factor; readonly cap: number }[]
  /** Parameters, by position. */
  readonly whole: readonly number[]
}
