import type { KernelFunction } from '../../ir/kernel.js'
import type { Factor, Section, Sum } from '../../ir/section.js'
import type { ValueType } from '../../ir/types.js'
import type { Atom } from '../symbolic/atom.js'
import type { Polynomial, Term } from '../symbolic/polynomial.js'
import { leastValue, scale, splitBy, sub } from '../symbolic/polynomial.js'
import type { Bound } from './bound-accesses.js'
import { cappedRange, capsFor } from './cap-factors.js'

/** What a call has to compute before it copies, at most: more would cost a small one too much. */
const mostSides = 4
const mostConditions = 4

/** A side of a section: the polynomial, divided. */
interface Side {
  readonly poly: Polynomial
  readonly divisor: number
}

/** The section that a bound of accesses comes to; null where parameters do not tell it, or it begins where the array does. */
export function readSection({ below, end, needs }: Bound, fn: KernelFunction<ValueType>): Section | null {
  const lows: Side[] = []
  const highs: Side[] = []
  const conditions: Polynomial[] = []
  const small: Atom[] = []
  for (const need of needs) {
    if (need.kind === 'small') {
      small.push(need.atom)
      continue
    }
    const [low, high] = [sideOf(need.poly, below), sideOf(need.poly, end)]
    if (low === null || high === null) return null
    // `low + divisor * below` is not negative: the section begins at `low / divisor` at the latest.
    if (low.divisor > 0) lows.push(low)
    else if (high.divisor > 0) highs.push({ ...high, poly: scale(high.poly, -1) })
    else conditions.push(need.poly)
  }
  const [first, last] = [extremes(lows, 1), extremes(highs, -1)]
  if (first.length === 0 || last.length === 0 || isMostOfAll(first, last)) return null
  const caps = capsFor(
    [...first, ...last].map(({ poly }) => poly),
    conditions,
  )
  if (!caps) return null
  const given = conditions.filter(poly => leastValue(poly, cappedRange(caps)) < 0)
  if (Math.max(first.length, last.length) > mostSides || given.length + caps.size > mostConditions)
    return null
  const reader = new SumReader(fn, new Set([below, end]), new Set(small))
  const section = {
    lows: first.map(side => reader.sum(side)),
    highs: last.map(side => reader.sum(side)),
    given: given.map(poly => reader.sum({ poly, divisor: 1 })),
    capped: [...caps].map(([atom, cap]) => ({ factor: reader.factor(atom), cap })),
    whole: [...new Set(small.map(atom => reader.factor(atom).param))],
  }
  return reader.isTold ? section : null
}

/** What is added to `divisor` times the atom; of one that does not occur the divisor is 0; null where it occurs otherwise. */
function sideOf(poly: Polynomial, atom: Atom): Side | null {
  const parts = splitBy(poly, atom)
  if (!parts || parts.factor.terms.length > 0 || parts.factor.constant < 0) return null
  const { factor, rest } = parts
  const divisor = factor.constant
  const isDivided = [rest.constant, ...rest.terms.map(({ coef }) => coef)].every(coef => coef % divisor === 0)
  if (!isDivided) return { poly: rest, divisor }
  const terms = rest.terms.map(({ coef, atoms }) => ({ coef: coef / divisor, atoms }))
  return { poly: { constant: rest.constant / divisor, terms }, divisor: 1 }
}

/** Those of which one is the least (`sign` 1) or the greatest (-1), whatever the parameters are. */
function extremes(sides: readonly Side[], sign: 1 | -1): readonly Side[] {
  const isBeyond = (side: Side, other: Side) => {
    const [left, right] = [scale(side.poly, other.divisor), scale(other.poly, side.divisor)]
    return leastValue(scale(sub(left, right), sign)) >= 0
  }
  // One by one, so that of two that are always the same one is kept.
  return sides.reduce<readonly Side[]>((kept, side) => {
    if (kept.some(other => isBeyond(side, other))) return kept
    return [...kept.filter(other => !isBeyond(other, side)), side]
  }, [])
}

/**
 * Whether most calls touch nearly all up to where a section ends: it begins at a number of elements, or so much nearer to the
 * start, as what leaves out the edges of a picture does. One that ends so far behind its beginning may lie anywhere.
 */
function isMostOfAll(lows: readonly Side[], highs: readonly Side[]): boolean {
  return lows.some(({ poly: low }) =>
    highs.some(({ poly: high }) => degreeOf(high) > degreeOf(low) && !isFrom(high, low)),
  )
}

function degreeOf({ terms }: Polynomial): number {
  return Math.max(0, ...terms.map(({ atoms }) => atoms.length))
}

/** Whether a polynomial is another one with something added. */
function isFrom({ terms }: Polynomial, { terms: start }: Polynomial): boolean {
  const has = ({ coef, atoms }: Term) => terms.some(term => term.coef === coef && sameAtoms(term, atoms))
  return start.length > 0 && start.every(has)
}

function sameAtoms({ atoms }: Term, others: readonly Atom[]): boolean {
  return atoms.length === others.length && atoms.every((atom, n) => atom === others[n])
}

/** Reads polynomials as sums of parameters; `isTold` while there was nothing else in any. */
class SumReader {
  isTold = true
  private readonly fn: KernelFunction<ValueType>
  private readonly unknown: ReadonlySet<Atom>
  private readonly small: ReadonlySet<Atom>

  constructor(fn: KernelFunction<ValueType>, unknown: ReadonlySet<Atom>, small: ReadonlySet<Atom>) {
    this.fn = fn
    this.unknown = unknown
    this.small = small
  }

  sum({ poly: { constant, terms }, divisor }: Side): Sum {
    const products = terms.map(({ coef, atoms }) => ({ coef, factors: atoms.map(atom => this.factor(atom)) }))
    return { constant, divisor, terms: products }
  }

  /** The parameter, or the length of one, that a value known at the start of a call is. */
  factor(atom: Atom): Factor {
    const { entry } = atom
    const { params, locals } = this.fn
    const isLength = entry?.kind === 'length'
    const local = isLength ? entry.array : entry?.kind === 'local' ? entry.local : -1
    const type = locals[local]?.type
    const isSmall = type === 'i32' || type === 'u32' || (type === 'f64' && this.small.has(atom))
    const isNumber = isLength || isSmall
    const param = params.indexOf(local)
    if (this.unknown.has(atom) || !isNumber || param < 0) this.isTold = false
    return { kind: isLength ? 'length' : 'param', param }
  }
}
