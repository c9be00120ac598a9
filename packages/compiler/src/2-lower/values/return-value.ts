import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { constant } from '../expressions/make-expr.js'
import { nothing } from '../expressions/nothing.js'
import type { FunctionContext } from '../function-context.js'
import type { Stmt } from '../lowered.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isFunction } from '../node-kinds.js'
import { passFinallys } from '../statements/lower-try.js'
import { assignObject, sameShape } from './assign-object.js'
import { readPlace } from './fields.js'
import { structureExits } from './structure-exits.js'
import type { ReturnTarget, Value } from './value.js'
import { isSameValue, isStatic } from './value.js'

/** The `return` statements of a function itself, not of functions inside it. */
export function returnsOf(node: t.Function): readonly t.ReturnStatement[] {
  const found: t.ReturnStatement[] = []
  forEachNode(node.body, inner => {
    if (inner.type === 'ReturnStatement') found.push(inner)
    return !isFunction(inner) && inner.type !== 'ClassBody'
  })
  return found
}

/** `return value` inside an inlined function. */
export function returnValue(
  fn: FunctionContext,
  target: ReturnTarget,
  value: Value | null,
  at: SourceRange,
): void {
  if (value !== null) putResult(fn, target, value, at)
  passFinallys(fn, 0)
  fn.emit({ kind: 'break', label: target.label, at })
}

function putResult(fn: FunctionContext, target: ReturnTarget, value: Value, at: SourceRange): void {
  const { place } = target
  if (!isStatic(value)) {
    target.place ??= { kind: 'variable', local: fn.temp('dyn', at) }
    if (target.place.kind !== 'variable') return refuse(diagnose('lower/object-shape', at, 'The result'))
    return fn.assign(target.place.local, value, at)
  }
  if (place !== null && isSameValue(place, value)) return
  if (value.kind !== 'object') {
    if (place !== null) refuse(diagnose('lower/object-shape', at, 'The result'))
    target.place = value
    return
  }
  if (place !== null && place.kind !== 'object') refuse(diagnose('lower/object-shape', at, 'The result'))
  const object = place ?? sameShape(fn, value)
  target.place = object
  assignObject(fn, object, value, 'The result', at)
}

/** Emits an inlined body, in a block where a `return` leaves it early, and gives the value it returned. */
export function finishReturns(
  fn: FunctionContext,
  statements: readonly Stmt[],
  call: { readonly use: 'value' | 'effect'; readonly at: SourceRange },
): Value {
  const { at, use } = call
  const { returns } = fn.frame
  if (returns === null) throw new Error('hotpath: returning from the kernel function in an inlined one')
  const exits = structureExits(statements, returns.label)
  if (exits.isLeft) fn.emit({ kind: 'block', label: returns.label, body: exits.statements, at })
  else fn.emit(...exits.statements)
  if (returns.place !== null) return readPlace(fn, returns.place, at)
  return use === 'effect' ? constant(0, at) : nothing(fn, at)
}
