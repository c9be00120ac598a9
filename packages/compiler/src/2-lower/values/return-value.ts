import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { constant } from '../expressions/make-expr.js'
import { noValue } from '../expressions/no-value.js'
import type { FunctionContext } from '../function-context.js'
import type { Stmt } from '../lowered.js'
import { absentValue, mayGiveNothing } from '../names/may-hold-nothing.js'
import { isBooleanSyntax, mayGiveNoValue, returnsOf } from '../names/returns.js'
import { isFunction } from '../node-kinds.js'
import { passFinallys } from '../statements/lower-try.js'
import { assignObject, sameShape } from './assign-object.js'
import { readPlace } from './fields.js'
import { assignOptional, isNothing, newOptional, nothing } from './optional.js'
import { assignOptionalObject, blanks, newOptionalObject } from './optional-object.js'
import { structureExits } from './structure-exits.js'
import type {
  InlinedCall,
  NothingValue,
  ObjectValue,
  OptionalObject,
  OptionalValue,
  ReturnTarget,
  Value,
} from './value.js'
import { isSameValue, isStatic } from './value.js'

/**
 * Where the result of an inlined function goes that may be missing, which some `return` says, or that the body may run
 * off its end: missing from the start where that is what the end gives.
 */
export function optionalResult(fn: FunctionContext, call: InlinedCall): OptionalValue | null {
  const { at, use, callee } = call
  const { node } = callee
  const values = returnsOf(node).flatMap(({ argument }) => argument ?? [])
  const written = values.map(value => mayGiveNothing(fn.module, value)).find(as => as !== null)
  const found = written ?? (use === 'value' && mayGiveNoValue(node) ? 'undefined' : undefined)
  const given = values.filter(value => absentValue(fn.module, value) === null)
  if (found === undefined || given.length === 0) return null
  const type = given.every(isBooleanSyntax) ? 'boolean' : 'dyn'
  const place = newOptional(fn, `t${fn.locals.length}`, found, at, type)
  if (found === 'undefined') assignOptional(fn, place, nothing('undefined', at), 'The result', at)
  return place
}

/** `return value` inside an inlined function. */
export function returnValue(
  fn: FunctionContext,
  target: ReturnTarget,
  value: Value | null,
  at: SourceRange,
): void {
  const isMissing = value === null && target.place?.kind === 'optional'
  if (isMissing) putResult(fn, target, nothing('undefined', at), at)
  if (value !== null) putResult(fn, target, value, at)
  passFinallys(fn, 0)
  fn.emit({ kind: 'break', label: target.label, at })
}

function putResult(fn: FunctionContext, target: ReturnTarget, value: Value, at: SourceRange): void {
  const { place } = target
  if (isObject(value) && (place?.kind === 'optional' || value.kind === 'optional-object')) {
    const made = optionalObject(fn, target, value, at)
    return assignOptionalObject(fn, made, value, 'The result', at)
  }
  if (place?.kind === 'optional-object') return assignOptionalObject(fn, place, value, 'The result', at)
  target.givesNumber ||= value.kind === 'optional' || !isStatic(value)
  if (place?.kind === 'optional') return assignOptional(fn, place, value, 'The result', at)
  if (place?.kind === 'object' && value.kind === 'nothing') {
    const made = optionalObject(fn, target, value, at)
    return assignOptionalObject(fn, made, value, 'The result', at)
  }
  if (isNothing(value) && place === null) {
    const made = newOptional(fn, `t${fn.locals.length}`, value.as, at)
    target.place = made
    return assignOptional(fn, made, value, 'The result', at)
  }
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

function isObject(value: Value): value is ObjectValue | OptionalObject {
  return value.kind === 'object' || value.kind === 'optional-object'
}

/**
 * Makes the place of a result one for an object that may be missing: what it was told so far stays as it is, that it is
 * missing, or which object it is.
 */
function optionalObject(
  fn: FunctionContext,
  target: ReturnTarget,
  value: ObjectValue | OptionalObject | NothingValue,
  at: SourceRange,
): OptionalObject {
  const { place } = target
  if (place?.kind === 'optional-object') return place
  const isOther = place !== null && place.kind !== 'optional' && place.kind !== 'object'
  if (isOther || target.givesNumber) refuse(diagnose('lower/object-shape', at, 'The result'))
  const as = value.kind === 'object' ? 'undefined' : value.as
  const made = newOptionalObject(fn, `t${fn.locals.length}`, place?.kind === 'optional' ? place.as : as, at)
  // Running off the end would give `undefined`.
  const { node } = fn.frame
  if (made.as === 'null' && isFunction(node) && mayGiveNoValue(node))
    refuse(diagnose('lower/two-absences', at, 'The result'))
  const result: OptionalObject =
    place?.kind === 'optional'
      ? { ...made, present: place.present }
      : { ...made, object: place?.kind === 'object' ? place : made.object }
  if (place?.kind === 'object') target.wasThere = result.present
  target.place = result
  return result
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
  const { place } = returns
  if (place?.kind === 'optional-object') fn.emit(...blanks(fn, place.object, at))
  if (returns.wasThere !== null) fn.assign(returns.wasThere, constant(true, at), at)
  if (exits.isLeft) fn.emit({ kind: 'block', label: returns.label, body: exits.statements, at })
  else fn.emit(...exits.statements)
  if (returns.place !== null) return readPlace(fn, returns.place, at)
  return use === 'effect' ? constant(0, at) : noValue(fn, at)
}
