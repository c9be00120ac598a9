import type { BinaryOp, CompareOp, HostMath, LocalId, UnaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import type { Expr } from '../lowered.js'

const booleanOps: ReadonlySet<UnaryOp> = new Set<UnaryOp>([
  'not',
  'truthy',
  'is-nan',
  'is-finite',
  'is-integer',
  'is-safe-integer',
])
const bigintOps: ReadonlySet<UnaryOp> = new Set<UnaryOp>(['to-bigint', 'as-int64', 'as-uint64'])

/** A value written in the source, or known from it. */
export function constant(value: number | bigint | boolean, at: SourceRange): Expr {
  // `typeof` of these three is one of 'number', 'bigint' and 'boolean'.
  return { kind: 'const', value, type: typeof value as 'number' | 'bigint' | 'boolean', at }
}

/** `op operand`, with the type where it is certain. */
export function unary(op: UnaryOp, operand: Expr, at: SourceRange): Expr {
  return { kind: 'unary', op, operand, type: unaryType(op, operand.type), at }
}

/** `left op right`, with the type where it is certain. */
export function binary(op: BinaryOp, left: Expr, right: Expr, at: SourceRange): Expr {
  const numeric = left.type === right.type && (left.type === 'number' || left.type === 'bigint')
  return { kind: 'binary', op, left, right, type: numeric ? left.type : 'dyn', at }
}

/** `left op right` as a boolean. */
export function compare(op: CompareOp, left: Expr, right: Expr, at: SourceRange): Expr {
  return { kind: 'compare', op, left, right, type: 'boolean', at }
}

/** `left && right` or `left || right` of two booleans. */
export function logical(op: 'and' | 'or', left: Expr, right: Expr, at: SourceRange): Expr {
  return { kind: 'logical', op, left, right, type: 'boolean', at }
}

/** `test ? then : otherwise`. */
export function conditional(test: Expr, then: Expr, otherwise: Expr, at: SourceRange): Expr {
  const type = then.type === otherwise.type ? then.type : 'dyn'
  return { kind: 'conditional', test, then, else: otherwise, type, at }
}

/** A call of one of the host's own `Math` functions. */
export function mathCall(fn: HostMath, args: readonly Expr[], at: SourceRange): Expr {
  return { kind: 'math', fn, args, type: 'number', at }
}

/** `array[index]`, the element's type still open. */
export function load(array: LocalId, index: Expr, at: SourceRange): Expr {
  return { kind: 'load', array, index, bounds: 'js', type: 'dyn', at }
}

/** `array.length`. */
export function length(array: LocalId, at: SourceRange): Expr {
  return { kind: 'length', array, type: 'number', at }
}

/** `view.byteLength` */
export function viewLength(view: LocalId, at: SourceRange): Expr {
  return { kind: 'length', array: view, unit: 'bytes', type: 'number', at }
}

/** Whether a condition holds, as a boolean. */
export function truthy(value: Expr): Expr {
  return value.type === 'boolean' ? value : unary('truthy', value, value.at)
}

/** The negation of a boolean. */
export function not(value: Expr, at: SourceRange): Expr {
  if (value.kind === 'const' && typeof value.value === 'boolean') return constant(!value.value, at)
  return unary('not', value, at)
}

/**
 * What an operator that takes numbers only makes of its operand (`+x`, `isNaN(x)`): not `to-number`, which is
 * `Number(x)` and takes a bigint. Subtracting zero changes no number, `-0` and NaN included, and a bigint is refused
 * by inference where JavaScript throws.
 */
export function asNumber(value: Expr, at: SourceRange): Expr {
  if (value.type === 'number') return value
  if (value.type === 'boolean') return unary('to-number', value, at)
  return { kind: 'binary', op: 'sub', left: value, right: constant(0, at), type: 'number', at }
}

function unaryType(op: UnaryOp, operand: TypeVar): TypeVar {
  if (booleanOps.has(op)) return 'boolean'
  if (bigintOps.has(op)) return 'bigint'
  if (op === 'char' || op === 'point') return op
  if (op === 'defined') return operand
  if (op !== 'neg' && op !== 'bitnot') return 'number'
  return operand === 'number' || operand === 'bigint' ? operand : 'dyn'
}
