/** A function over arrays and numbers, and calls that try its edges. */
export interface LoopProgram {
  /** The text after `function f`. */
  readonly source: string
  readonly calls: readonly (readonly unknown[])[]
}

/** Around multiples of two, four, five and eight. */
export const lengths = [0, 1, 2, 5, 6, 7, 24, 25, 26, 30]
/** What small parameters hold. */
export const counts = [-1, 0, 1, 2, 3, 5]
/** Counts whose products leave int32. */
export const edges = [
  [2, 2147483647],
  [3, 1073741824],
  [2, -2147483648],
  [1, 46341],
]

/** Small numbers of either sign. */
export const doubles = (n: number) => Float64Array.from({ length: n }, (_, i) => ((i * 7) % 11) - 2)
export const floats = (n: number) => Float32Array.from(doubles(n))
export const ints = (n: number) => Int32Array.from(doubles(n))
export const bytes = (n: number) => Uint8Array.from(doubles(n))
export const pixels = (n: number) => Uint8ClampedArray.from(doubles(n))
export const longs = (n: number) => BigInt64Array.from({ length: n }, (_, i) => BigInt(i) * 1234567890123n)

export type Make = (n: number) => ArrayBufferView
/** Arrays of every length with every count. */
export const withCount = (make: Make, more: readonly number[] = [24, 25, 26]) =>
  lengths.flatMap(l => [...counts, ...more].map(n => [make(l), n]))
/** The same with two counts. */
export const withCounts = (make: Make, more: readonly (readonly number[])[] = []) =>
  lengths.flatMap(l => [
    ...counts.flatMap(n => counts.map(p => [make(l), n, p])),
    ...more.map(pair => [make(l), ...pair]),
  ])
