import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { lowerList } from '../arrays/list-literal.js'
import { lowerFillingArray } from '../arrays/make-array.js'
import { askForElement } from '../arrays/take-element.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { declaratorOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { mayHoldNoObject } from '../names/holds-object.js'
import { listKindOf } from '../names/list-kinds.js'
import { isUsedAsList } from '../names/list-uses.js'
import { isAsked, mayHoldNothing } from '../names/may-hold-nothing.js'
import { declarationOf, targetBinding, variable } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { scalar } from './as-value.js'
import { assignObject, copyFields, sameShape } from './assign-object.js'
import { mustBeKnown, newLife } from './life.js'
import { assignOptional, isNothing, newOptional, nothing } from './optional.js'
import { assignOptionalObject, newOptionalObject } from './optional-object.js'
import type { ObjectValue, OptionalObject, OptionalValue, StaticValue, Value } from './value.js'
import { isStatic, release, retain } from './value.js'

/** Gives a variable its first value, where it is declared: `const x = value`, a parameter, a part of a pattern. */
export function declareVariable(
  fn: FunctionContext,
  name: t.Identifier,
  value: Value,
  at: SourceRange,
): void {
  const binding = declarationOf(fn, name)
  const before = fn.placeOf(binding)
  const maybe = optionalObjectPlace(fn, binding, value)
  if (maybe !== null) return assignOptionalObject(fn, maybe, value, name.name, at)
  const optional = optionalPlace(fn, binding, value)
  if (optional !== null) return assignOptional(fn, optional, value, name.name, at)
  if (!isStatic(value)) return fn.assign(variable(fn, binding), value, at)
  // The same declaration met again: `var p` twice. In a loop it is lowered once.
  if (before !== undefined && isStatic(before)) return assignStatic(fn, binding, before, value, at)
  bindStatic(fn, binding, value, at)
}

/** The place of a `let` that may hold an object or none, made where it is declared; `null` for any other. */
function optionalObjectPlace(fn: FunctionContext, binding: Binding, value: Value): OptionalObject | null {
  if (binding.constant) return null
  const before = fn.placeOf(binding)
  if (before?.kind === 'optional-object') return before
  const mayBe = value.kind === 'object' || value.kind === 'nothing' || value.kind === 'optional-object'
  const as = mayBe ? mayHoldNoObject(fn.module, binding) : null
  const found = value.kind === 'optional-object' ? value.as : as
  if (found === null || (before !== undefined && before.kind !== 'variable')) return null
  // Its local was made ahead, for a number.
  if (before !== undefined) fn.unbind(binding)
  const place = newOptionalObject(fn, binding.identifier.name, found, fn.at(binding.identifier), true)
  fn.proven.vary(place.present)
  retain(place)
  fn.bind(binding, place)
  return place
}

/** The place of a variable that may be missing, made where it is declared; `null` for any other. */
function optionalPlace(fn: FunctionContext, binding: Binding, value: Value): OptionalValue | null {
  const { name } = binding.identifier
  const before = fn.placeOf(binding)
  if (before?.kind === 'optional') return before
  const mayMiss = mayMissValue(fn, binding)
  // A constant that is nothing at all is known to be that.
  const isKnown = binding.constant && !(value.kind === 'optional')
  const as = isNothing(value) ? value.as : mayMiss
  if (as === null || isKnown || (isStatic(value) && !isNothing(value))) return null
  // Its local was made ahead, for a number.
  if (before !== undefined) fn.unbind(binding)
  const place = newOptional(fn, name, as, fn.at(binding.identifier))
  fn.bind(binding, place)
  return place
}

/** What a variable is where it has no value, `null` where it always has one. */
function mayMissValue(fn: FunctionContext, binding: Binding): OptionalValue['as'] | null {
  const written = mayHoldNothing(fn.module, binding)
  if (written !== null || binding.kind !== 'let' || declaratorOf(binding)?.init != null) return written
  const { file, start } = fn.at(binding.identifier)
  return fn.kernel.mayMiss.has(`${file} ${start}`) ? 'undefined' : null
}

/** `let name: number | undefined`: no number yet, in every round of a loop. */
export function declareMissing(fn: FunctionContext, name: t.Identifier, at: SourceRange): boolean {
  const binding = declarationOf(fn, name)
  const absent = nothing('undefined', at)
  const maybe = optionalObjectPlace(fn, binding, absent)
  if (maybe !== null) {
    assignOptionalObject(fn, maybe, absent, name.name, at)
    return true
  }
  const as = mayMissValue(fn, binding)
  const before = fn.placeOf(binding)
  if (as === null || (before !== undefined && before.kind !== 'optional')) return false
  const place = before ?? newOptional(fn, name.name, as, at)
  fn.bind(binding, place)
  assignOptional(fn, place, nothing('undefined', at), name.name, at)
  return true
}

/** `name = value`. */
export function assignVariable(fn: FunctionContext, name: t.Identifier, value: Value, at: SourceRange): void {
  const binding = targetBinding(fn, name)
  const place = fn.placeOf(binding)
  if (place?.kind === 'optional') return assignOptional(fn, place, value, name.name, at)
  if (place?.kind === 'optional-object') return assignOptionalObject(fn, place, value, name.name, at)
  // Without a place for what is missing, only JavaScript goes on.
  if (value.kind === 'optional') return fn.assign(variable(fn, binding), scalar(fn, value, name), at)
  if (place !== undefined && isStatic(place)) return assignStatic(fn, binding, place, value, at)
  if (!isStatic(value)) return fn.assign(variable(fn, binding), value, at)
  // A variable declared without a value gets its first one here, if nothing has read it yet.
  const isBare = place === undefined && declaratorOf(binding)?.init == null
  if (!isBare) refuse(diagnose('lower/field-kind', at, name.name, 'this variable'))
  bindStatic(fn, binding, value, at)
}

/**
 * Evaluates what a variable is going to be. Its local is made first where the value may be a number, so that locals
 * come in the order of their declarations.
 */
export function evaluateFor(fn: FunctionContext, name: t.Identifier, node: t.Expression): Value {
  const binding = declarationOf(fn, name)
  if (isAsked(fn.module, binding)) askForElement(fn, node)
  const literal = unwrap(node)
  if (literal.type === 'ArrayExpression' && isUsedAsList(fn.module, binding)) {
    return lowerList(fn, literal, listKindOf(fn.module, binding))
  }
  const filling = binding.constant ? lowerFillingArray(fn, node, listKindOf(fn.module, binding)) : null
  if (filling !== null) return filling
  if (fn.placeOf(binding) !== undefined || isLiteral(fn, node)) return fn.value(node)
  variable(fn, binding)
  const value = fn.value(node)
  if (isStatic(value)) fn.unbind(binding)
  return value
}

function isLiteral(fn: FunctionContext, expression: t.Expression): boolean {
  const node = unwrap(expression)
  if (node.type === 'NewExpression') return builtinName(fn.module, node.callee) === null
  return node.type === 'ObjectExpression' || node.type === 'ArrayExpression'
}

function bindStatic(fn: FunctionContext, binding: Binding, value: StaticValue, at: SourceRange): void {
  const { name } = binding.identifier
  if (binding.constant) {
    nameFields(fn, name, value)
    retain(value)
    fn.bind(binding, value)
    return
  }
  if (value.kind !== 'object') return refuse(diagnose('lower/field-kind', at, name, 'this variable'))
  mustBeKnown(value, name, at)
  if (value.life.holders > 0) {
    const copy = sameShape(fn, value)
    copyFields(fn, copy, value, name, at)
    return bindStatic(fn, binding, copy, at)
  }
  nameFields(fn, name, value)
  // Its fields are the variable's from now on, whatever object it will hold.
  const proof = needsProof(binding) ? proofOf(fn, binding) : null
  const held = { ...value, life: { ...newLife(), holders: 1, proof, isShared: value.life.isShared } }
  fn.bind(binding, held)
  prove(fn, held, at)
}

function assignStatic(
  fn: FunctionContext,
  binding: Binding,
  target: StaticValue,
  value: Value,
  at: SourceRange,
): void {
  const { name } = binding.identifier
  if (target.kind !== 'object') return refuse(diagnose('lower/field-kind', at, name, 'this variable'))
  assignObject(fn, target, value, name, at)
  prove(fn, target, at)
}

/** Whether a variable can be read on a path where it has no object yet. */
function needsProof(binding: Binding): boolean {
  return declaratorOf(binding)?.init == null ? binding.kind !== 'param' : binding.kind === 'var'
}

function proofOf(fn: FunctionContext, { identifier }: Binding): number {
  const at = fn.at(identifier)
  return fn.addLocal({ name: identifier.name, type: 'boolean', origin: 'variable', at })
}

function prove(fn: FunctionContext, { life }: ObjectValue, at: SourceRange): void {
  if (life.proof !== null) fn.assign(life.proof, constant(true, at), at)
}

/** Calls the locals of a fresh object's fields after the variable: `p_x`. */
function nameFields(fn: FunctionContext, name: string, value: StaticValue): void {
  if (value.kind !== 'object' || value.life.holders > 0) return
  for (const place of value.fields.values()) if (place.kind === 'variable') fn.prefixName(place.local, name)
}

/** Lets go of what a finished call's variables hold, so that its results are fresh again. */
export function releaseAll(places: Iterable<Value | { readonly kind: 'variable' }>): void {
  for (const place of places) if (place.kind !== 'variable') release(place)
}
