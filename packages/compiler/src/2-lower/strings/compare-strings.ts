import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { CompareOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { compare, constant, length, load, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { callLibrary } from './library.js'
import { isChar, isPoint, isString, textOf, textTable } from './text-of.js'

const mirrored: Readonly<Record<CompareOp, CompareOp>> = {
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
  eq: 'eq',
  ne: 'ne',
}

// Longer ones are compared by a loop.
const longestInline = 12

/** A comparison one side of which is a known string, or `null` where neither is. */
export function compareWithText(
  fn: FunctionContext,
  op: CompareOp,
  left: t.Expression,
  right: t.Expression,
  at: SourceRange,
): Expr | null {
  const leftText = textOf(fn.module, left)
  const rightText = textOf(fn.module, right)
  if (leftText === undefined && rightText === undefined) return null
  if (leftText !== undefined && rightText !== undefined) {
    return compareValues(fn, op, textTable(fn, leftText, at), textTable(fn, rightText, at), at)
  }
  if (rightText !== undefined) return withKnown(fn, op, left, rightText, at)
  return withKnown(fn, mirrored[op], right, leftText ?? '', at)
}

/** A string that the glue compares has been compared. */
function withKnown(
  fn: FunctionContext,
  op: CompareOp,
  side: t.Expression,
  text: string,
  at: SourceRange,
): Expr {
  const value = fn.value(side)
  const isEquality = op === 'eq' || op === 'ne'
  if (value.kind === 'text' && isEquality) return constant((value.text === text) === (op === 'eq'), at)
  return withText(fn, op, scalar(fn, value, side), text, side, at)
}

/** Whether a string in memory is what another expression gives; `null` where that may be no string. */
export function equalsText(
  fn: FunctionContext,
  value: Expr,
  other: t.Expression,
  at: SourceRange,
): Expr | null {
  const text = textOf(fn.module, other)
  if (text !== undefined) return withText(fn, 'eq', value, text, other, at)
  return compareValues(fn, 'eq', value, fn.expression(other), at)
}

/** A comparison of two values of which at least one certainly is a string in memory; `null` for others. */
export function compareValues(
  fn: FunctionContext,
  op: CompareOp,
  left: Expr,
  right: Expr,
  at: SourceRange,
): Expr | null {
  const [isLeft, isRight] = [isString(fn, left), isString(fn, right)]
  if (isLeft && isRight) {
    if (op !== 'eq' && op !== 'ne') {
      return compare(op, callLibrary(fn, 'order', [left, right], at), constant(0, at), at)
    }
    const same = callLibrary(fn, 'equal', [left, right], at)
    return op === 'eq' ? same : not(same, at)
  }
  const isCodes = isOneCode(fn, left) && isOneCode(fn, right) && (isPoint(fn, left) || isPoint(fn, right))
  if (op !== 'eq' && op !== 'ne') {
    return isCodes ? refuse(diagnose('lower/unsupported-syntax', at, 'Ordering two characters')) : null
  }
  if (isCodes) {
    return compare(op, unary('code', left, at), unary('code', right, at), at)
  }
  if (isLeft && isChar(fn, right)) return equalsUnits(fn, op, left, [fn.hold(right)], at)
  if (isRight && isChar(fn, left)) return equalsUnits(fn, op, right, [fn.hold(left)], at)
  return null
}

function withText(
  fn: FunctionContext,
  op: CompareOp,
  value: Expr,
  text: string,
  node: t.Node,
  at: SourceRange,
): Expr {
  const isEquality = op === 'eq' || op === 'ne'
  if (isPoint(fn, value))
    return pointWithText(op, value, text, at) ?? unsupported(node, at, 'This comparison of a character')
  if (isString(fn, value)) {
    if (isEquality && text.length <= longestInline) return equalsUnits(fn, op, value, unitsOf(text, at), at)
    const [held] = inOrder(fn, [() => value])
    const compared = compareValues(fn, op, held, textTable(fn, text, at), at)
    if (compared !== null) return compared
  }
  const [unit, ...more] = unitsOf(text, at)
  if (unit !== undefined && more.length === 0) return compare(op, value, unit, at)
  if (isEquality && isChar(fn, value)) return constant(op === 'ne', at)
  return unsupported(node, at, 'Comparing this value with a string')
}

function isOneCode(fn: FunctionContext, value: Expr): boolean {
  return isChar(fn, value) || isPoint(fn, value)
}

/** A string of one code point with a known one; `null` where their order is not that of their codes. */
function pointWithText(op: CompareOp, value: Expr, text: string, at: SourceRange): Expr | null {
  const code = text.codePointAt(0)
  const isOne = code !== undefined && text.length === String.fromCodePoint(code).length
  if (op === 'eq' || op === 'ne') {
    if (!isOne) return constant(op === 'ne', at)
  } else if (!isOne || code >= 0xd800) {
    // Strings are ordered by code units, and what lies beyond 0xffff begins with one of the halves from here on.
    return null
  }
  return compare(op, unary('code', value, at), constant(code, at), at)
}

/** `s === 'ab'` as `s.length === 2 && s[0] === 'a' && s[1] === 'b'`. */
function equalsUnits(
  fn: FunctionContext,
  op: CompareOp,
  text: Expr,
  units: readonly Expr[],
  at: SourceRange,
): Expr {
  const held = fn.hold(text)
  if (held.kind !== 'local') throw new Error('hotpath: a string is not a local')
  const isAsLong = compare('eq', length(held.local, at), constant(units.length, at), at)
  const same = units.reduce(
    (before, unit, i) =>
      logical('and', before, compare('eq', load(held.local, constant(i, at), at), unit, at), at),
    isAsLong,
  )
  return op === 'eq' ? same : not(same, at)
}

function unitsOf(text: string, at: SourceRange): readonly Expr[] {
  return Array.from({ length: text.length }, (_, i) => charConstant(text.charCodeAt(i), at))
}

/** A string of one known code unit. */
export function charConstant(unit: number, at: SourceRange): Expr {
  return unary('char', constant(unit, at), at)
}
