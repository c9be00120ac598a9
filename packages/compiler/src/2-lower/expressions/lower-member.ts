import type * as t from '@babel/types'
import { layout } from '../../ir/array-members.js'
import { elements, isTypedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { builtinName } from '../names/builtins.js'
import { evaluateConstant } from '../names/constants.js'
import { declarationBehind } from '../names/imports.js'
import { declaredMeaning } from '../names/resolve-name.js'
import { textOf, textTable } from '../strings/text-of.js'
import { readMember } from '../values/member.js'
import { readSuper } from '../values/super.js'
import type { Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { lengthOf } from './array-length.js'
import { elementSteps, loadElement, lowerHolder, unknownProperty } from './element.js'
import { inOrder } from './evaluate-in-order.js'
import { builtinValue, readMeaning } from './lower-identifier.js'
import { binary, constant, length, viewLength } from './make-expr.js'

/** `xs[i]`, `xs.length` and named numbers such as `Math.PI`. */
export function lowerMember(fn: FunctionContext, node: t.MemberExpression): Value {
  const at = fn.at(node)
  const builtin = builtinName(fn.module, node)
  const size = bytesPerElement(builtin)
  if (size !== null) return constant(size, at)
  if (builtin !== null) return builtinValue(builtin, node, at)
  const known = evaluateConstant(fn.module, node)
  if (known !== undefined) return constant(known, at)
  const text = textOf(fn.module, node)
  if (text !== undefined) return textTable(fn, text, at)
  const declared = declarationBehind(fn.module, node)
  if (declared !== null) {
    const name = nameOf(node)
    return readMeaning(fn, declaredMeaning(fn, declared, node, name), node, name)
  }
  if (node.object.type === 'Super') return readSuper(fn, node)
  const holder = lowerHolder(fn, node.object)
  if (isStatic(holder)) return readMember(fn, holder, node, at)
  if (isProperty(node, 'length')) return lengthOf(fn, holder, at) ?? unknownProperty(fn, node)
  if (isProperty(node, 'byteLength')) return lowerByteLength(fn, node, holder)
  if (!node.computed) return unknownProperty(fn, node)
  const [array, index] = inOrder(fn, elementSteps(fn, holder, node))
  return loadElement(fn, array, index, at)
}

function nameOf({ property }: t.MemberExpression): string {
  return property.type === 'Identifier' ? property.name : ''
}

function isProperty({ computed, property }: t.MemberExpression, name: string): boolean {
  return !computed && property.type === 'Identifier' && property.name === name
}

/** `Int16Array.BYTES_PER_ELEMENT`. */
function bytesPerElement(builtin: string | null): number | null {
  const [kind = '', property] = builtin?.split('.') ?? []
  return isTypedArray(kind) && property === 'BYTES_PER_ELEMENT' ? elements[kind].bytes : null
}

function lowerByteLength(fn: FunctionContext, node: t.MemberExpression, array: Expr): Expr {
  const at = fn.at(node)
  const kind = array.kind === 'local' ? fn.likelyType(array.local) : 'dyn'
  if (array.kind === 'local' && kind === 'DataView') return viewLength(array.local, at)
  if (array.kind !== 'local' || !isTypedArray(kind)) return unknownProperty(fn, node)
  fn.kernel.noteMember(kind, layout)
  return binary('mul', length(array.local, at), constant(elements[kind].bytes, at), at)
}
