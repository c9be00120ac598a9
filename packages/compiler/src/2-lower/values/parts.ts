import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { emitIf } from '../expressions/choose.js'
import { compare, conditional, constant, logical, not } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { noteWrite } from './life.js'
import { constantKey } from './property-key.js'
import type { ObjectValue, StaticValue } from './value.js'
import { release, retain } from './value.js'

// Behind more comparisons, an array in memory is quicker.
const mostParts = 8

/** The short array of which `t[i]` names a part that only the running program knows; `null` for any other member. */
export function partHolder(
  fn: FunctionContext,
  holder: StaticValue,
  node: t.MemberExpression,
): ObjectValue | null {
  if (holder.kind !== 'object' || holder.shape !== 'tuple' || !node.computed) return null
  const { size } = holder.fields
  const isKnown = constantKey(fn, node.property, true) !== null
  return isKnown || size === 0 || size > mostParts ? null : holder
}

/** The index of `t[i]`, which costs nothing to read again; where there is no such part, only JavaScript goes on. */
export function partIndex(fn: FunctionContext, tuple: ObjectValue, node: t.MemberExpression): Expr {
  const { property } = node
  if (property.type === 'PrivateName') return unsupported(node, fn.at(node))
  const at = fn.at(property)
  // While it is evaluated, another short array may take the place of this one.
  retain(tuple)
  const index = fn.spill(fn.expression(property))
  release(tuple)
  const isPart = [...tuple.fields.keys()]
    .map(name => isPartNumber(index, Number(name), at))
    .reduce((any, is) => logical('or', any, is, at))
  emitIf(fn, not(isPart, at), [{ kind: 'throw', site: 'restart', at }], [], at)
  return index
}

/** `t[i]`, picked by comparing. */
export function readPart(
  fn: FunctionContext,
  tuple: ObjectValue,
  index: Expr,
  node: t.MemberExpression,
): Expr {
  const at = fn.at(node)
  const parts = partsOf(fn, tuple, node).map(local => fn.read(local, at))
  return parts.reduceRight((rest, part, n) => conditional(isPartNumber(index, n, at), part, rest, at))
}

/** Emits `t[i] = value`. */
export function writePart(
  fn: FunctionContext,
  tuple: ObjectValue,
  index: Expr,
  value: Expr,
  node: t.MemberExpression,
): void {
  const at = fn.at(node)
  noteWrite(tuple, '', at)
  const held = fn.hold(value)
  const statements = partsOf(fn, tuple, node).reduceRight<readonly Stmt[]>((rest, local, n) => {
    const { statements: then } = fn.capture(() => fn.assign(local, held, at))
    return [{ kind: 'if', test: isPartNumber(index, n, at), then, else: rest, at }]
  }, [])
  fn.emit(...statements)
}

function isPartNumber(index: Expr, n: number, at: SourceRange): Expr {
  return compare('eq', index, constant(n, at), at)
}

function partsOf(fn: FunctionContext, tuple: ObjectValue, node: t.MemberExpression): readonly LocalId[] {
  return [...tuple.fields.values()].map(place => {
    if (place.kind === 'variable') return place.local
    return unsupported(node, fn.at(node), 'An index that is not constant into an array of objects')
  })
}
