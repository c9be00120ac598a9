import type { Atom, StaticRange } from './atom.js'

/** `coef` times the product of `atoms`, which are ordered by id and may repeat. */
export interface Term {
  readonly coef: number
  readonly atoms: readonly Atom[]
}

/** A polynomial with whole coefficients over atoms: how the optimiser writes an index down. */
export interface Polynomial {
  readonly constant: number
  /** Ordered by their atoms, no two with the same ones, none with coefficient 0. */
  readonly terms: readonly Term[]
}

export const zero: Polynomial = { constant: 0, terms: [] }

export function constantPoly(constant: number): Polynomial {
  return { constant, terms: [] }
}

export function atomPoly(atom: Atom): Polynomial {
  return { constant: 0, terms: [{ coef: 1, atoms: [atom] }] }
}

export function add(a: Polynomial, b: Polynomial): Polynomial {
  return { constant: a.constant + b.constant, terms: collect([...a.terms, ...b.terms]) }
}

export function sub(a: Polynomial, b: Polynomial): Polynomial {
  return add(a, scale(b, -1))
}

export function addConstant(a: Polynomial, constant: number): Polynomial {
  return { ...a, constant: a.constant + constant }
}

export function scale(a: Polynomial, by: number): Polynomial {
  if (by === 0) return zero
  return {
    constant: a.constant * by,
    terms: a.terms.map(({ coef, atoms }) => ({ coef: coef * by, atoms })),
  }
}

export function mul(a: Polynomial, b: Polynomial): Polynomial {
  const products = a.terms.flatMap(x =>
    b.terms.map(y => ({
      coef: x.coef * y.coef,
      atoms: [...x.atoms, ...y.atoms].sort((p, q) => p.id - q.id),
    })),
  )
  const mixed = [...scale(a, b.constant).terms, ...scale(b, a.constant).terms]
  return { constant: a.constant * b.constant, terms: collect([...products, ...mixed]) }
}

function collect(terms: readonly Term[]): readonly Term[] {
  const byKey = new Map<string, Term>()
  for (const term of terms) {
    const key = termKey(term)
    const coef = (byKey.get(key)?.coef ?? 0) + term.coef
    byKey.set(key, { coef, atoms: term.atoms })
  }
  return [...byKey]
    .filter(([, term]) => term.coef !== 0)
    .sort(([p], [q]) => (p < q ? -1 : 1))
    .map(([, term]) => term)
}

function termKey(term: Term): string {
  return term.atoms.map(atom => atom.id).join('*')
}

/** Equal text means equal polynomials. */
export function polyKey(poly: Polynomial): string {
  return `${poly.terms.map(term => `${term.coef}*${termKey(term)}`).join('+')}+${poly.constant}`
}

export function isConstant(poly: Polynomial): boolean {
  return poly.terms.length === 0
}

/** Whether every number in it stays far below 2^53, and it is small enough to work with. */
export function isHandy(poly: Polynomial): boolean {
  return (
    poly.terms.length <= 12 &&
    Math.abs(poly.constant) <= 2 ** 50 &&
    poly.terms.every(({ coef, atoms }) => Math.abs(coef) <= 2 ** 32 && atoms.length <= 4)
  )
}

/** The atoms of a polynomial, each once. */
export function atomsOf(poly: Polynomial): readonly Atom[] {
  return [...new Set(poly.terms.flatMap(term => term.atoms))]
}

/** `poly` as `factor * atom + rest`; null where the atom occurs squared. */
export function splitBy(
  poly: Polynomial,
  atom: Atom,
): { readonly factor: Polynomial; readonly rest: Polynomial } | null {
  const withIt = poly.terms.filter(term => term.atoms.includes(atom))
  const without = poly.terms.filter(term => !term.atoms.includes(atom))
  const factors = withIt.map(({ coef, atoms }) => ({ coef, atoms: atoms.filter(s => s !== atom) }))
  if (factors.some((factor, n) => factor.atoms.length + 1 !== withIt[n]?.atoms.length)) return null
  const bare = factors.filter(factor => factor.atoms.length === 0)
  return {
    factor: {
      constant: bare.reduce((sum, { coef }) => sum + coef, 0),
      terms: collect(factors.filter(factor => factor.atoms.length > 0)),
    },
    rest: { constant: poly.constant, terms: without },
  }
}

/** The least value that the ranges of its atoms allow: the static ones, unless others are known. */
export function leastValue(poly: Polynomial, rangeOf: (atom: Atom) => StaticRange = itself): number {
  return poly.terms.reduce((sum, term) => sum + termRange(term, rangeOf)[0], poly.constant)
}

/** The greatest value that the static ranges of its atoms allow. */
export function greatestValue(poly: Polynomial): number {
  return poly.terms.reduce((sum, term) => sum + termRange(term, itself)[1], poly.constant)
}

function itself(atom: Atom): StaticRange {
  return atom
}

function termRange({ coef, atoms }: Term, rangeOf: (atom: Atom) => StaticRange): readonly [number, number] {
  let range: readonly [number, number] = [coef, coef]
  for (const { lo, hi } of atoms.map(rangeOf)) {
    const corners = [range[0] * lo, range[0] * hi, range[1] * lo, range[1] * hi].map(notNaN)
    range = [Math.min(...corners), Math.max(...corners)]
  }
  return range
}

/** 0 times an unbounded range is 0. */
function notNaN(x: number): number {
  return Number.isNaN(x) ? 0 : x
}
