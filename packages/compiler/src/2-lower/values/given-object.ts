import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LeafSource, MissingLeaf } from '../../ir/leaf.js'
import { leafName } from '../../ir/leaf.js'
import type { FieldValue, ObjectType } from '../../ir/signature.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { newLife } from './life.js'
import { nothing } from './optional.js'
import type { ObjectValue, Place, TextValue } from './value.js'

/**
 * An object that the caller gave: every field is a leaf, which the glue reads before the call and writes back after it.
 * Everybody may hold it, so that it is never copied, replaced or given more fields.
 */
export function givenObject(
  fn: FunctionContext,
  { fields, host }: ObjectType,
  source: LeafSource,
  at: SourceRange,
): ObjectValue {
  const places = fields
    .filter(field => !field.isOptional)
    .map(({ name, value }): readonly [string, Place] => {
      const isPrivate = name.startsWith('#') && source.root.kind === 'this' && source.path.length === 0
      const inner: LeafSource = isPrivate
        ? { root: { kind: 'private', name }, path: [] }
        : { root: source.root, path: [...source.path, name], ...(host && { host }) }
      return [name, givenPlace(fn, value, inner, at)]
    })
  const life = { ...newLife(), holders: Number.POSITIVE_INFINITY }
  const object: ObjectValue = {
    kind: 'object',
    shape: 'plain',
    fields: new Map(places),
    accessors: [],
    at,
    life,
  }
  fn.kernel.givenSources.set(object, source)
  return object
}

function givenPlace(fn: FunctionContext, type: FieldValue, source: LeafSource, at: SourceRange): Place {
  if (type.type === 'object') return givenObject(fn, type, source, at)
  if (type.type === 'nothing') {
    const place = nothing(type.as, at)
    fn.kernel.givenMissing.set(place, { source, as: type.as })
    return place
  }
  if (type.type === 'text') {
    const place: TextValue = { kind: 'text', text: type.text }
    fn.kernel.givenMissing.set(place, { source, as: { text: type.text } })
    return place
  }
  const name = leafName(source).replaceAll(/\W/g, '_')
  return { kind: 'variable', local: fn.addLocal({ name, ...type, origin: 'param', source, at }) }
}

/** Whether an object is the caller's. */
export function isGiven(object: ObjectValue): boolean {
  return object.life.holders === Number.POSITIVE_INFINITY
}

/** Notes that the value of a field, or whether an object is one at all, matters to the call: the glue has to check it. */
export function noteGiven(fn: FunctionContext, place: Place, at: SourceRange): void {
  if (place.kind === 'variable') fn.kernel.givenReads.add(place.local)
  else if (place.kind === 'nothing' || place.kind === 'text')
    noteMissing(fn, fn.kernel.givenMissing.get(place))
  else if (place.kind === 'object' && isGiven(place)) fn.kernel.givenObjects.set(place, at)
}

function noteMissing({ kernel }: FunctionContext, leaf: MissingLeaf | undefined): void {
  if (leaf !== undefined) kernel.missing.add(leaf)
}

/** Refuses an object of the caller's of which only that it is one matters: the glue checks no more than fields. */
export function checkGivenObjects(fn: FunctionContext): void {
  const { givenReads, givenMissing, missing } = fn.kernel
  const isRead = (place: Place): boolean => {
    if (place.kind === 'object') return [...place.fields.values()].some(isRead)
    if (place.kind === 'variable') return givenReads.has(place.local)
    const isKnown = place.kind === 'nothing' || place.kind === 'text'
    const leaf = isKnown ? givenMissing.get(place) : undefined
    return leaf !== undefined && missing.has(leaf)
  }
  for (const [object, at] of fn.kernel.givenObjects) {
    if (!isRead(object)) refuseWhole(at)
  }
}

/** Refuses a use of an object of the caller's that fields alone cannot answer. */
export function refuseWhole(at: SourceRange): never {
  return refuse(diagnose('lower/unsupported-syntax', at, 'An object of the caller’s used as a whole'))
}
