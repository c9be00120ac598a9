import type * as t from '@babel/types'
import { unwrap } from '../node-kinds.js'

/** Whether an expression is `xs.pop()` or `xs.shift()`: an element, or `undefined` where the array is empty. */
export function takesElement(expression: t.Node): boolean {
  const node = unwrap(expression)
  return node.type === 'CallExpression' && node.arguments.length === 0 && endOf(node) !== null
}

/** Which end of an array a call takes an element from; `null` for any other call. */
export function endOf(node: t.CallExpression): 'pop' | 'shift' | null {
  const callee = unwrap(node.callee)
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return null
  const { name } = callee.property
  return name === 'pop' || name === 'shift' ? name : null
}
