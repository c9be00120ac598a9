// Next to no work, so that what a call costs shows.

export function twoNumbers(a: number, b: number): number {
  return a * 0.5 + b
}

export function swapFirst(xs: Float64Array): void {
  const x = xs[0]!
  xs[0] = xs[1]!
  xs[1] = x
}

export function addFirst(xs: Float64Array, ys: Float64Array, zs: Float64Array): void {
  zs[0] = xs[0]! + ys[0]!
}

/** A thousand elements. */
export function scalePart(xs: Float64Array, from: number): void {
  for (let i = from; i < from + 1000; i++) xs[i] = xs[i]! * 0.5 + 1
}

/** The same, of a place that only an element tells. */
export function scaleSame(xs: Float64Array, places: Float64Array): void {
  const from = places[0]! | 0
  for (let i = from; i < from + 1000; i++) xs[i] = xs[i]! * 0.5 + 1
}
