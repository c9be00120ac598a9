import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { certain } from './as-value.js'
import { assignObject } from './assign-object.js'
import { isGiven, noteGiven } from './given-object.js'
import { noteWrite } from './life.js'
import { assignOptional, isNothing, newOptional } from './optional.js'
import { openField } from './optional-object.js'
import type { ObjectValue, Place, Value } from './value.js'
import { isSameValue, isStatic, release, retain } from './value.js'

/** The value of a field that an object has; `undefined` where it has none of this name. */
export function readField(
  fn: FunctionContext,
  object: ObjectValue,
  name: string,
  at: SourceRange,
): Value | undefined {
  const place = object.fields.get(name)
  if (place !== undefined && isGiven(object)) noteGiven(fn, place, at)
  if (place !== undefined) return readPlace(fn, place, at)
  if (object.life.isOpen) return readPlace(fn, openField(fn, object, name, at), at)
  return object.shape === 'tuple' && name === 'length' ? constant(object.fields.size, at) : undefined
}

/** What a place holds now. */
export function readPlace(fn: FunctionContext, place: Place, at: SourceRange): Value {
  return isStatic(place) ? place : fn.read(place.local, at)
}

/** Gives a new object a field: a number goes to a local of its own, anything else is shared. */
export function setOwnField(
  fn: FunctionContext,
  object: ObjectValue,
  name: string,
  value: Value,
  at: SourceRange,
): void {
  const before = object.fields.get(name)
  if (isNothing(value)) {
    const place = before?.kind === 'optional' ? before : newOptional(fn, fieldLocal(name), value.as, at)
    object.fields.set(name, place)
    return assignOptional(fn, place, value, name, at)
  }
  if (before?.kind === 'optional') return assignOptional(fn, before, value, name, at)
  // Copies of the object would hold the same place, which may be given another object.
  if (value.kind === 'optional-object')
    return refuse(diagnose('lower/unsupported-syntax', at, 'A field that holds an object or nothing'))
  if (isStatic(value)) {
    retain(value)
    if (before !== undefined) release(before)
    object.fields.set(name, value)
    return
  }
  const place = before?.kind === 'variable' ? before : newPlace(fn, name, at)
  object.fields.set(name, place)
  fn.assign(place.local, value, at)
}

/** A local for a field. */
export function newPlace(fn: FunctionContext, name: string, at: SourceRange): Place & { kind: 'variable' } {
  const local = fn.addLocal({ name: fieldLocal(name), type: 'dyn', origin: 'variable', at })
  return { kind: 'variable', local }
}

function fieldLocal(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `field${name}`
}

/** `object.name = value`. */
export function writeField(
  fn: FunctionContext,
  object: ObjectValue,
  name: string,
  value: Value,
  at: SourceRange,
): void {
  noteWrite(object, name, at)
  const place = object.fields.get(name)
  if (place === undefined) {
    if (isGiven(object)) return refuse(diagnose('lower/unknown-field', at, name, 'given'))
    // Whether a function or an object would be there at a later read, no local could tell.
    const canAdd = object.shape !== 'tuple' && !isStatic(value)
    return canAdd ? setOwnField(fn, object, name, value, at) : refuseField(object, name, at)
  }
  if (place.kind === 'variable') {
    if (isGiven(object)) {
      noteGiven(fn, place, at)
      const { host } = fn.locals[place.local]?.source ?? {}
      if (host !== undefined)
        refuse(diagnose('lower/unsupported-syntax', at, `Assigning to \`${name}\` of a \`${host}\``))
      // An array of the caller's is more than its elements.
      if (isArray(fn.locals[place.local]?.type ?? 'dyn')) refuseField(object, name, at)
    }
    if (value.kind === 'optional') return fn.assign(place.local, certain(fn, value, at), at)
    return isStatic(value) ? refuseField(object, name, at) : fn.assign(place.local, value, at)
  }
  if (place.kind === 'optional') return assignOptional(fn, place, value, name, at)
  if (isSameValue(place, value)) return
  if (place.kind !== 'object' || value.kind !== 'object') return refuseField(object, name, at)
  assignObject(fn, place, value, name, at)
}

function refuseField(object: ObjectValue, name: string, at: SourceRange): never {
  const what = object.shape === 'tuple' ? 'this array' : 'this object'
  return refuse(diagnose('lower/field-kind', at, name, what))
}
