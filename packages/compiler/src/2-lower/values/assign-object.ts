import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { certain } from './as-value.js'
import { mustBeKnown, newLife, share } from './life.js'
import { assignOptional, newOptional } from './optional.js'
import type { ObjectValue, Place, Value } from './value.js'
import { isSameValue } from './value.js'

/**
 * `target = value` for a variable or field that holds an object: the new object's fields are copied over the old one's.
 * Exact as long as nobody else holds the old object, who would see it change, nor the new one, unless neither is ever
 * written to. Anything else is refused.
 */
export function assignObject(
  fn: FunctionContext,
  target: ObjectValue,
  value: Value,
  name: string,
  at: SourceRange,
): void {
  if (value === target) return
  if (value.kind !== 'object') return refuse(diagnose('lower/field-kind', at, name, 'this variable'))
  if (target.life.holders > 1) return refuse(diagnose('lower/shared-object', at, name))
  copyFields(fn, target, value, name, at)
}

/** A new object with the fields of another one, each in a place of its own, none of them set yet. */
export function sameShape(fn: FunctionContext, model: ObjectValue): ObjectValue {
  const copy = ([name, place]: readonly [string, Place]): readonly [string, Place] => {
    if (place.kind === 'object') {
      const inner = sameShape(fn, place)
      inner.life.holders++
      return [name, inner]
    }
    if (place.kind === 'optional') return [name, newOptional(fn, name, place.as, place.at)]
    if (place.kind !== 'variable') return [name, place]
    const { name: localName = name, at = model.at } = fn.locals[place.local] ?? {}
    return [
      name,
      { kind: 'variable', local: fn.addLocal({ name: localName, type: 'dyn', origin: 'variable', at }) },
    ]
  }
  return { ...model, fields: new Map([...model.fields].map(copy)), life: newLife() }
}

/** Copies an object's fields over those of one that looks the same; `own`: how many may hold it that is fresh. */
export function copyFields(
  fn: FunctionContext,
  target: ObjectValue,
  source: ObjectValue,
  name: string,
  at: SourceRange,
  own = 0,
): void {
  const sameAccessors =
    target.accessors.length === source.accessors.length &&
    target.accessors.every((accessor, i) => isSameValue(accessor, source.accessors[i] ?? target))
  const sameClass =
    typeof target.shape === 'string' || typeof source.shape === 'string'
      ? target.shape === source.shape
      : isSameValue(target.shape, source.shape)
  if (!sameAccessors || !sameClass || target.fields.size !== source.fields.size) refuseShape(name, at)
  mustBeKnown(source, name, at)
  if (source.life.holders > own || source.life.isShared) share(target, source, name, at)
  for (const [field, from] of source.fields) {
    const to = target.fields.get(field)
    if (to === undefined) refuseShape(name, at)
    if (isSameValue(to, from)) continue
    if (to.kind === 'variable' && from.kind === 'variable') {
      fn.assign(to.local, fn.read(from.local, at), at)
    } else if (to.kind === 'variable' && from.kind === 'optional') {
      fn.assign(to.local, certain(fn, from, at), at)
    } else if (to.kind === 'optional' && (from.kind === 'optional' || from.kind === 'variable')) {
      const value = from.kind === 'variable' ? fn.read(from.local, at) : from
      assignOptional(fn, to, value, `${name}.${field}`, at)
    } else if (to.kind === 'object' && from.kind === 'object') {
      if (to.life.holders > 1) refuse(diagnose('lower/shared-object', at, `${name}.${field}`))
      copyFields(fn, to, from, `${name}.${field}`, at, 1)
    } else refuseShape(name, at)
  }
}

function refuseShape(name: string, at: SourceRange): never {
  return refuse(diagnose('lower/object-shape', at, name))
}
