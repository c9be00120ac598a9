import type { Atom } from './atom.js'
import type { Polynomial } from './polynomial.js'
import { addConstant, atomPoly, polyKey, scale, splitBy, sub } from './polynomial.js'
import { prove } from './prove.js'
import type { Fact, Need, Value } from './value.js'
import { atLeast, uniteFacts, uniteNeeds } from './value.js'

/** One of the values that may arrive somewhere, with what is known on its way. */
export interface Way {
  readonly value: Value | null
  readonly facts: readonly Fact[]
}

/** `Math.min`. */
export function lesser(a: Value, b: Value, known: readonly Fact[], fresh: () => Atom): Value {
  const atom = fresh()
  const facts = [notAbove(atom, a), notAbove(atom, b), ...sharedLimits(atom, 1, a, b, known, known)]
  return {
    poly: atomPoly(atom),
    needs: uniteNeeds(a.needs, b.needs),
    facts: uniteFacts(a.facts, b.facts, facts),
  }
}

/** `Math.max`. */
export function greater(a: Value, b: Value, known: readonly Fact[], fresh: () => Atom): Value {
  const atom = fresh()
  const facts = [notBelow(atom, a), notBelow(atom, b), ...sharedLimits(atom, -1, a, b, known, known)]
  return {
    poly: atomPoly(atom),
    needs: uniteNeeds(a.needs, b.needs),
    facts: uniteFacts(a.facts, b.facts, facts),
  }
}

/** One value or the other: an atom between whatever bounds both. */
export function choose(one: Way, other: Way, fresh: () => Atom): Value | null {
  const [a, b] = [one.value, other.value]
  if (!a || !b) return null
  if (a === b) return a
  if (polyKey(a.poly) === polyKey(b.poly)) {
    return { poly: a.poly, needs: uniteNeeds(a.needs, b.needs), facts: uniteFacts(a.facts, b.facts) }
  }
  const atom = fresh()
  const lower = sharedLimits(atom, 1, a, b, one.facts, other.facts)
  const upper = sharedLimits(atom, -1, a, b, one.facts, other.facts)
  const facts = uniteFacts(a.facts, b.facts, [...lower, ...upper])
  return { poly: atomPoly(atom), needs: uniteNeeds(a.needs, b.needs), facts }
}

function notAbove(atom: Atom, { poly, needs }: Value): Fact {
  return { poly: sub(poly, atomPoly(atom)), needs }
}

function notBelow(atom: Atom, { poly, needs }: Value): Fact {
  return { poly: sub(atomPoly(atom), poly), needs }
}

/**
 * Lower bounds (`sign` 1) or upper bounds (-1) of both values, for an atom that is one of them. A bound of one side also
 * bounds the atom where it bounds the other side: proven on that side's way, else left as a need.
 */
function sharedLimits(
  atom: Atom,
  sign: 1 | -1,
  a: Value,
  b: Value,
  aFacts: readonly Fact[],
  bFacts: readonly Fact[],
): readonly Fact[] {
  const both = uniteNeeds(a.needs, b.needs)
  const facts = (limit: Fact, side: Value, known: readonly Fact[]): readonly Fact[] => {
    const holds = sign === 1 ? atLeast(side.poly, limit.poly) : atLeast(limit.poly, side.poly)
    const open = settle(holds, uniteFacts(known, side.facts))
    if (open === null) return []
    const poly = scale(sub(atomPoly(atom), limit.poly), sign)
    return [{ poly, needs: uniteNeeds(both, limit.needs, open) }]
  }
  return [
    ...limitsOf(a, sign, aFacts).flatMap(limit => facts(limit, b, bFacts)),
    ...limitsOf(b, sign, bFacts).flatMap(limit => facts(limit, a, aFacts)),
  ]
}

/** Nothing where a need is certain, the need itself where it is open, null where it never holds. */
function settle(
  need: Need & { readonly kind: 'nonnegative' },
  facts: readonly Fact[],
): readonly Need[] | null {
  const never = prove([{ kind: 'nonnegative', poly: addConstant(scale(need.poly, -1), -1) }], {
    facts,
    mode: 'static',
  })
  if (never !== null) return null
  return prove([need], { facts, mode: 'static' }) === null ? [need] : []
}

const mostLimits = 4

/** The value itself, and what bounds it where it is an atom and perhaps a constant. */
function limitsOf(value: Value, sign: 1 | -1, known: readonly Fact[]): readonly Fact[] {
  const own: Fact = { poly: value.poly, needs: value.needs }
  const [term, ...more] = value.poly.terms
  const [atom] = term?.atoms ?? []
  if (!atom || more.length > 0 || term?.coef !== 1 || term.atoms.length > 1) return [own]
  const found = uniteFacts(known, value.facts).flatMap((fact): readonly Fact[] => {
    const parts = splitBy(fact.poly, atom)
    if (!parts || parts.factor.terms.length > 0 || parts.factor.constant !== sign) return []
    const poly: Polynomial = addConstant(scale(parts.rest, -sign), value.poly.constant)
    return [{ poly, needs: uniteNeeds(value.needs, fact.needs) }]
  })
  const byType = sign === 1 ? atom.lo : atom.hi
  const typed: readonly Fact[] =
    Math.abs(byType) < 2 ** 31 - 1
      ? [{ poly: { constant: byType + value.poly.constant, terms: [] }, needs: value.needs }]
      : []
  return [own, ...found.slice(-mostLimits), ...typed]
}
