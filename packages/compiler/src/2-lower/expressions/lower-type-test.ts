import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import { isArray, isPlainArray, isTypedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { absentValue } from '../names/may-hold-nothing.js'
import { unwrap } from '../node-kinds.js'
import { textOf } from '../strings/text-of.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { noteGiven } from '../values/given-object.js'
import { isNothing, presence } from '../values/optional.js'
import type { NothingValue, OptionalObject, OptionalValue, StaticValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { discard } from './discard.js'
import { isInBounds, mustBeDefined } from './lower-nullish.js'
import { binary, compare, conditional, constant, logical, not } from './make-expr.js'

/**
 * `typeof x === 'number'`, `x === undefined`, `x == null` and their opposites: known from the types, which are checked at
 * entry; only an element may be missing. `null` for any other comparison.
 */
export function lowerTypeTest(fn: FunctionContext, node: t.BinaryExpression): Expr | null {
  const isEquality = ['==', '===', '!=', '!=='].includes(node.operator)
  if (!isEquality) return null
  const at = fn.at(node)
  const holds =
    typeComparison(fn, node.left, node.right, at) ??
    typeComparison(fn, node.right, node.left, at) ??
    absence(fn, node.left, node.right, node) ??
    absence(fn, node.right, node.left, node)
  if (holds === null || node.operator.startsWith('=')) return holds
  return holds.kind === 'const' ? constant(!holds.value, at) : not(holds, at)
}

/** `Array.isArray(x)` and `Object.is(x, y)`; `null` for any other built-in. */
export function callTypeTest(
  fn: FunctionContext,
  name: string,
  args: readonly Expr[],
  at: SourceRange,
): Expr | null {
  const [first, second] = args
  if (name === 'Object.is' && first !== undefined && second !== undefined) {
    mustBeDefined(fn, first, at, '`Object.is`')
    mustBeDefined(fn, second, at, '`Object.is`')
    return sameValue(fn.hold(first), fn.hold(second), at)
  }
  if (name !== 'Array.isArray' || first === undefined) return null
  const type = likelyType(fn, first)
  return type === 'dyn' ? null : constant(isPlainArray(type), at)
}

/** Equal, and not zeros of different sign; or both NaN. */
function sameValue(a: Expr, b: Expr, at: SourceRange): Expr {
  const isEqual = compare('eq', a, b, at)
  if (a.type === 'boolean' || a.type === 'bigint') return isEqual
  const inverse = (value: Expr) => binary('div', constant(1, at), value, at)
  const isSameZero = compare('eq', inverse(a), inverse(b), at)
  const isNonZero = compare('ne', a, constant(0, at), at)
  const isNotANumber = (value: Expr) => compare('ne', value, value, at)
  return conditional(
    isEqual,
    logical('or', isNonZero, isSameZero, at),
    logical('and', isNotANumber(a), isNotANumber(b), at),
    at,
  )
}

function typeComparison(fn: FunctionContext, asked: t.Node, name: t.Node, at: SourceRange): Expr | null {
  const node = unwrap(asked)
  const wanted = textOf(fn.module, name)
  if (node.type !== 'UnaryExpression' || node.operator !== 'typeof' || wanted === undefined) return null
  const given = fn.value(node.argument)
  if (given.kind === 'optional-object') return objectType(fn, given, wanted, at)
  if (isNothing(given)) return missingType(fn, given, wanted, node)
  if (given.kind === 'callback') return constant(wanted === 'function', at)
  const value = scalar(fn, given, unwrap(node.argument))
  const type = typeName(likelyType(fn, value))
  if (type === null) return unsupported(node, at, '`typeof` of this value')
  mustBeDefined(fn, value, at, '`typeof`')
  discard(fn, value)
  return constant(type === wanted, at)
}

/** `typeof` of an object that may be missing: `null` is one as well. */
function objectType(
  fn: FunctionContext,
  { present, as }: OptionalObject,
  wanted: string,
  at: SourceRange,
): Expr {
  const isThere = fn.read(present, at)
  if (wanted === 'object') return as === 'null' ? constant(true, at) : isThere
  return wanted === 'undefined' && as === 'undefined' ? not(isThere, at) : constant(false, at)
}

/** `typeof` of what may be missing. */
function missingType(
  fn: FunctionContext,
  value: NothingValue | OptionalValue,
  wanted: string,
  node: t.UnaryExpression,
): Expr {
  const at = fn.at(node)
  const isThere = presence(fn, value, at)
  if (wanted === (value.as === 'null' ? 'object' : 'undefined')) return not(isThere, at)
  if (value.kind === 'nothing') return constant(false, at)
  const type = typeName(fn.likelyType(value.local))
  if (type === null) return unsupported(node, at, '`typeof` of this value')
  return type === wanted ? isThere : constant(false, at)
}

function typeName(type: TypeVar): string | null {
  if (type === 'char' || type === 'point') return 'string'
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint') return type
  return isArray(type) ? 'object' : null
}

/** `value === undefined` or `value === null`; loosely, each stands for both. */
function absence(fn: FunctionContext, asked: t.Node, none: t.Node, node: t.BinaryExpression): Expr | null {
  const what = absentValue(fn.module, none)
  if (what === null || absentValue(fn.module, asked) !== null || asked.type === 'PrivateName') return null
  const at = fn.at(node)
  // The node stands where an expression does.
  const value = fn.value(asked as t.Expression)
  const isLoose = node.operator.length === 2
  if (isStatic(value)) return staticAbsence(fn, value, isLoose ? null : what, at)
  if (what === 'null' && !isLoose) {
    discard(fn, value)
    return constant(false, at)
  }
  if (value.kind === 'load' && keepsNoNames(fn.likelyType(value.array))) {
    return not(isInBounds(value.array, fn.hold(value.index), at), at)
  }
  mustBeDefined(fn, value, at, 'comparison')
  discard(fn, value)
  return constant(false, at)
}

/** The same of an object, or of what may be missing; `what` is `null` where both will do. */
function staticAbsence(
  fn: FunctionContext,
  value: StaticValue,
  what: 'undefined' | 'null' | null,
  at: SourceRange,
): Expr {
  if (value.kind === 'optional-object') {
    const isIt = what === null || value.as === what
    return isIt ? not(fn.read(value.present, at), at) : constant(false, at)
  }
  if (!isNothing(value)) noteGiven(fn, value, at)
  const isIt = isNothing(value) && (what === null || value.as === what)
  return isIt ? not(presence(fn, value, at), at) : constant(false, at)
}

/** Ordinary arrays may have properties beside their elements. */
function keepsNoNames(array: TypeVar): boolean {
  return isTypedArray(array) || array === 'string'
}

function likelyType(fn: FunctionContext, value: Expr): TypeVar {
  return value.kind === 'local' ? fn.likelyType(value.local) : value.type
}
