import type * as t from '@babel/types'
import { isNestedArray, isPlainArray, isTypedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { builtinName } from '../names/builtins.js'
import { unsupported } from '../unsupported.js'
import { isGiven } from '../values/given-object.js'
import { extendsClass, lineOf } from '../values/inheritance.js'
import type { ClassValue, ObjectValue } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { discard } from './discard.js'
import { constant } from './make-expr.js'

// No primitive is an instance of these.
const primitives: ReadonlySet<string> = new Set(['Number', 'Boolean', 'String', 'BigInt', 'Object'])

/** `x instanceof C`: known from the class of an object that was made here, or from the kind of an array. */
export function lowerInstanceOf(fn: FunctionContext, node: t.BinaryExpression): Expr {
  const at = fn.at(node)
  const { left, right } = node
  if (left.type === 'PrivateName') return unsupported(node, at)
  const builtin = builtinName(fn.module, right)
  const value = fn.value(left)
  if (isStatic(value)) {
    if (value.kind !== 'object') return refuse(fn, node)
    const cls = builtin === null ? fn.value(right) : null
    if (cls?.kind !== 'class') return refuse(fn, node)
    return constant(isInstance(fn, value, cls, node), at)
  }
  const type = value.kind === 'local' ? fn.likelyType(value.local) : value.type
  const isKind = builtin !== null && (isTypedArray(builtin) || builtin === 'Array' || builtin === 'DataView')
  const isScalar = type === 'number' || type === 'boolean' || type === 'bigint' || type === 'string'
  // What else arrays are instances of, such as `Object`, they inherit.
  if (!isKind && !(isScalar && primitives.has(builtin ?? ''))) return refuse(fn, node)
  if (type === 'dyn') return refuse(fn, node)
  discard(fn, value)
  // The glue asks for the very class, and no other one has its prototype.
  const isOrdinary = isPlainArray(type) || isNestedArray(type)
  if (!isOrdinary) fn.kernel.usesMethods = true
  return constant(builtin === type || (builtin === 'Array' && isOrdinary), at)
}

function isInstance(
  fn: FunctionContext,
  object: ObjectValue,
  cls: ClassValue,
  node: t.BinaryExpression,
): boolean {
  // A computed static method may be `Symbol.hasInstance`.
  const decidesItself = [...lineOf(fn, cls)].some(({ node: { body } }) =>
    body.body.some(member => 'computed' in member && member.computed === true && member.static === true),
  )
  if (isGiven(object) || object.life.isOpen || decidesItself) return refuse(fn, node)
  return typeof object.shape !== 'string' && extendsClass(fn, object.shape, cls)
}

function refuse(fn: FunctionContext, node: t.BinaryExpression): never {
  return unsupported(node, fn.at(node), '`instanceof`')
}
