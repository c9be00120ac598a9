import type { LocalId } from '../../ir/expr.js'
import type { LeafSource } from '../../ir/leaf.js'
import { leafKey } from '../../ir/leaf.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { constant } from './make-expr.js'

/**
 * `left === right` of two arrays that were passed in: whether they are one object, which the glue asks before the call.
 * Their places in memory do not tell: two views may begin at one byte, and what is only read is copied twice. `null` for
 * anything else.
 */
export function sameArray(fn: FunctionContext, left: Expr, right: Expr, at: SourceRange): Expr | null {
  const [first, second] = [givenArray(fn, left), givenArray(fn, right)]
  if (first === null || second === null) return null
  if (first === second) return constant(true, at)
  const [a, b] = [sourceOf(fn, first), sourceOf(fn, second)]
  if (a === null || b === null) return null
  const source: LeafSource = { root: { kind: 'same', left: a, right: b }, path: [] }
  const key = leafKey(source)
  const known = fn.locals.findIndex(local => local.source !== undefined && leafKey(local.source) === key)
  if (known >= 0) return fn.read(known, at)
  const name = `${fn.locals[first]?.name}_is_${fn.locals[second]?.name}`
  return fn.read(fn.addLocal({ name, type: 'boolean', origin: 'param', source, at }), at)
}

/** The local of an array that is a parameter and stays that one. */
function givenArray(fn: FunctionContext, value: Expr): LocalId | null {
  if (value.kind !== 'local' || fn.locals[value.local]?.origin !== 'param') return null
  const type = fn.locals[value.local]?.type ?? 'dyn'
  return isArray(type) && type !== 'string' ? fn.shareable(value) : null
}

/** Only the entry's own parameters are what the caller passed. */
function sourceOf(fn: FunctionContext, local: LocalId): LeafSource | null {
  const known = fn.locals[local]
  if (known === undefined || fn.id !== 0) return null
  return known.source ?? { root: { kind: 'argument', index: local, name: known.name }, path: [] }
}
