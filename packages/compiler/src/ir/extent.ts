/** A number that the parameters of a call give, computed as JavaScript would. Parameters go by their position in the entry. */
export type Extent =
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'param'; readonly param: number }
  /** Elements of an array. */
  | { readonly kind: 'length'; readonly param: number }
  | { readonly kind: 'product'; readonly left: Extent; readonly right: Extent }

/**
 * That every call which ends by returning has written all elements of an array before it read any, where the array has at
 * most `extent` elements and each of `steps` is a whole number above 0.
 */
export interface Coverage {
  readonly extent: Extent
  readonly steps: readonly Extent[]
}

/** Whether two extents are computed alike, so that they are one number. */
export function sameExtent(a: Extent, b: Extent): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
