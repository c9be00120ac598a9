import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { constantKey } from './property-key.js'
import type { ClassValue, FunctionValue } from './value.js'

type Method = t.ClassMethod | t.ClassPrivateMethod
type Field = t.ClassProperty | t.ClassPrivateProperty

/** The method, getter or setter of this name that instances of a class have, or that the class itself has. */
export function classMethod(
  fn: FunctionContext,
  cls: ClassValue,
  kind: Method['kind'],
  name: string,
  isStatic = false,
): FunctionValue | undefined {
  // JavaScript takes the last one of a name.
  const node = cls.node.body.body.findLast((member): member is Method => {
    const isMethod = member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod'
    if (!isMethod || member.kind !== kind || (member.static === true) !== isStatic) return false
    return fn.within(cls.module, () => memberKey(fn, member)) === name
  })
  const { module, frame } = cls
  return node && { kind: 'function', node, module, name, frame, receiver: null }
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
