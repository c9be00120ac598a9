import { outputSlots } from '../../abi/names.js'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { LocalId } from '../../ir/expr.js'
import type { ResultShape } from '../../ir/leaf.js'
import type { SourceRange } from '../../ir/source-range.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { isGiven, refuseWhole } from './given-object.js'
import type { ObjectValue, OptionalObject } from './value.js'

/** `return object` in the marked function: every field goes to its output slot, from which the glue makes the object. */
export function returnObject(fn: FunctionContext, value: ObjectValue, at: SourceRange): void {
  const { kernel } = fn
  if (value.life.isOpen) refuseShape(at)
  if (kernel.objectResult === null) {
    const locals: LocalId[] = []
    const shape = shapeOf(fn, value, locals, new Set(), at)
    // What tells this from a `return` without a value are the outputs in front of it: there is one at least.
    if (locals.length === 0) locals.push(fn.addLocal({ name: 'result', type: 'number', origin: 'temp', at }))
    kernel.objectResult = { shape, locals }
  }
  const { shape, locals } = kernel.objectResult
  const [first] = locals
  if (first !== undefined && !holdsSlots(shape)) fn.assign(first, constant(0, at), at)
  fill(fn, value, shape, locals, at)
  locals.forEach((local, slot) => {
    fn.emit({ kind: 'output', slot, value: fn.read(local, at), at })
  })
  fn.emit({ kind: 'return', value: null, at })
}

/** The same of an object that may be missing. */
export function returnOptionalObject(fn: FunctionContext, value: OptionalObject, at: SourceRange): void {
  fn.kernel.mayGiveNothing = true
  const { statements } = fn.capture(() => returnObject(fn, value.object, at))
  const missing = { kind: 'return', value: null, missing: value.as, at } as const
  fn.emit({ kind: 'if', test: fn.read(value.present, at), then: statements, else: [missing], at })
}

/** An object that stands twice in a result is one object, which a shape does not say. */
function shapeOf(
  fn: FunctionContext,
  object: ObjectValue,
  locals: LocalId[],
  seen: Set<ObjectValue>,
  at: SourceRange,
): ResultShape {
  if (isGiven(object)) return givenShape(fn, object, at)
  if (typeof object.shape !== 'string' || object.accessors.length > 0 || seen.has(object)) refuseShape(at)
  seen.add(object)
  const fields = [...object.fields].map(([name, place]): readonly [string, ResultShape] => {
    // Two copies of the fields of one object would come back as two objects.
    if (place.kind === 'object' && place.life.isShared) return refuseShape(at)
    if (place.kind === 'object') return [name, shapeOf(fn, place, locals, seen, at)]
    if (place.kind !== 'variable') return refuseShape(at)
    if (locals.length === outputSlots.count) refuseShape(at)
    const local = fn.addLocal({ name: `result_${locals.length}`, type: 'dyn', origin: 'temp', at })
    return [name, { kind: 'slot', slot: locals.push(local) - 1 }]
  })
  if (object.shape === 'tuple') return { kind: 'tuple', items: fields.map(([, item]) => item) }
  return { kind: 'object', fields }
}

function givenShape(fn: FunctionContext, object: ObjectValue, at: SourceRange): ResultShape {
  const source = fn.kernel.givenSources.get(object)
  if (source === undefined) return refuseWhole(at)
  // Whatever it is: nothing has to be known of what the caller gets back.
  return { kind: 'given', source }
}

function fill(
  fn: FunctionContext,
  object: ObjectValue,
  shape: ResultShape,
  locals: readonly LocalId[],
  at: SourceRange,
): void {
  if (isGiven(object) || shape.kind === 'given') {
    const source = fn.kernel.givenSources.get(object)
    if (shape.kind !== 'given' || shape.source !== source) refuseShape(at)
    return
  }
  if (shape.kind === 'slot' || shape.kind === 'optional' || object.accessors.length > 0)
    return refuseShape(at)
  const parts =
    shape.kind === 'tuple' ? shape.items.map((item, i) => [String(i), item] as const) : shape.fields
  const names = [...object.fields.keys()]
  const isSame =
    object.shape === (shape.kind === 'tuple' ? 'tuple' : 'plain') && names.length === parts.length
  if (!isSame) refuseShape(at)
  for (const [i, [name, part]] of parts.entries()) {
    const place = object.fields.get(name)
    // The order is visible too.
    if (place === undefined || names[i] !== name) refuseShape(at)
    if (place.kind === 'object') {
      if (place.life.isShared) refuseShape(at)
      fill(fn, place, part, locals, at)
      continue
    }
    const local = part.kind === 'slot' ? locals[part.slot] : undefined
    if (place.kind !== 'variable' || local === undefined) refuseShape(at)
    fn.assign(local, fn.read(place.local, at), at)
  }
}

function holdsSlots(shape: ResultShape): boolean {
  switch (shape.kind) {
    case 'slot':
      return true
    case 'object':
      return shape.fields.some(([, value]) => holdsSlots(value))
    case 'tuple':
      return shape.items.some(holdsSlots)
    default:
      return false
  }
}

function refuseShape(at: SourceRange): never {
  return refuse(diagnose('lower/object-shape', at, 'The result'))
}
