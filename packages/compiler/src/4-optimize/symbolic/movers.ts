import type { LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Loop } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { Atom } from './atom.js'
import type { Scope } from './evaluate.js'
import { evaluate, fits } from './evaluate.js'
import { findSteps } from './find-steps.js'
import type { Polynomial } from './polynomial.js'
import { add, atomPoly, isConstant, isHandy, mul, scale, sub, zero } from './polynomial.js'
import { prove } from './prove.js'
import type { Fact, Need, State, Value } from './value.js'
import { atLeast, uniteNeeds, within } from './value.js'

/** A local that a loop only ever moves one way, by steps that stay the same from turn to turn. */
export interface Mover {
  readonly local: LocalId
  readonly type: ValueType
  readonly from: Value
  /** What all steps of one turn come to. Steps in an inner loop count once. */
  readonly by: Polynomial
  readonly needs: readonly Need[]
  /** `steady`: every turn takes every step. `lazy`: some turns may not. `inner`: some steps stand in an inner loop. */
  readonly pace: 'steady' | 'lazy' | 'inner'
}

/** Which way a mover goes, up (1) or down (-1), where the needs hold. */
export interface Way {
  readonly sign: 1 | -1
  readonly needs: readonly Need[]
}

/** `local` as a mover of the loop, where `forgotten` holds nothing of what the loop writes. Null: it moves otherwise. */
export function findMover(
  loop: Loop<ValueType>,
  local: LocalId,
  entry: State,
  forgotten: Forgotten,
  scope: Scope,
): Mover | null {
  const type = scope.typeOf(local)
  const steps = type === 'f32' || type === 'bool' || isArray(type) ? null : findSteps(loop, local)
  if (!steps || steps.length === 0) return null
  const from = evaluate({ kind: 'local', local, type, at: loop.at }, entry, scope)
  if (!from) return null
  let by = zero
  let needs: readonly Need[] = []
  for (const step of steps) {
    const value = evaluate(step.by, forgotten.state, scope)
    if (!value || !isFixed(value.poly, forgotten.firstAtom)) return null
    const amount = scale(value.poly, step.sign)
    const isMixed = steps.length > 1 && !isConstant(amount)
    if (isMixed || by.constant * amount.constant < 0) return null
    by = add(by, amount)
    needs = uniteNeeds(needs, value.needs)
  }
  if (!isHandy(by) || Math.abs(by.constant) > 2 ** 16) return null
  const isInner = steps.some(step => step.runs === 'inner')
  const pace = isInner ? 'inner' : steps.every(step => step.runs === 'turn') ? 'steady' : 'lazy'
  return { local, type, from, by, needs, pace }
}

/** The state in which nothing is known of what a loop writes. */
export interface Forgotten {
  readonly state: State
  /** Older atoms do not depend on the loop. */
  readonly firstAtom: number
}

function isFixed(poly: Polynomial, firstAtom: number): boolean {
  return poly.terms.every(term => term.atoms.every(atom => atom.id < firstAtom || atom.entry !== null))
}

/** The mover that the others are measured by: one that the test asks about, if any. */
export function leadingMover(loop: Loop<ValueType>, movers: readonly Mover[]): Mover | null {
  const asked = new Set<LocalId>()
  forEachLocal(loop.test, local => asked.add(local))
  const fit = movers.filter(
    mover => mover.pace === 'steady' && isConstant(mover.by) && mover.by.constant !== 0,
  )
  return fit.find(mover => asked.has(mover.local)) ?? fit[0] ?? null
}

/**
 * The ways a mover may go. Its representation must not wrap on the way: it does not if no turn can bring it past the
 * end, which `inside`, what holds in every turn, has to show.
 */
export function directions(mover: Mover, atom: Atom, inside: readonly Fact[]): readonly Way[] {
  const signs = ([1, -1] as const).filter(sign => !isConstant(mover.by) || mover.by.constant * sign >= 0)
  return signs.flatMap((sign): readonly Way[] => {
    const staysInside = wrapNeeds(mover, atom, sign)
    const conditions = staysInside && prove(staysInside, { facts: inside, mode: 'run-time' })
    if (!conditions) return []
    const forward: readonly Need[] = isConstant(mover.by) ? [] : [atLeast(scale(mover.by, sign), zero)]
    return [{ sign, needs: uniteNeeds(mover.needs, mover.from.needs, [...conditions, ...forward]) }]
  })
}

/** 64 bits and doubles are never passed by small steps; null where 32 bits may be, in an inner loop. */
function wrapNeeds(mover: Mover, atom: Atom, sign: 1 | -1): readonly Need[] | null {
  if (mover.type === 'f64') return []
  if (mover.type !== 'i32' && mover.type !== 'u32') return isConstant(mover.by) ? [] : null
  if (mover.pace === 'inner') return null
  const end = mover.type === 'i32' ? { lo: -(2 ** 31), hi: 2 ** 31 - 1 } : { lo: 0, hi: 2 ** 32 - 1 }
  const next = add(atomPoly(atom), mover.by)
  return sign === 1 ? within(next, -Infinity, end.hi) : within(next, end.lo, Infinity)
}

/** An atom that stands for the mover at some time is not behind where it came from. */
export function movedFrom(mover: Mover, atom: Atom, way: Way): Fact {
  return { poly: scale(sub(atomPoly(atom), mover.from.poly), way.sign), needs: way.needs }
}

/** A steady mover, told from where the leading one is. */
export function followed(
  mover: Mover,
  lead: { readonly mover: Mover; readonly atom: Atom },
  leadWay: Way | undefined,
): Value | null {
  const distance = mover.pace === 'steady' && leadWay ? travelled(mover, lead.mover, lead.atom) : null
  if (!distance || !leadWay) return null
  const poly = add(mover.from.poly, distance)
  if (!isHandy(poly)) return null
  // It moves one way from one exact value to another, so whatever was between them was exact too.
  const needs = uniteNeeds(mover.needs, mover.from.needs, [...leadWay.needs, ...fits(poly, mover.type)])
  return { poly, needs, facts: mover.from.facts }
}

interface Path {
  readonly mover: Mover
  readonly atom: Atom
  readonly ways: readonly Way[]
}

/** A lazy mover has come no further than if it had taken every step. */
export function lagging({ mover, atom, ways }: Path, lead: Path): readonly Fact[] {
  const [way] = ways
  const [leadWay] = lead.ways
  const isBounded = mover.pace === 'lazy' && isConstant(mover.by)
  const distance = isBounded ? travelled(mover, lead.mover, lead.atom) : null
  if (!distance || !way || !leadWay) return []
  const furthest = add(mover.from.poly, distance)
  const needs = uniteNeeds(way.needs, leadWay.needs)
  return [{ poly: scale(sub(furthest, atomPoly(atom)), way.sign), needs }]
}

/** How far a mover comes by all its steps while the leading one comes to where it is. */
function travelled(mover: Mover, lead: Mover, leadAtom: Atom): Polynomial | null {
  const ahead = sub(atomPoly(leadAtom), lead.from.poly)
  const step = lead.by.constant
  if (Math.abs(step) === 1) return mul(scale(ahead, step), mover.by)
  if (!isConstant(mover.by) || mover.by.constant % step !== 0) return null
  return scale(ahead, mover.by.constant / step)
}
