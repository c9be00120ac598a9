import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import { compare, constant, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { scalar } from './as-value.js'
import type { NothingValue, OptionalValue, Value } from './value.js'
import { isStatic } from './value.js'

/** `undefined` or `null` where it stands. */
export function nothing(as: NothingValue['as'], at: SourceRange): NothingValue {
  return { kind: 'nothing', as, at }
}

/** A place for a number that may be missing, without one yet. */
export function newOptional(
  fn: FunctionContext,
  name: string,
  as: OptionalValue['as'],
  at: SourceRange,
  type: TypeVar = 'dyn',
): OptionalValue {
  const local = fn.addLocal({ name, type, origin: 'variable', at })
  const present = fn.addLocal({ name: `${name}_is_there`, type: 'boolean', origin: 'variable', at })
  return { kind: 'optional', local, present, as, at }
}

/** `target = value`. */
export function assignOptional(
  fn: FunctionContext,
  target: OptionalValue,
  value: Value,
  name: string,
  at: SourceRange,
): void {
  if (value === target) return
  if (isNothing(value) && value.as !== target.as) refuse(diagnose('lower/two-absences', at, name))
  if (value.kind === 'nothing') {
    fn.assign(target.local, blank(fn, target), at)
    fn.assign(target.present, constant(false, at), at)
    return
  }
  if (value.kind === 'optional') {
    fn.assign(target.local, fn.read(value.local, at), at)
    fn.assign(target.present, fn.read(value.present, at), at)
    return
  }
  if (isStatic(value)) refuse(diagnose('lower/field-kind', at, name, 'this variable'))
  // An element that is not there would be a missing value, of which only an index could tell.
  fn.assign(target.local, value.kind === 'const' ? value : unary('defined', value, at), at)
  fn.assign(target.present, constant(true, at), at)
}

/** A copy that stays as it is, whatever happens to the variable it was read from. */
export function copyOptional(
  fn: FunctionContext,
  value: OptionalValue,
  name: string,
  at: SourceRange,
): OptionalValue {
  const copy = newOptional(fn, name, value.as, at)
  assignOptional(fn, copy, value, name, at)
  return copy
}

/**
 * What stands in the local meanwhile: what JavaScript makes of `undefined` or `null` where it wants a number. So
 * arithmetic, comparisons by size and conditions read the local and need not ask.
 */
function blank(fn: FunctionContext, { local, as, at }: OptionalValue): Expr {
  const type = fn.likelyType(local)
  if (type === 'boolean') return constant(false, at)
  if (type === 'bigint') return constant(0n, at)
  return constant(as === 'undefined' ? Number.NaN : 0, at)
}

/** Whether a value is, or may be, `undefined` or `null`. */
export function isNothing(value: Value): value is NothingValue | OptionalValue {
  return value.kind === 'nothing' || value.kind === 'optional'
}

/** Whether a value is there: neither `undefined` nor `null`. */
export function presence(fn: FunctionContext, value: NothingValue | OptionalValue, at: SourceRange): Expr {
  return value.kind === 'nothing' ? constant(false, at) : fn.read(value.present, at)
}

/** An operand of arithmetic or of a comparison by size, which makes a number of what is missing. */
export function operand(fn: FunctionContext, value: Value, node: t.Node): Expr {
  const at = fn.at(node)
  if (value.kind === 'nothing') return constant(value.as === 'undefined' ? Number.NaN : 0, at)
  const isNumber = value.kind === 'optional' && fn.likelyType(value.local) === 'number'
  return isNumber ? fn.read(value.local, at) : scalar(fn, value, node)
}

/** A condition: what is missing is false, and so is what stands in its place. */
export function holds(fn: FunctionContext, value: NothingValue | OptionalValue, at: SourceRange): Expr {
  return value.kind === 'nothing' ? constant(false, at) : fn.read(value.local, at)
}

/** `left === right` where one of them may be missing; loosely, `undefined` equals `null`. */
export function sameOptional(
  fn: FunctionContext,
  left: Value,
  right: Value,
  isLoose: boolean,
  node: t.BinaryExpression,
): Expr {
  const at = fn.at(node)
  const mayMeet = (a: Value, b: Value) => isNothing(a) && isNothing(b) && (isLoose || a.as === b.as)
  if (left.kind === 'nothing' || right.kind === 'nothing') {
    const other = left.kind === 'nothing' ? right : left
    if (isNothing(other)) return mayMeet(left, right) ? not(presence(fn, other, at), at) : constant(false, at)
    // An element that is not there would be `undefined` too.
    if (!isStatic(other)) fn.spill(unary('defined', other, at))
    return constant(false, at)
  }
  const [isLeft, isRight] = [presenceOf(fn, left, at), presenceOf(fn, right, at)]
  if (left.kind === 'optional') mustDiffer(fn, left, right, isLoose, at)
  if (right.kind === 'optional') mustDiffer(fn, right, left, isLoose, at)
  const numberIn = (value: Value, side: t.Node): Expr =>
    value.kind === 'optional' ? fn.read(value.local, at) : scalar(fn, value, side)
  const areSame = compare('eq', numberIn(left, node.left), numberIn(right, node.right), at)
  const areThere = logical('and', isLeft, isRight, at)
  const both = logical('and', areThere, areSame, at)
  if (!mayMeet(left, right)) return both
  return logical('or', both, logical('and', not(isLeft, at), not(isRight, at), at), at)
}

/** Where what may be missing is, an element that is not there would be the same `undefined`: only JavaScript goes on. */
function mustDiffer(
  fn: FunctionContext,
  missing: OptionalValue,
  other: Value,
  isLoose: boolean,
  at: SourceRange,
): void {
  if (isStatic(other) || !(isLoose || missing.as === 'undefined')) return
  const { statements } = fn.capture(() => fn.spill(unary('defined', other, at)))
  fn.emit({ kind: 'if', test: not(presence(fn, missing, at), at), then: statements, else: [], at })
}

function presenceOf(fn: FunctionContext, value: Value, at: SourceRange): Expr {
  return isNothing(value) ? presence(fn, value, at) : constant(true, at)
}
