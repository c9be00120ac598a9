import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ListKind, TypeVar } from '../../ir/types.js'
import { elements, isArray, nestedArray } from '../../ir/types.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { readPlace } from '../values/fields.js'
import type { Value } from '../values/value.js'

/**
 * A value that goes into an array in memory: a number, or an array. A tuple becomes one where nothing has it under a name:
 * it has no more `holders` than it comes with.
 */
export function elementValue(fn: FunctionContext, value: Value, node: t.Node, holders = 0): Expr {
  if (value.kind !== 'object' || value.shape !== 'tuple') {
    const given = scalar(fn, value, node)
    return given.kind === 'conditional' && isArray(typeOf(fn, given)) ? fn.spill(given) : given
  }
  if (value.life.holders > holders || value.life.isShared)
    return unsupported(node, fn.at(node), 'A short array under two names')
  const { at } = value
  const parts = [...value.fields.values()].map(place => elementValue(fn, readPlace(fn, place, at), node, 1))
  return listOf(fn, parts, at)
}

/** Emits an ordinary array of these elements. */
export function listOf(fn: FunctionContext, parts: readonly Expr[], at: SourceRange): Expr {
  const array = fn.temp(listKindFor(fn, parts[0]), at)
  fn.emit({ kind: 'new-array', local: array, length: constant(parts.length, at), at })
  for (const [i, part] of parts.entries()) fn.emit(storeAt(fn, array, constant(i, at), part, at))
  return fn.read(array, at)
}

/** What list has such elements, as far as that is known. */
export function listKindFor(fn: FunctionContext, element: Expr | undefined): ListKind {
  const type = element === undefined ? 'number' : typeOf(fn, element)
  return type === 'boolean' ? 'boolean[]' : (nestedArray(type) ?? 'number[]')
}

function typeOf(fn: FunctionContext, value: Expr): TypeVar {
  if (value.kind === 'local') return fn.likelyType(value.local)
  if (value.kind === 'conditional') return typeOf(fn, value.then)
  if (value.kind !== 'load') return value.type
  const array = fn.likelyType(value.array)
  return isArray(array) ? elements[array].jsType : value.type
}

/** `array[index] = value`, which is in bounds: a row of an array of arrays, or an element of any other. */
export function storeAt(
  fn: FunctionContext,
  array: LocalId,
  index: Expr,
  value: Expr,
  at: SourceRange,
): Stmt {
  return isRow(fn, value)
    ? { kind: 'store-row', array, index, row: value, bounds: 'restart', at }
    : { kind: 'store', array, index, value, bounds: 'js', at }
}

function isRow(fn: FunctionContext, value: Expr): boolean {
  return value.kind === 'local' && nestedArray(typeOf(fn, value)) !== null
}
