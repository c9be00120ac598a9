import { isDeepStrictEqual } from 'node:util'
import type { Contestant } from './column.js'
import { isTypedArray } from './typed-array.js'

/** Whether two outcomes are equal, by bits or as near as the contestant's library makes them. */
export function agree(
  actual: readonly unknown[],
  expected: readonly unknown[],
  agreement: Contestant['agreement'],
): boolean {
  if (isDeepStrictEqual(actual, expected)) return true
  if (agreement === 'bits' || actual.length !== expected.length) return false
  return actual.every((value, i) => near(value, expected[i], agreement))
}

function near(actual: unknown, expected: unknown, distance: number): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') {
    return (
      Object.is(actual, expected) || Math.abs(actual - expected) <= distance * Math.max(1, Math.abs(expected))
    )
  }
  if (isTypedArray(actual) && isTypedArray(expected)) {
    return actual.length === expected.length && actual.every((value, i) => near(value, expected[i], distance))
  }
  return isDeepStrictEqual(actual, expected)
}
