/**
 * `base ** exponent` where every engine must give the same bits: the result is exact. Elsewhere the last digit is the
 * engine's own choice, so the build must not decide it; then the answer is `undefined`.
 */
export function power(base: number, exponent: number): number | undefined {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1100) return undefined
  if (isPowerOfTwo(base)) return base ** exponent
  if (!Number.isSafeInteger(base) || exponent < 0 || Object.is(base, -0)) return undefined
  const exact = BigInt(base) ** BigInt(exponent)
  const isSafe = exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER)
  return isSafe ? Number(exact) : undefined
}

function isPowerOfTwo(value: number): boolean {
  if (value < 1 || !Number.isFinite(value)) return value > 0 && isPowerOfTwo(1 / value)
  return Number.isInteger(Math.log2(value)) && 2 ** Math.round(Math.log2(value)) === value
}
