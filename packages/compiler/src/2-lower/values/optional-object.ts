import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { copyFields, sameShape } from './assign-object.js'
import { mustBeKnown, newLife } from './life.js'
import type { ObjectValue, OptionalObject, Place, Value } from './value.js'

/** A place for an object that may be missing, without one yet: which fields it has, the first object tells. */
export function newOptionalObject(
  fn: FunctionContext,
  name: string,
  as: OptionalObject['as'],
  at: SourceRange,
  isVariable = false,
): OptionalObject {
  const present = fn.addLocal({ name: `${name}_is_there`, type: 'boolean', origin: 'variable', at })
  const life = { ...newLife(), isOpen: true }
  const object: ObjectValue = { kind: 'object', shape: 'plain', fields: new Map(), accessors: [], at, life }
  return { kind: 'optional-object', object, present, as, isVariable, at }
}

/** `target = value`. Nobody else may hold the target meanwhile, who would see it change. */
export function assignOptionalObject(
  fn: FunctionContext,
  target: OptionalObject,
  value: Value,
  name: string,
  at: SourceRange,
): void {
  if (value === target || value === target.object) return
  if (target.object.life.holders > 1) refuse(diagnose('lower/shared-object', at, name))
  const isMissing = value.kind === 'nothing' || value.kind === 'optional-object'
  if (isMissing && value.as !== target.as) refuse(diagnose('lower/two-absences', at, name))
  if (value.kind === 'nothing') return fn.assign(target.present, constant(false, at), at)
  if (value.kind !== 'object' && value.kind !== 'optional-object')
    return refuse(diagnose('lower/field-kind', at, name, 'this variable'))
  const source = value.kind === 'object' ? value : value.object
  mustBeKnown(source, name, at)
  const { object, present } = target
  if (object.life.isOpen) {
    takeShape(fn, object, source, name, at)
    if (target.isVariable) fn.entry.push(...blanks(fn, object, at))
  }
  copyFields(fn, object, source, name, at)
  const isThere = value.kind === 'object' || fn.proven.has(value.present)
  fn.assign(present, value.kind === 'object' ? constant(true, at) : fn.read(value.present, at), at)
  if (isThere) fn.proven.note(present)
}

/** The object that must be there now: where it is missing JavaScript throws, so only JavaScript goes on. */
export function certainObject(fn: FunctionContext, value: OptionalObject, at: SourceRange): ObjectValue {
  const { object, present } = value
  if (fn.proven.has(present)) return object
  const restart = { kind: 'throw', site: 'restart', at } as const
  fn.emit({ kind: 'if', test: fn.read(present, at), then: [], else: [restart], at })
  fn.proven.note(present)
  return object
}

/** The object itself where a test has told that it is there, so that the value is one like others. */
export function settled(fn: FunctionContext, value: Value): Value {
  return value.kind === 'optional-object' && fn.proven.has(value.present) ? value.object : value
}

/** A field of an object of which none has been seen yet: further down the text, in a loop, one is going to be assigned. */
export function openField(fn: FunctionContext, object: ObjectValue, name: string, at: SourceRange): Place {
  const local = fn.addLocal({ name, type: 'dyn', origin: 'variable', at })
  const place: Place = { kind: 'variable', local }
  object.fields.set(name, place)
  return place
}

/** Gives an object the fields of its first value; those that were read already keep their places. */
function takeShape(
  fn: FunctionContext,
  object: ObjectValue,
  source: ObjectValue,
  name: string,
  at: SourceRange,
): void {
  const model = sameShape(fn, source)
  const read = new Map(object.fields)
  object.fields.clear()
  for (const [field, place] of model.fields) {
    const before = read.get(field)
    if (before !== undefined && place.kind !== 'variable') refuse(diagnose('lower/object-shape', at, name))
    object.fields.set(field, before ?? place)
    read.delete(field)
    if (place.kind === 'variable') {
      const local = before?.kind === 'variable' ? before.local : place.local
      if (/^\w+$/.test(name)) fn.prefixName(local, name)
    }
  }
  if (read.size > 0) refuse(diagnose('lower/object-shape', at, name))
  object.shape = model.shape
  object.accessors = model.accessors
  object.life.isOpen = false
  checkKinds(fn, source, at)
}

/** What stands in for an array that is not there, nobody could tell. */
function checkKinds(fn: FunctionContext, { fields }: ObjectValue, at: SourceRange): void {
  for (const place of fields.values()) {
    if (place.kind === 'object') checkKinds(fn, place, at)
    const type = place.kind === 'variable' ? fn.likelyType(place.local) : 'number'
    if (isArray(type) || type === 'point' || type === 'char') refuseArray(at)
  }
}

function refuseArray(at: SourceRange): never {
  return refuse(
    diagnose(
      'lower/unsupported-syntax',
      at,
      'An object that may be missing and has an array or a string in it',
    ),
  )
}

/** Gives every field a value that nobody reads, as the object is not there. */
export function blanks(fn: FunctionContext, object: ObjectValue, at: SourceRange): readonly Stmt[] {
  return [...object.fields.values()].flatMap((place): readonly Stmt[] => {
    if (place.kind === 'object') return blanks(fn, place, at)
    if (place.kind === 'variable')
      return [{ kind: 'set', local: place.local, value: blank(fn, place.local, at), at }]
    if (place.kind !== 'optional') return []
    return [
      { kind: 'set', local: place.local, value: blank(fn, place.local, at), at },
      { kind: 'set', local: place.present, value: constant(false, at), at },
    ]
  })
}

function blank(fn: FunctionContext, local: number, at: SourceRange): Expr {
  const type = fn.likelyType(local)
  if (type === 'boolean') return constant(false, at)
  return constant(type === 'bigint' ? 0n : 0, at)
}

/** An object where the syntax asks for one. */
export function objectFor(fn: FunctionContext, value: Value, node: t.Node, what: string): ObjectValue {
  if (value.kind === 'optional-object') return certainObject(fn, value, fn.at(node))
  return value.kind === 'object' ? value : unsupported(node, fn.at(node), what)
}
