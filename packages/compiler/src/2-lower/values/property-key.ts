import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { evaluateConstant } from '../names/constants.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'

type Keyed = t.ObjectProperty | t.ObjectMethod | t.ClassMethod | t.ClassProperty | t.MemberExpression

/** The name of a property that is known while building; refuses any other. */
export function propertyKey(fn: FunctionContext, node: Keyed): string {
  const key = node.type === 'MemberExpression' ? node.property : node.key
  return constantKey(fn, key, node.computed === true) ?? unsupported(key, fn.at(key), 'A computed property')
}

/** The name of a property: `x`, `'x'`, `0` or `[CONSTANT]`; `null` where only the running program knows it. */
export function constantKey(fn: FunctionContext, key: t.Node, isComputed: boolean): string | null {
  const node = unwrap(key)
  if (node.type === 'PrivateName') return `#${node.id.name}`
  if (node.type === 'Identifier' && !isComputed) return node.name
  // In here such a key is a private name.
  if (node.type === 'StringLiteral') return node.value.startsWith('#') ? null : node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? null
  }
  const value = evaluateConstant(fn.module, node)
  return value === undefined ? null : String(value)
}
