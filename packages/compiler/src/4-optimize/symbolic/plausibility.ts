import type { Atom } from './atom.js'
import type { Polynomial, Term } from './polynomial.js'
import type { Need } from './value.js'

/** What locals hold in imagined calls, from tiny to large. Arrays are long enough for three dimensions of that. */
const imagined: readonly number[] = [2, 16, 1024]

/** Whether every imagined call meets the conditions. */
export function isLikely(needs: readonly Need[]): boolean {
  return failures(needs) === 0
}

/** How likely conditions are to hold: fewer imagined calls that fail them, then fewer conditions, then weaker ones. */
export function isMorePlausible(a: readonly Need[], b: readonly Need[]): boolean {
  const [failedA, failedB] = [failures(a), failures(b)]
  if (failedA !== failedB) return failedA < failedB
  return a.length === b.length ? slack(a) > slack(b) : a.length < b.length
}

/** Whether conditions by a tight bound are better than others: as likely, and about no more lengths. */
export function isMoreModest(tight: readonly Need[], other: readonly Need[]): boolean {
  return failures(tight) <= failures(other) && asksOfLengths(tight) <= asksOfLengths(other)
}

function asksOfLengths(needs: readonly Need[]): number {
  return needs.filter(need => need.kind === 'nonnegative' && need.poly.terms.some(isLength)).length
}

function isLength({ coef, atoms: [atom, ...more] }: Term): boolean {
  return coef > 0 && more.length === 0 && atom?.entry?.kind === 'length'
}

/**
 * Whether no imagined call meets a condition; asking it would be a waste, and take the fast path from its neighbours. An
 * array that others are measured against may be far longer than they are.
 */
export function isHopeless({ constant, terms }: Polynomial): boolean {
  const generous = terms.map(term => (isLength(term) ? { ...term, coef: 64 * term.coef } : term))
  return imagined.every(size => valueAt({ constant, terms: generous }, size) < 0)
}

/** What a polynomial comes to in a call of middling size. */
export function typicalValue(poly: Polynomial): number {
  return valueAt(poly, 16)
}

function failures(needs: readonly Need[]): number {
  return needs.reduce((sum, need) => sum + imagined.filter(size => needAt(need, size) < 0).length, 0)
}

function slack(needs: readonly Need[]): number {
  return needs.reduce((sum, need) => sum + needAt(need, 16), 0)
}

function needAt(need: Need, size: number): number {
  return need.kind === 'nonnegative' ? valueAt(need.poly, size) : 0
}

function valueAt(poly: Polynomial, size: number): number {
  const products = poly.terms.map(({ coef, atoms }) =>
    atoms.reduce((p, atom) => p * sample(atom, size), coef),
  )
  return products.reduce((sum, product) => sum + product, poly.constant)
}

function sample(atom: Atom, size: number): number {
  return atom.entry?.kind === 'length' ? 4 * size ** 3 : size
}
