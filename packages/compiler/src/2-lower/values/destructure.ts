import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { iterator } from '../../ir/array-members.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import { wholeArray } from '../arrays/make-array.js'
import { kindOf, takeMember } from '../arrays/method-call.js'
import { lengthOf } from '../expressions/array-length.js'
import { choose, emitIf } from '../expressions/choose.js'
import { loadElement } from '../expressions/element.js'
import { isInBounds } from '../expressions/lower-nullish.js'
import { constant, logical, not } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { assignTarget } from './assign-target.js'
import { readField, setOwnField } from './fields.js'
import { isGiven, refuseWhole } from './given-object.js'
import { emptyObject } from './make-object.js'
import { objectFor } from './optional-object.js'
import { orDefault } from './or-default.js'
import { propertyKey } from './property-key.js'
import type { ObjectValue, Value } from './value.js'
import { isStatic } from './value.js'
import { declareVariable } from './variables.js'

/** Whether a pattern declares its variables or assigns to what is there. */
export type Destination = 'declare' | 'assign'

/** Takes an object or tuple apart into the variables of a pattern, part by part in the order of the pattern. */
export function destructure(fn: FunctionContext, pattern: t.Node, value: Value, into: Destination): void {
  const target = unwrap(pattern)
  const at = fn.at(target)
  switch (target.type) {
    case 'Identifier':
      if (into === 'declare') return declareVariable(fn, target, value, at)
      return assignTarget(fn, target, value, at)
    case 'MemberExpression':
      return assignTarget(fn, target, value, at)
    case 'ObjectPattern':
      return isStatic(value)
        ? takeFields(fn, target, objectIn(fn, value, target, 'Destructuring an object'), into)
        : takeLength(fn, target, value, into)
    case 'ArrayPattern':
      return isStatic(value)
        ? takeElements(fn, target, tupleIn(fn, value, target), into)
        : takeFromArray(fn, target, value, into)
    default:
      return unsupported(target, at)
  }
}

function takeFields(
  fn: FunctionContext,
  pattern: t.ObjectPattern,
  object: ObjectValue,
  into: Destination,
): void {
  const taken = new Set<string>()
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      if (isGiven(object) || object.life.isOpen) refuseWhole(fn.at(property))
      if (typeof object.shape !== 'string')
        return unsupported(property, fn.at(property), 'The rest of an instance')
      const rest = emptyObject('plain', fn.at(property))
      for (const name of object.fields.keys()) {
        if (!taken.has(name)) copyField(fn, object, name, rest, name, fn.at(property))
      }
      destructure(fn, property.argument, rest, into)
      continue
    }
    const name = propertyKey(fn, property)
    taken.add(name)
    takePart(fn, property.value, object, name, into)
  }
}

function takeElements(
  fn: FunctionContext,
  pattern: t.ArrayPattern,
  tuple: ObjectValue,
  into: Destination,
): void {
  for (const [i, element] of pattern.elements.entries()) {
    if (element === null) continue
    if (element.type !== 'RestElement') {
      takePart(fn, element, tuple, `${i}`, into)
      continue
    }
    const at = fn.at(element)
    const rest = emptyObject('tuple', at)
    for (let k = i; k < tuple.fields.size; k++) copyField(fn, tuple, `${k}`, rest, `${k - i}`, at)
    destructure(fn, element.argument, rest, into)
  }
}

/** `const { length } = xs`: the one field of an array or string that is no element. It is there, so no default counts. */
function takeLength(fn: FunctionContext, pattern: t.ObjectPattern, value: Expr, into: Destination): void {
  const array = fn.hold(value)
  for (const property of pattern.properties) {
    const at = fn.at(property)
    const isLength = property.type === 'ObjectProperty' && propertyKey(fn, property) === 'length'
    const length = isLength ? lengthOf(fn, array, at) : null
    if (!isLength || length === null) return unsupported(pattern, fn.at(pattern))
    const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
    destructure(fn, target, fn.spill(length), into)
  }
}

/** Takes the first elements of an array in memory, each of them when it is its turn. */
function takeFromArray(fn: FunctionContext, pattern: t.ArrayPattern, value: Expr, into: Destination): void {
  const array = fn.hold(value)
  const kind = array.kind === 'local' ? kindOf(fn, array.local) : 'dyn'
  const isList = isArray(kind) && kind !== 'string' && kind !== 'DataView'
  if (array.kind !== 'local' || !isList)
    return unsupported(pattern, fn.at(pattern), 'Destructuring anything but an array')
  wholeArray(fn, array)
  takeMember(fn, kind, iterator)
  // An iterator that has come to the end stays there, even where a default makes the array longer.
  let isGoing: Expr | null = null
  for (const [i, element] of pattern.elements.entries()) {
    const at = fn.at(element ?? pattern)
    if (element?.type === 'RestElement') return unsupported(element, at)
    const index = constant(i, at)
    const isIn = isInBounds(array.local, index, at)
    const isThere: Expr = isGoing === null ? isIn : fn.spill(logical('and', isGoing, isIn, at))
    const read = () => fn.spill(loadElement(fn, array, index, at))
    if (element?.type === 'AssignmentPattern') {
      const isSimple = into === 'declare' || unwrap(element.left).type === 'Identifier'
      if (!isSimple) return unsupported(element, at, 'A default for such a target')
      if (i + 1 < pattern.elements.length) isGoing = fn.spill(isThere)
      const value = choose<Value>(fn, isThere, read, () => fn.value(element.right), at)
      destructure(fn, element.left, value, into)
      continue
    }
    if (isGoing !== null) {
      isGoing = isThere
      if (element) emitIf(fn, not(isThere, at), [{ kind: 'throw', site: 'restart', at }], [], at)
    }
    if (element) destructure(fn, element, read(), into)
  }
}

/** One part of a pattern, with its default where the field is missing. */
function takePart(
  fn: FunctionContext,
  pattern: t.Node,
  object: ObjectValue,
  name: string,
  into: Destination,
): void {
  const at = fn.at(pattern)
  const value = readField(fn, object, name, at)
  // The type may not tell of a field that the object has.
  if (value === undefined && isGiven(object))
    return refuse(diagnose('lower/unknown-field', at, name, 'given'))
  if (pattern.type !== 'AssignmentPattern') {
    if (value === undefined) return refuse(diagnose('lower/unknown-field', at, name, ''))
    return destructure(fn, pattern, value, into)
  }
  // JavaScript finds the target of an assignment before it evaluates the default.
  const isSimple = into === 'declare' || unwrap(pattern.left).type === 'Identifier'
  if (!isSimple) return unsupported(pattern, at, 'A default for such a target')
  const given = orDefault(fn, value, () => fn.value(pattern.right), 'default', at)
  destructure(fn, pattern.left, given, into)
}

function copyField(
  fn: FunctionContext,
  from: ObjectValue,
  name: string,
  to: ObjectValue,
  newName: string,
  at: SourceRange,
): void {
  const value = readField(fn, from, name, at)
  if (value !== undefined) setOwnField(fn, to, newName, value, at)
}

function objectIn(fn: FunctionContext, value: Value, pattern: t.Node, what: string): ObjectValue {
  return objectFor(fn, value, pattern, what)
}

function tupleIn(fn: FunctionContext, value: Value, pattern: t.Node): ObjectValue {
  const what = 'Destructuring anything but an array literal'
  const object = objectIn(fn, value, pattern, what)
  return object.shape === 'tuple' ? object : unsupported(pattern, fn.at(pattern), what)
}
