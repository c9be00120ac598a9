import type { Random } from './random.js'

/** Numbers around which representations change. */
export const edgeNumbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  -2,
  7,
  8,
  31,
  32,
  33,
  63,
  64,
  127,
  128,
  -128,
  -129,
  255,
  256,
  32767,
  32768,
  -32768,
  65535,
  65536,
  2 ** 30,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 31 + 1,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 32 - 1,
  2 ** 32,
  -(2 ** 31) + 1,
  2 ** 31 - 2,
  -(2 ** 32) - 1,
  -(2 ** 32) + 1,
  2 ** 32 + 1,
  -(2 ** 32),
  2 ** 52,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  -(2 ** 53) + 1,
  2 ** 53 + 4,
  2 ** 62,
  2 ** 63,
  2 ** 64,
  -(2 ** 63),
  1e21,
  1e300,
  -1e300,
  5e-324,
  1e-320,
  2.2250738585072014e-308,
  0.1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -1.5,
  0.49999999999999994,
  1.1,
  3.4028234663852886e38,
  3.4028235677973366e38,
  1e-45,
  16777217,
  4294967295.5,
  -2147483648.5,
  2147483647.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
]

/** Bigints around which representations change. */
export const edgeBigints: readonly bigint[] = [
  0n,
  1n,
  -1n,
  2n,
  3n,
  -7n,
  63n,
  64n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 62n,
]

/** Any number, small whole ones and edges more often than others. */
export function anyNumber(random: Random): number {
  return random.oneOf([
    [4, () => random.int(-4, 12)],
    [4, () => random.pick(edgeNumbers)],
    [2, () => random.int(-(2 ** 31), 2 ** 31 - 1)],
    [1, () => random.int(-1000, 1000) / 8],
    [1, random.double],
  ])
}

/** A bigint that fits 64 bits with a sign. */
export function anyBigint(random: Random): bigint {
  return random.oneOf([
    [3, () => random.pick(edgeBigints)],
    [1, () => BigInt(random.int(-20, 20))],
    [1, () => random.bigint(-(2n ** 63n), 2n ** 63n - 1n)],
  ])
}

/** Writes a number as source text, in parentheses where it has a sign. */
export function numberLiteral(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.startsWith('-') ? `(${text})` : text
}
