import type { Expr, LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { assume } from './assume.js'
import type { AtomSource, StaticRange } from './atom.js'
import { int32Range, maxLength, rangeOfElement, rangeOfType } from './atom.js'
import { floorDivision, maskedBits, remainder } from './integer-operators.js'
import { choose, greater, lesser } from './join.js'
import type { Polynomial } from './polynomial.js'
import { add, atomPoly, isConstant, isHandy, mul, scale, sub, zero } from './polynomial.js'
import { prove } from './prove.js'
import type { Fact, Need, State, Value } from './value.js'
import { atomValue, constantValue, uniteFacts, uniteNeeds, within } from './value.js'

type Typed = Expr<ValueType>

/** What an evaluation may ask of the function around it. */
export interface Scope {
  readonly atoms: AtomSource
  readonly typeOf: (local: LocalId) => ValueType
  /** The length of a constant table; null for any other array. */
  readonly tableLength: (local: LocalId) => number | null
  /** How long each row of a constant table is; null where that is not known. */
  readonly rowLength: (local: LocalId) => number | null
}

/**
 * The value of an expression as a polynomial; null where it may be no whole number. What cannot be followed further
 * becomes a fresh atom that knows its type's range.
 */
export function evaluate(expr: Typed, state: State, scope: Scope): Value | null {
  return follow(expr, state, scope) ?? opaque(expr, scope)
}

/** The state where a test came out as `outcome`. */
export function assumeIn(test: Typed, outcome: boolean, state: State, scope: Scope): State {
  return assume(test, outcome, state, (expr, at) => evaluate(expr, at, scope))
}

/** The length of an array at this point. */
export function lengthOf(array: LocalId, at: Typed['at'], state: State, scope: Scope): Value {
  const known = state.lengths.get(array)
  if (known) return known
  const table = scope.tableLength(array)
  return table === null ? atomValue(scope.atoms.ofLength(array, at)) : constantValue(table)
}

/** The length of a row of this array. */
export function lengthOfRow(array: LocalId, scope: Scope): Value {
  const known = scope.rowLength(array)
  return known === null ? unknownLength(scope) : constantValue(known)
}

/** A fresh value of a type; null where the type holds more than whole numbers. */
export function unknown(type: ValueType, scope: Scope): Value | null {
  const range = rangeOfType(type)
  return range && atomValue(scope.atoms.fresh(range))
}

export function unknownLength(scope: Scope): Value {
  return atomValue(scope.atoms.fresh({ lo: 0, hi: maxLength }))
}

function opaque(expr: Typed, scope: Scope): Value | null {
  const range = rangeOfType(expr.type)
  if (!range) return null
  const element = expr.kind === 'load' ? rangeOfElement(expr.raw?.element ?? scope.typeOf(expr.array)) : null
  return atomValue(scope.atoms.fresh(element ?? range))
}

function follow(expr: Typed, state: State, scope: Scope): Value | null {
  switch (expr.kind) {
    case 'const': {
      const value = Number(expr.value)
      return Number.isInteger(value) && Math.abs(value) < 2 ** 48 ? constantValue(value) : null
    }
    case 'local':
      return localValue(expr, state, scope)
    case 'length':
      return lengthOf(expr.array, expr.at, state, scope)
    case 'convert': {
      const value = expr.mode === 'round' ? null : evaluate(expr.operand, state, scope)
      const changes = expr.mode !== 'exact' || expr.type === 'f64'
      return value && (changes ? fitted(value, value.poly, expr.type, state) : value)
    }
    case 'unary':
      return unaryValue(expr, state, scope)
    case 'binary': {
      const left = evaluate(expr.left, state, scope)
      const right = left && evaluate(expr.right, state, scope)
      return left && right && binaryValue(expr, left, right, state, scope)
    }
    case 'conditional': {
      const then = assumeIn(expr.test, true, state, scope)
      const other = assumeIn(expr.test, false, state, scope)
      return choose(
        { value: evaluate(expr.then, then, scope), facts: then.facts },
        { value: evaluate(expr.else, other, scope), facts: other.facts },
        freshOf(expr.type, scope),
      )
    }
    default:
      return null
  }
}

function localValue(expr: Typed & { readonly kind: 'local' }, state: State, scope: Scope): Value | null {
  const known = state.values.get(expr.local)
  if (known !== undefined) return known
  if (expr.type !== 'f64' && !rangeOfType(expr.type)) return null
  const atom = scope.atoms.ofLocal(expr)
  const isSmall = rangeOfType(expr.type)?.lo === atom.lo
  const needs: readonly Need[] = isSmall ? [] : [{ kind: 'small', atom }]
  return { ...atomValue(atom), needs }
}

/** A fresh atom for a result of this type, or none where the type may hold fractions. */
function freshOf(type: ValueType, scope: Scope): () => ReturnType<AtomSource['fresh']> {
  const range: StaticRange = rangeOfType(type) ?? { lo: -Infinity, hi: Infinity }
  return () => scope.atoms.fresh(range)
}

function unaryValue(expr: Typed & { readonly kind: 'unary' }, state: State, scope: Scope): Value | null {
  const value = evaluate(expr.operand, state, scope)
  if (!value) return null
  switch (expr.op) {
    case 'neg':
      return fitted(value, sub(zero, value.poly), expr.type, state)
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      return value
    case 'abs': {
      const negated = fitted(value, sub(zero, value.poly), expr.type, state)
      return negated && greater(value, negated, state.facts, freshOf(expr.type, scope))
    }
    default:
      return null
  }
}

function binaryValue(
  expr: Typed & { readonly kind: 'binary' },
  left: Value,
  right: Value,
  state: State,
  scope: Scope,
): Value | null {
  const fresh = freshOf(expr.type, scope)
  const amount = isConstant(right.poly) ? right.poly.constant : null
  switch (expr.op) {
    case 'add':
      return combined(left, right, add(left.poly, right.poly), expr.type, state)
    case 'sub':
      return combined(left, right, sub(left.poly, right.poly), expr.type, state)
    case 'mul':
    case 'imul':
      return combined(left, right, mul(left.poly, right.poly), expr.type, state)
    case 'shl':
      return amount === null || amount < 0 || amount > 30
        ? null
        : fitted(left, scale(left.poly, 2 ** amount), expr.type, state)
    case 'shr':
      return amount === null || amount < 0 || amount > 30 ? null : floorDivision(left, 2 ** amount, fresh())
    case 'ushr':
      return amount === null || amount < 0 || amount > 30 ? null : unsignedShift(left, amount, scope)
    case 'div':
    case 'rem':
      return division(expr, left, right, fresh)
    case 'bitand':
      return maskedBits(left, right, scope.atoms)
    case 'min':
      return lesser(left, right, state.facts, fresh)
    case 'max':
      return greater(left, right, state.facts, fresh)
    default:
      return null
  }
}

/** Integers of doubles divide to fractions, so only integer division counts; a remainder stays whole in any type. */
function division(
  expr: Typed & { readonly kind: 'binary' },
  left: Value,
  right: Value,
  fresh: () => ReturnType<AtomSource['fresh']>,
): Value | null {
  if (expr.op === 'rem') return remainder(left, right, fresh())
  const divisor = isConstant(right.poly) ? right.poly.constant : 0
  const isWhole = expr.type === 'i32' || expr.type === 'u32' || expr.type === 'i64'
  if (!isWhole || divisor <= 0) return null
  // Towards zero, which is down where it is not negative.
  const unsigned = { ...left, needs: uniteNeeds(left.needs, within(left.poly, 0, Infinity)) }
  return floorDivision(unsigned, divisor, fresh())
}

function unsignedShift(left: Value, amount: number, scope: Scope): Value {
  const unsigned = { ...left, needs: uniteNeeds(left.needs, within(left.poly, 0, int32Range.hi)) }
  if (amount === 0) return unsigned
  const atom = scope.atoms.fresh({ lo: 0, hi: 2 ** (32 - amount) - 1 })
  const { facts } = floorDivision(unsigned, 2 ** amount, atom)
  // Without a known sign it still is some number of that many bits.
  return { poly: atomPoly(atom), needs: [], facts: facts.map(fact => ({ ...fact, needs: unsigned.needs })) }
}

/** A result that is exact as long as its representation neither wraps nor rounds it. */
function fitted(from: Value, poly: Polynomial, type: ValueType, state: State): Value | null {
  if (!isHandy(poly)) return null
  return { poly, needs: uniteNeeds(from.needs, openNeeds(poly, type, from.facts, state)), facts: from.facts }
}

function combined(left: Value, right: Value, poly: Polynomial, type: ValueType, state: State): Value | null {
  if (!isHandy(poly)) return null
  const facts: readonly Fact[] = uniteFacts(left.facts, right.facts)
  return { poly, needs: uniteNeeds(left.needs, right.needs, openNeeds(poly, type, facts, state)), facts }
}

/** What does not follow from what is known here already. */
function openNeeds(poly: Polynomial, type: ValueType, facts: readonly Fact[], state: State): readonly Need[] {
  const known = uniteFacts(state.facts, facts)
  return fits(poly, type).filter(need => prove([need], { facts: known, mode: 'static' }) === null)
}

/** What it takes that a result neither wraps nor is rounded in its representation. */
export function fits(poly: Polynomial, type: ValueType): readonly Need[] {
  switch (type) {
    case 'i32':
      return within(poly, int32Range.lo, int32Range.hi)
    case 'u32':
      return within(poly, 0, 2 ** 32 - 1)
    case 'f32':
      return within(poly, -(2 ** 24), 2 ** 24)
    default: {
      const most = type === 'i64' ? 2 ** 62.5 : Number.MAX_SAFE_INTEGER
      // Less than that is enough: no index is so large. As much as two factors of 2^24 with something added.
      return within(poly, -most, most).length === 0 ? [] : within(poly, -(2 ** 49), 2 ** 49)
    }
  }
}
