import type { Atom } from './atom.js'
import { isHopeless, isLikely, isMorePlausible, typicalValue } from './plausibility.js'
import type { Polynomial } from './polynomial.js'
import {
  add,
  atomsOf,
  constantPoly,
  greatestValue,
  isConstant,
  isHandy,
  leastValue,
  mul,
  polyKey,
  scale,
  splitBy,
} from './polynomial.js'
import type { Fact, Need } from './value.js'
import { uniteNeeds } from './value.js'

/** What a proof may build on. */
export interface ProofScope {
  readonly facts: readonly Fact[]
  /** Whether it may leave conditions to be checked at run time where the walk began, or must do without. */
  readonly mode: 'static' | 'run-time'
}

/**
 * What must hold where the walk began so that every need holds here; an empty list where that is certain; null where
 * there is no such condition. Every `nonnegative` need in the answer speaks only of entry atoms.
 *
 * It is Fourier-Motzkin elimination without the combinatorics: the youngest inner atom is replaced by one of its bounds,
 * the one that makes the polynomial least, until only entry atoms are left.
 */
export function prove(needs: readonly Need[], scope: ProofScope): readonly Need[] | null {
  return new Proof(scope).all(needs, 0)
}

const mostSteps = 400
const deepest = 14

/** `count * atom >= poly` (or `<=`), where the needs hold. */
interface Limit {
  readonly count: number
  readonly poly: Polynomial
  readonly needs: readonly Need[]
}

class Proof {
  private steps = 0
  private readonly known = new Map<string, readonly Need[] | null>()
  private readonly scope: ProofScope

  constructor(scope: ProofScope) {
    this.scope = scope
  }

  all(needs: readonly Need[], depth: number): readonly Need[] | null {
    let conditions: readonly Need[] = []
    for (const need of needs) {
      const more = need.kind === 'small' ? this.ask(need) : this.nonnegative(need.poly, depth)
      if (more === null) return null
      conditions = uniteNeeds(conditions, more)
    }
    return conditions
  }

  private ask(need: Need): readonly Need[] | null {
    return this.scope.mode === 'run-time' ? [need] : null
  }

  private nonnegative(poly: Polynomial, depth: number): readonly Need[] | null {
    if (leastValue(poly) >= 0) return []
    if (greatestValue(poly) < 0 || !isHandy(poly)) return null
    const key = polyKey(poly)
    const known = this.known.get(key)
    if (known !== undefined) return known
    const atom = youngestInner(poly)
    const conditions = atom ? this.eliminate(poly, atom, depth) : this.askFor(poly)
    this.known.set(key, conditions)
    return conditions
  }

  private askFor(poly: Polynomial): readonly Need[] | null {
    return isHopeless(poly) ? null : this.ask({ kind: 'nonnegative', poly })
  }

  /** Replaces the atom by each of its bounds in turn until the conditions left are likely ones. */
  private eliminate(poly: Polynomial, atom: Atom, depth: number): readonly Need[] | null {
    const parts = splitBy(poly, atom)
    if (!parts || depth >= deepest || this.steps++ >= mostSteps) return null
    let best: readonly Need[] | null = null
    for (const sign of signsOf(parts.factor)) {
      const signNeeds = this.nonnegative(scale(parts.factor, sign), depth + 1)
      if (signNeeds === null) continue
      for (const limit of this.limits(atom, sign)) {
        const given = this.all(limit.needs, depth + 1)
        const next = add(mul(parts.factor, limit.poly), scale(parts.rest, limit.count))
        const rest = given && this.nonnegative(next, depth + 1)
        if (!rest) continue
        const found = uniteNeeds(signNeeds, rest, given)
        if (isLikely(found)) return found
        if (best === null || isMorePlausible(found, best)) best = found
      }
    }
    return best
  }

  /** Lower bounds of an atom for `sign` 1, upper bounds for -1, the simplest first; none names a younger atom. */
  private limits(atom: Atom, sign: 1 | -1): readonly Limit[] {
    const found: Limit[] = []
    for (const fact of this.scope.facts) {
      const parts = fact.poly.terms.some(term => term.atoms.includes(atom)) ? splitBy(fact.poly, atom) : null
      if (!parts || !isConstant(parts.factor) || parts.factor.constant * sign <= 0) continue
      if ((youngestInner(parts.rest)?.id ?? -1) > atom.id) continue
      const count = Math.abs(parts.factor.constant)
      found.push({ count, poly: scale(parts.rest, -sign), needs: fact.needs })
    }
    const byType = sign === 1 ? atom.lo : atom.hi
    if (Math.abs(byType) < 2 ** 31 - 1) found.push({ count: 1, poly: constantPoly(byType), needs: [] })
    return found.sort((a, b) => effort(a) - effort(b) || sign * (typicalValue(b.poly) - typicalValue(a.poly)))
  }
}

/** Bounds that hold anyway come before those with needs, bounds of entry atoms before others, then the tighter ones. */
function effort(limit: Limit): number {
  return 2 * limit.needs.length + (youngestInner(limit.poly) ? 1 : 0)
}

/** The signs worth trying for a factor, the likelier one first. */
function signsOf(factor: Polynomial): readonly (1 | -1)[] {
  if (isConstant(factor)) return factor.constant > 0 ? [1] : [-1]
  const negative = [factor.constant, ...factor.terms.map(term => term.coef)].every(coef => coef <= 0)
  return negative ? [-1, 1] : [1, -1]
}

function youngestInner(poly: Polynomial): Atom | undefined {
  let youngest: Atom | undefined
  for (const atom of atomsOf(poly)) {
    if (atom.entry === null && atom.id > (youngest?.id ?? -1)) youngest = atom
  }
  return youngest
}
