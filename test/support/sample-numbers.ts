const edges: readonly number[] = [
  0,
  0.5,
  1,
  1.5,
  2,
  2.5,
  3,
  5,
  7,
  31,
  32,
  33,
  126.5,
  127,
  128,
  255,
  255.5,
  256,
  1000.25,
  32768,
  65536,
  0.49999999999999994,
  0.1,
  1e-45,
  5e-324,
  2.2250738585072014e-308,
  2.225073858507201e-308,
  1e-20,
  2 ** 31 - 1,
  2 ** 31 - 0.5,
  2 ** 31,
  2 ** 31 + 1,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 32 + 1,
  2 ** 32 + 2.5,
  2 ** 40 + 5,
  2 ** 52 - 0.5,
  2 ** 52,
  2 ** 52 + 1,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 62,
  2 ** 63 - 1024,
  2 ** 63,
  2 ** 63 + 2048,
  2 ** 64,
  2 ** 64 + 4096,
  2 ** 83 + 2 ** 31,
  2 ** 84,
  2 ** 84 + 2 ** 32,
  1e21,
  1e300,
  3.4028234663852886e38,
  3.4028235677973366e38,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
]

/** Doubles around which something changes, with both signs, and NaN. */
export const edgeNumbers: readonly number[] = [...edges, ...edges.map(value => -value), Number.NaN]

/** Bigints of 64 bits around which something changes. */
export const edgeBigints: readonly bigint[] = [
  0n,
  1n,
  2n,
  63n,
  64n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
]
  .flatMap(value => [value, -value])
  .concat(-(2n ** 63n))

/** Repeatable random 32-bit words (xorshift). */
export function randomWords(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Random doubles: a third any bits at all, a third of ordinary size, a third whole numbers. */
export function randomNumbers(count: number, seed = 42): readonly number[] {
  const word = randomWords(seed)
  const view = new DataView(new ArrayBuffer(8))
  return Array.from({ length: count }, (_, n) => {
    view.setUint32(0, word())
    view.setUint32(4, word())
    if (n % 3 === 0) return view.getFloat64(0)
    if (n % 3 === 1) return (view.getInt32(0) / 2 ** (word() % 40)) * (1 + view.getInt32(4) / 2 ** 32)
    return Number(view.getBigInt64(0) >> BigInt(word() % 64))
  })
}
