import { exprKey } from '../../../ir/expr-key.js'
import type { Limits } from '../lanes/lanes.js'
import { unite } from '../lanes/lanes.js'
import type { Part, Terms, Weighed } from './parts.js'
import { asScaled } from './parts.js'

/** What a scaled number adds up to: if nothing else is known, to itself. */
function termsOf(part: Part): Terms | null {
  if (part.terms) return part.terms
  const limits = asScaled(part)
  return limits && limits.lo >= 0 ? [[{ weight: exprKey(part.expr), lo: 1, hi: 1 }]] : null
}

/** Sums of sums double, so that longer ones count as one. */
const mostTerms = 8

/** The terms of a sum of parts, each of which is taken several times. */
export function termsOfSum(left: Part, right: Part, [k, m]: readonly [number, number]): Terms | null {
  const [a, b] = [termsOf(left), termsOf(right)]
  if (!a || !b || a.length + b.length > mostTerms) return null
  return [...multiplied(a, k), ...multiplied(b, m)]
}

/** The terms of a product: one. */
export function termsOfProduct(left: Part, right: Part): Terms | null {
  const ways = [
    [left, right],
    [right, left],
  ] as const
  const found = ways.flatMap(([weight, by]): readonly Weighed[] => {
    const [a, b] = [asScaled(weight), asScaled(by)]
    return a && b && a.lo >= 0 ? [{ weight: exprKey(weight.expr), lo: b.lo, hi: b.hi }] : []
  })
  return found.length > 0 ? [found] : null
}

/**
 * Between what a quotient lies for certain, where its divisor is no zero: if what is divided has the weights that are the
 * divisor, it is a mean of what they weigh.
 */
export function meanOf(dividend: Part, divisor: Part): Limits | null {
  const [terms, weights] = [termsOf(dividend), termsOf(divisor)]
  if (!terms || !weights) return null
  const left = [...weights]
  let limits: Limits | null = null
  for (const ways of terms) {
    const place = left.findIndex(([only]) => only && isOnce(only) && ways.some(isOf(only)))
    const found = ways.find(way => left[place]?.some(isOf(way)))
    if (!found) return null
    left.splice(place, 1)
    limits = limits ? unite(limits, found) : found
  }
  // What is left of the divisor weighs 0, and has to weigh it.
  if (limits === null || !left.every(ways => ways.some(({ lo }) => lo >= 0))) return null
  return left.length > 0 ? unite(limits, { lo: 0, hi: 0 }) : limits
}

function isOnce({ lo, hi }: Weighed): boolean {
  return lo === 1 && hi === 1
}

function isOf({ weight }: Weighed): (other: Weighed) => boolean {
  return other => other.weight === weight
}

function multiplied(terms: Terms, by: number): Terms {
  if (by === 1) return terms
  return terms.map(ways => ways.map(way => ({ ...way, weight: `${by} * ${way.weight}` })))
}
