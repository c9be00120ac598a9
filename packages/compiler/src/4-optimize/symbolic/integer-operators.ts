import type { Atom, AtomSource } from './atom.js'
import type { Polynomial } from './polynomial.js'
import { addConstant, atomPoly, constantPoly, isConstant, scale, sub } from './polynomial.js'
import type { Fact, Value } from './value.js'
import { atLeast, uniteFacts, uniteNeeds, within } from './value.js'

/** `floor(value / divisor)` for a positive constant: `value - divisor < divisor * quotient <= value`. */
export function floorDivision(value: Value, divisor: number, quotient: Atom): Value {
  const { needs } = value
  const times = scale(atomPoly(quotient), divisor)
  const own: readonly Fact[] = [
    ...nonnegativeLike(value.poly, atomPoly(quotient), value),
    { poly: sub(value.poly, times), needs },
    { poly: addConstant(sub(times, value.poly), divisor - 1), needs },
  ]
  return { poly: atomPoly(quotient), needs, facts: uniteFacts(value.facts, own) }
}

/** `left % right`: the sign of the left side, and nearer to zero than the right side. */
export function remainder(left: Value, right: Value, rest: Atom): Value {
  const poly = atomPoly(rest)
  const needs = uniteNeeds(left.needs, right.needs)
  const positive = uniteNeeds(needs, [atLeast(right.poly, constantPoly(1))])
  const own: readonly Fact[] = [
    ...nonnegativeLike(left.poly, poly, left),
    { poly: addConstant(sub(right.poly, poly), -1), needs: positive },
    { poly: sub(left.poly, poly), needs: uniteNeeds(positive, [atLeast(left.poly, constantPoly(0))]) },
  ]
  // By zero it is NaN as a double.
  const isPositive = isConstant(right.poly) && right.poly.constant > 0
  return { poly, needs: isPositive ? needs : positive, facts: uniteFacts(left.facts, right.facts, own) }
}

/** `left & right` where one side is a mask without a sign. */
export function maskedBits(left: Value, right: Value, atoms: AtomSource): Value | null {
  const [value, mask] = isConstant(right.poly) ? [left, right] : [right, left]
  if (!isConstant(mask.poly) || mask.poly.constant < 0) return null
  const atom = atoms.fresh({ lo: 0, hi: mask.poly.constant })
  const poly = atomPoly(atom)
  const needs = uniteNeeds(value.needs, within(value.poly, 0, Infinity))
  return { poly, needs: [], facts: uniteFacts(value.facts, [{ poly: sub(value.poly, poly), needs }]) }
}

/** The result is not negative where the value is not. */
function nonnegativeLike(value: Polynomial, result: Polynomial, { needs }: Value): readonly Fact[] {
  return [{ poly: result, needs: uniteNeeds(needs, within(value, 0, Infinity)) }]
}
