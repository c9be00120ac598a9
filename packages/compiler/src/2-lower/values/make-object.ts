import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { functionValue } from './as-value.js'
import { setOwnField } from './fields.js'
import { isGiven, refuseWhole } from './given-object.js'
import { newLife } from './life.js'
import { propertyKey } from './property-key.js'
import type { FunctionValue, ObjectValue, Place } from './value.js'
import { isStatic } from './value.js'

/** An object without fields, to be filled by `setOwnField` or with places that exist already. */
export function emptyObject(
  shape: ObjectValue['shape'],
  at: SourceRange,
  fields: Iterable<readonly [string, Place]> = [],
  accessors: readonly FunctionValue[] = [],
): ObjectValue {
  return { kind: 'object', shape, fields: new Map(fields), accessors, at, life: newLife() }
}

/** `{ x, y: 1, ...o, m() { … } }`: every value goes to a local of its own as soon as it is evaluated. */
export function lowerObject(fn: FunctionContext, node: t.ObjectExpression): ObjectValue {
  const accessors = node.properties.flatMap(property => {
    const isAccessor = property.type === 'ObjectMethod' && property.kind !== 'method'
    return isAccessor ? [functionValue(fn, property, propertyKey(fn, property))] : []
  })
  const object = emptyObject('plain', fn.at(node), [], accessors)
  for (const property of node.properties) {
    const at = fn.at(property)
    if (property.type === 'SpreadElement') {
      spreadFields(fn, object, property)
      continue
    }
    const key = propertyKey(fn, property)
    const hasAccessor = accessors.some(accessor => accessor.name === key)
    if (key === '__proto__') unsupported(property, at, 'Setting `__proto__`')
    if (property.type === 'ObjectMethod') {
      if (property.kind === 'method') setOwnField(fn, object, key, functionValue(fn, property, key), at)
      continue
    }
    if (hasAccessor) unsupported(property, at, `A field and an accessor both called \`${key}\``)
    // An object literal that is no pattern holds expressions only.
    setOwnField(fn, object, key, fn.value(property.value as t.Expression), at)
  }
  return object
}

function spreadFields(fn: FunctionContext, object: ObjectValue, node: t.SpreadElement): void {
  const at = fn.at(node)
  const source = fn.value(node.argument)
  if (source.kind !== 'object' || source.life.isOpen || source.accessors.length > 0)
    return unsupported(node, at)
  if (isGiven(source)) refuseWhole(at)
  // Private fields are not copied, and those without a value may come in another order.
  if (typeof source.shape !== 'string') return unsupported(node, at, 'A spread instance of a class')
  for (const [name, place] of source.fields) {
    setOwnField(fn, object, name, isStatic(place) ? place : fn.read(place.local, at), at)
  }
}
