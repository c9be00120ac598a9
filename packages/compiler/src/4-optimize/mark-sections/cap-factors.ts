import type { Atom, StaticRange } from '../symbolic/atom.js'
import type { Polynomial, Term } from '../symbolic/polynomial.js'

/** Products up to here, and sums of many of them, are exact as doubles with room to spare. */
const exactBits = 46

/**
 * The greatest value each factor may have, from 0 on, so that the sides of a section and the conditions are exact in doubles;
 * none where all are anyway. A side with a single large product needs none: where that is rounded, it outweighs all else and
 * every length. Null where caps would be too low for most calls.
 */
export function capsFor(
  sides: readonly Polynomial[],
  conditions: readonly Polynomial[],
): ReadonlyMap<Atom, number> | null {
  const caps = new Map<Atom, number>()
  const largeIn = ({ terms }: Polynomial) => terms.filter(term => bitsOf(term) > exactBits)
  const rounded = sides.map(largeIn).filter(({ length }) => length > 1)
  for (const large of [...rounded, ...conditions.map(largeIn)]) {
    for (const term of large) {
      const bits = Math.floor((exactBits - Math.log2(Math.abs(term.coef))) / term.atoms.length)
      if (bits < 12) return null
      for (const atom of term.atoms) caps.set(atom, Math.min(caps.get(atom) ?? Infinity, 2 ** bits))
    }
  }
  return caps
}

/** What atoms can be where those with a cap lie between 0 and it. */
export function cappedRange(caps: ReadonlyMap<Atom, number>): (atom: Atom) => StaticRange {
  return atom => {
    const cap = caps.get(atom)
    return cap === undefined ? atom : { lo: Math.max(0, atom.lo), hi: Math.min(cap, atom.hi) }
  }
}

function bitsOf({ coef, atoms }: Term): number {
  return atoms.reduce(
    (bits, { lo, hi }) => bits + Math.log2(Math.max(Math.abs(lo), Math.abs(hi))),
    Math.log2(Math.abs(coef)),
  )
}
