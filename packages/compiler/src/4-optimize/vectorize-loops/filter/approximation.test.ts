import { expect, it } from 'vitest'
import type { Approximation } from './approximation.js'
import {
  extreme,
  negated,
  ofConstant,
  ofInteger,
  product,
  quotient,
  squareRoot,
  sum,
} from './approximation.js'

const bytes = ofInteger({ lo: 0, hi: 255 })
const all = Array.from({ length: 256 }, (_, n) => n)
const single = Math.fround

function constant(value: number): Approximation {
  const found = ofConstant(value)
  if (!found) throw new Error(`no approximation of ${value}`)
  return found
}

/** Asserts that doubles and singles are as near as was promised, and are rounded alike where that was promised too. */
function holds(found: Approximation | null, pairs: readonly (readonly [number, number])[]): void {
  if (!found) throw new Error('no approximation')
  for (const [double, near] of pairs) {
    expect(double).toBeGreaterThanOrEqual(found.lo)
    expect(double).toBeLessThanOrEqual(found.hi)
    expect(Math.abs(double - near)).toBeLessThanOrEqual(found.error)
    if (!found.isCertain) continue
    for (const round of [Math.trunc, Math.floor, Math.ceil, Math.round])
      expect(round(near)).toBe(round(double))
  }
}

it('bounds sums of weighed bytes', () => {
  const [p, q] = [0.7152, 0.2126]
  const weighed = (weight: number) => product(bytes, constant(weight)) ?? bytes
  const pairs = all.map((a): [number, number] => {
    const b = (a * 37) & 255
    return [p * a + q * b, single(single(single(p) * a) + single(single(q) * b))]
  })
  const found = sum(weighed(p), weighed(q))
  holds(found, pairs)
  expect(found?.error).toBeLessThan(1e-4)
  expect(found?.isCertain).toBe(false)
})

it('knows what singles hold exactly', () => {
  const half = product(bytes, constant(0.5))
  expect(half).toMatchObject({ error: 0, scale: 1, isCertain: true })
  expect(sum(bytes, negated(bytes))).toMatchObject({ lo: -255, hi: 255, error: 0, scale: 0 })
  expect(quotient(bytes, constant(4))).toMatchObject({ error: 0, scale: 2 })
  expect(ofInteger({ lo: 0, hi: 2 ** 25 }).error).toBeGreaterThan(0)
  expect(ofConstant(Number.NaN)).toBeNull()
})

it('is certain how a quotient by a constant is rounded', () => {
  for (const divisor of [3, 7, 9, 10, 255]) {
    const found = quotient(ofInteger({ lo: 0, hi: 9 * 255 }), constant(divisor))
    expect(found?.isCertain).toBe(true)
    holds(
      found,
      Array.from({ length: 9 * 255 + 1 }, (_, n) => [n / divisor, single(n / divisor)]),
    )
  }
  expect(quotient(bytes, bytes)).toBeNull()
  expect(quotient(bytes, constant(2.5))?.isCertain).toBe(false)
})

it('is certain how the root of a whole number is rounded', () => {
  const squares = ofInteger({ lo: 0, hi: 2 * 1020 ** 2 })
  const root = squareRoot(squares)
  expect(root?.isCertain).toBe(true)
  const near = [-1, 0, 1].flatMap(by => all.map(n => Math.max(0, (n * 5) ** 2 + by)))
  holds(
    root,
    near.map(n => [Math.sqrt(n), single(Math.sqrt(n))]),
  )
  expect(root && extreme('min', root, constant(255))).toMatchObject({ hi: 255, isCertain: true })
  expect(squareRoot(sum(bytes, constant(-1)) ?? bytes)).toBeNull()
})
