import type { Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Atom, AtomSource } from './atom.js'
import type { Mover, Way } from './movers.js'
import type { Polynomial } from './polynomial.js'
import { atomPoly, constantPoly, isConstant, splitBy, sub } from './polynomial.js'
import type { Fact } from './value.js'
import { atLeast, uniteNeeds } from './value.js'

type Typed = Expr<ValueType>
type At = Typed['at']

/**
 * Where a mover that goes up by more than one stands in the last turn: `from + floor((bound - from) / by) * by`, which
 * may be far below the bound. `inTurn` is what the test says of it. None where that cannot be computed before the loop.
 *
 * All of it is whole and below 2^35, so that the quotient of two doubles, rounded, has the floor of the exact one: it is
 * at least `1 / by` below the next whole number, which is more than half a unit in its last place. By 0 it is NaN.
 */
export function lastTurns(
  { mover, atom, ways }: { readonly mover: Mover; readonly atom: Atom; readonly ways: readonly Way[] },
  inTurn: readonly Fact[],
  atoms: AtomSource,
  at: At,
): readonly Fact[] {
  const up = ways.find(way => way.sign === 1)
  const isStep = !isConstant(mover.by) || mover.by.constant > 1
  const [from, by] = [asDouble(mover.from.poly, at), asDouble(mover.by, at)]
  if (!up || !isStep || mover.pace !== 'steady' || !from || !by) return []
  return inTurn.flatMap((fact): readonly Fact[] => {
    const parts = splitBy(fact.poly, atom)
    const isBound = parts && isConstant(parts.factor) && parts.factor.constant === -1
    const bound = isBound ? asDouble(parts.rest, at) : null
    if (!bound) return []
    const turns = unary('floor', binary('div', isZero(from) ? bound : binary('sub', bound, from), by))
    const way = binary('mul', turns, by)
    const last = atoms.computed(isZero(from) ? way : binary('add', from, way), {
      lo: -(2 ** 35),
      hi: 2 ** 35,
    })
    const needs = uniteNeeds(fact.needs, mover.needs, [
      ...mover.from.needs,
      ...up.needs,
      atLeast(mover.by, constantPoly(1)),
    ])
    return [{ poly: sub(atomPoly(last), atomPoly(atom)), needs, isTight: true }]
  })
}

/** A constant, or what a local holds or how long an array is where the walk began, and little more or less. */
function asDouble({ constant, terms }: Polynomial, at: At): Typed | null {
  const [term, ...more] = terms
  const added: Typed = { kind: 'const', value: constant, type: 'f64', at }
  if (more.length > 0 || Math.abs(constant) >= 2 ** 32) return null
  if (!term) return added
  const [atom, ...others] = term.atoms
  const isSmall = atom && others.length === 0 && Math.max(-atom.lo, atom.hi) <= 2 ** 32
  if (!isSmall || !atom.entry || term.coef !== 1) return null
  const value: Typed =
    atom.entry.type === 'f64'
      ? atom.entry
      : { kind: 'convert', mode: 'exact', type: 'f64', operand: atom.entry, at }
  return constant === 0 ? value : binary('add', value, added)
}

function isZero(expr: Typed): boolean {
  return expr.kind === 'const' && expr.value === 0
}

function unary(op: 'floor', operand: Typed): Typed {
  return { kind: 'unary', op, operand, type: 'f64', at: operand.at }
}

function binary(op: 'add' | 'sub' | 'mul' | 'div', left: Typed, right: Typed): Typed {
  return { kind: 'binary', op, left, right, type: 'f64', at: left.at }
}
