import type { Atom } from './atom.js'
import { isHopeless, isLikely, isMoreModest, isMorePlausible, typicalValue } from './plausibility.js'
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
  sub,
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
  readonly isTight?: true
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
    // Whoever comes back to this question while it is open has gone in a circle.
    this.known.set(key, null)
    const conditions = atom ? this.eliminate(poly, atom, depth) : this.settle(poly, depth)
    this.known.set(key, conditions)
    return conditions
  }

  /** Of entry atoms alone: what is known here says so, or it is asked where the walk began. */
  private settle(poly: Polynomial, depth: number): readonly Need[] | null {
    if (this.follows(poly, depth)) return []
    return isHopeless(poly) ? null : this.ask({ kind: 'nonnegative', poly })
  }

  /** Whether it is a fact plus something that is certainly not negative. */
  private follows(poly: Polynomial, depth: number): boolean {
    if (depth >= deepest) return false
    const [term] = poly.terms
    return this.scope.facts.some(fact => {
      const isAlike = fact.poly.terms.some(
        other => term && other.coef * term.coef > 0 && sameAtoms(other.atoms, term.atoms),
      )
      const certain = (needs: readonly Need[] | null) => needs !== null && needs.length === 0
      return (
        isAlike &&
        this.steps++ < mostSteps &&
        certain(this.nonnegative(sub(poly, fact.poly), depth + 1)) &&
        certain(this.all(fact.needs, depth + 1))
      )
    })
  }

  /**
   * Replaces the atom by each of its bounds in turn until the conditions left are likely ones. A tight bound leaves the
   * least to be asked of lengths; it costs more to compute, so another one that asks nothing of them is as good.
   */
  private eliminate(poly: Polynomial, atom: Atom, depth: number): readonly Need[] | null {
    const parts = splitBy(poly, atom)
    if (!parts || depth >= deepest || this.steps++ >= mostSteps) return null
    let best: readonly Need[] | null = null
    for (const sign of signsOf(parts.factor)) {
      const signNeeds = this.nonnegative(scale(parts.factor, sign), depth + 1)
      if (signNeeds === null) continue
      for (const limit of this.limits(atom, sign)) {
        if (!limit.isTight && best !== null && isLikely(best)) continue
        const given = this.all(limit.needs, depth + 1)
        const next = add(mul(parts.factor, limit.poly), scale(parts.rest, limit.count))
        const rest = given && this.nonnegative(next, depth + 1)
        if (!rest) continue
        const found = uniteNeeds(signNeeds, rest, given)
        if (best === null || (limit.isTight ? isMoreModest(found, best) : isMorePlausible(found, best)))
          best = found
      }
      if (best !== null && isLikely(best)) return best
    }
    return best
  }

  /** Lower bounds of an atom for `sign` 1, upper bounds for -1, by facts that name no younger atom or by its type; certain and tight ones first. */
  private limits(atom: Atom, sign: 1 | -1): readonly Limit[] {
    const found: Limit[] = []
    for (const fact of this.scope.facts) {
      const parts = fact.poly.terms.some(term => term.atoms.includes(atom)) ? splitBy(fact.poly, atom) : null
      if (!parts || !isConstant(parts.factor) || parts.factor.constant * sign <= 0) continue
      if ((youngestInner(parts.rest)?.id ?? -1) > atom.id) continue
      const count = Math.abs(parts.factor.constant)
      found.push({ ...fact, count, poly: scale(parts.rest, -sign) })
    }
    const byType = sign === 1 ? atom.lo : atom.hi
    if (Math.abs(byType) < 2 ** 31 - 1) found.push({ count: 1, poly: constantPoly(byType), needs: [] })
    const tightness = (limit: Limit) => (sign * typicalValue(limit.poly)) / limit.count
    const doubt = ({ isTight, needs }: Limit) => (isTight ? mostSteps : needs.length)
    return found.sort((a, b) => doubt(a) - doubt(b) || tightness(b) - tightness(a))
  }
}

/** The signs worth trying for a factor, the likelier one first. */
function signsOf(factor: Polynomial): readonly (1 | -1)[] {
  if (isConstant(factor)) return factor.constant > 0 ? [1] : [-1]
  const negative = [factor.constant, ...factor.terms.map(term => term.coef)].every(coef => coef <= 0)
  return negative ? [-1, 1] : [1, -1]
}

function sameAtoms(a: readonly Atom[], b: readonly Atom[]): boolean {
  return a.length === b.length && a.every((atom, n) => atom === b[n])
}

function youngestInner(poly: Polynomial): Atom | undefined {
  let youngest: Atom | undefined
  for (const atom of atomsOf(poly)) {
    if (atom.entry === null && atom.id > (youngest?.id ?? -1)) youngest = atom
  }
  return youngest
}
