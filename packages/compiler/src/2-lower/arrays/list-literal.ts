import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ListKind } from '../../ir/types.js'
import { isNestedArray } from '../../ir/types.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { readPlace, setOwnField } from '../values/fields.js'
import { emptyObject } from '../values/make-object.js'
import type { ObjectValue, Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { append, appendAll } from './append.js'
import { lowerKeys } from './blank-arrays.js'
import { copyAs } from './copy-methods.js'
import { kindOf, takeMember } from './method-call.js'
import { elementValue, listOf } from './rows.js'

type Element = t.ArrayExpression['elements'][number]

/**
 * `[a, b, ...t]` with a length that is known: a tuple. With the elements of an array in it, it is a list; and without
 * any elements, because a tuple would be of no use.
 */
export function lowerArrayLiteral(fn: FunctionContext, node: t.ArrayExpression): Value {
  const at = fn.at(node)
  if (node.elements.length === 0) return fn.read(newList(fn, 'number[]', 0, at), at)
  const tuple = emptyObject('tuple', at)
  for (const [i, element] of node.elements.entries()) {
    const part = evaluate(fn, node, element)
    if (part.kind === 'array' && part.isNew && node.elements.length === 1) return fn.read(part.array, at)
    if (part.kind === 'array') return continueAsList(fn, node, tuple, part.array, i + 1)
    for (const value of part.values) setOwnField(fn, tuple, `${tuple.fields.size}`, value, part.at)
  }
  return tuple
}

/** An array literal as an ordinary array in memory; `kind` where the elements do not show theirs. */
export function lowerList(fn: FunctionContext, node: t.ArrayExpression, kind: ListKind): Expr {
  const at = fn.at(node)
  if (node.elements.length === 0) return fn.read(newList(fn, kind, 0, at), at)
  const value = lowerArrayLiteral(fn, node)
  if (value.kind !== 'object') return scalar(fn, value, node)
  return listOf(fn, partsOf(fn, value, node), at)
}

/** Emits `new Array(size)` that takes elements at its end; all of them are stored before they are read. */
export function newList(fn: FunctionContext, kind: ListKind, size: number, at: SourceRange): LocalId {
  const local = fn.temp(kind, at)
  fn.emit({ kind: 'new-array', local, length: constant(size, at), at })
  if (size === 0) fn.growing.add(local)
  return local
}

type Part =
  | { readonly kind: 'array'; readonly array: LocalId; readonly isNew?: true }
  | { readonly kind: 'values'; readonly values: readonly Value[]; readonly at: SourceRange }

/** One element, or what a spread stands for. */
function evaluate(fn: FunctionContext, node: t.ArrayExpression, element: Element): Part {
  if (element === null) return unsupported(node, fn.at(node), 'A hole in an array literal')
  const at = fn.at(element)
  if (element.type !== 'SpreadElement') return { kind: 'values', values: [fn.value(element)], at }
  const keys = lowerKeys(fn, element.argument)
  if (keys !== null) return { kind: 'array', array: keys, isNew: true }
  const source = fn.value(element.argument)
  if (!isStatic(source)) {
    const held = fn.hold(source)
    const kind = held.kind === 'local' ? kindOf(fn, held.local) : 'string'
    // A string would give code points.
    if (held.kind !== 'local' || kind === 'string' || kind === 'dyn') return unsupported(element, at)
    takeMember(fn, kind, iterator)
    return { kind: 'array', array: held.local }
  }
  if (source.kind !== 'object' || source.shape !== 'tuple') return unsupported(element, at)
  return { kind: 'values', values: [...source.fields.values()].map(place => readPlace(fn, place, at)), at }
}

function continueAsList(
  fn: FunctionContext,
  node: t.ArrayExpression,
  before: ObjectValue,
  array: LocalId,
  next: number,
): Expr {
  const at = fn.at(node)
  const given = kindOf(fn, array)
  const kind = given === 'boolean[]' || isNestedArray(given) ? given : 'number[]'
  if (before.fields.size === 0 && next === node.elements.length) return copyAs(fn, kind, array, at)
  const made = newList(fn, kind, 0, at)
  for (const part of partsOf(fn, before, node)) append(fn, made, [part], at)
  appendAll(fn, made, array, at)
  for (const element of node.elements.slice(next)) {
    const part = evaluate(fn, node, element)
    if (part.kind === 'array') appendAll(fn, made, part.array, at)
    else for (const value of part.values) append(fn, made, [elementValue(fn, value, node)], at)
  }
  return fn.read(made, at)
}

function partsOf(fn: FunctionContext, tuple: ObjectValue, node: t.ArrayExpression): readonly Expr[] {
  return [...tuple.fields.values()].map(place => elementValue(fn, readPlace(fn, place, fn.at(node)), node, 1))
}
