import type { Contestant } from './column.js'
import { isTypedArray } from './typed-array.js'

/** Whether two outcomes are equal, by bits or as near as the contestant's library makes them. NaN has no bits to differ in. */
export function agree(
  actual: readonly unknown[],
  expected: readonly unknown[],
  agreement: Contestant['agreement'],
): boolean {
  return isNear(actual, expected, agreement === 'bits' ? 0 : agreement)
}

function isNear(actual: unknown, expected: unknown, distance: number): boolean {
  if (Object.is(actual, expected)) return true
  if (typeof actual === 'number' && typeof expected === 'number') {
    return distance > 0 && Math.abs(actual - expected) <= distance * Math.max(1, Math.abs(expected))
  }
  if (!isObject(actual) || !isObject(expected)) return false
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false
  if (isTypedArray(actual) && isTypedArray(expected)) {
    return (
      actual.length === expected.length && actual.every((value, i) => isNear(value, expected[i], distance))
    )
  }
  const keys = Object.keys(actual)
  return (
    keys.length === Object.keys(expected).length &&
    keys.every(key => Object.hasOwn(expected, key) && isNear(actual[key], expected[key], distance))
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
