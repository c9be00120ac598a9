import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import type { ConstantValue } from '../names/constant-operators.js'
import { evaluateConstant } from '../names/constants.js'
import { forEachNode } from '../names/walk-nodes.js'
import { lineOf } from './inheritance.js'
import { constantKey } from './property-key.js'
import type { ClassValue, FunctionValue } from './value.js'

type Method = t.ClassMethod | t.ClassPrivateMethod
type Field = t.ClassProperty | t.ClassPrivateProperty

/**
 * The method, getter or setter of this name that instances of a class have, or that the class itself has. One of any kind
 * hides those of the classes it extends.
 */
export function classMethod(
  fn: FunctionContext,
  cls: ClassValue,
  kind: Method['kind'],
  name: string,
  isStatic = false,
): FunctionValue | undefined {
  for (const owner of lineOf(fn, cls)) {
    const own = ownMethods(fn, owner, name, isStatic)
    if (own.length === 0) continue
    // JavaScript takes the last one of a name.
    const node = own.findLast(member => member.kind === kind)
    const { module, frame } = owner
    return node && { kind: 'function', node, module, name, frame, receiver: null, home: owner }
  }
  return undefined
}

function ownMethods(
  fn: FunctionContext,
  { node, module }: ClassValue,
  name: string,
  isStatic: boolean,
): readonly Method[] {
  return node.body.body.filter((member): member is Method => {
    const isMethod = member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod'
    if (!isMethod || (member.static === true) !== isStatic) return false
    return fn.within(module, () => memberKey(fn, member)) === name
  })
}

/** The value of a field of the class itself, where it is a constant; `undefined` where there is none. */
export function staticConstant(
  fn: FunctionContext,
  cls: ClassValue,
  name: string,
): ConstantValue | undefined {
  for (const { node, module } of lineOf(fn, cls)) {
    const field = node.body.body.findLast((member): member is t.ClassProperty => {
      const isField = member.type === 'ClassProperty' && member.static === true
      return isField && fn.within(module, () => memberKey(fn, member)) === name
    })
    if (field === undefined) continue
    // From outside nobody writes it, which `classBehind` has checked.
    return field.value == null || usesItself(node) ? undefined : evaluateConstant(module, field.value)
  }
  return undefined
}

/** Whether code of the class itself gets at the class as `this`, and so might write its fields. */
function usesItself(node: t.Class): boolean {
  return node.body.body.some(member => {
    if (member.type === 'StaticBlock') return true
    if (!('static' in member) || member.static !== true) return false
    let found = false
    forEachNode(member, inner => {
      found ||= inner.type === 'ThisExpression' || inner.type === 'Super'
      return !found
    })
    return found
  })
}

/** The fields a class declares for its instances, in order. */
export function instanceFields(cls: ClassValue): readonly Field[] {
  return cls.node.body.body.filter((member): member is Field => {
    const isField = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty'
    return isField && member.static !== true && !('declare' in member && member.declare === true)
  })
}

/** The name of a field or method, `#x` for a private one; `null` where it is computed. */
export function memberKey(fn: FunctionContext, node: Method | Field): string | null {
  const isComputed = 'computed' in node && node.computed === true
  return constantKey(fn, node.key, isComputed)
}
