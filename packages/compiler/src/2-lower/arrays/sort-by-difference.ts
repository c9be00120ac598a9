import type * as t from '@babel/types'
import type { TypeVar } from '../../ir/types.js'

/**
 * Where `(a, b) => a - b` sorts as no comparator does: of integers up to 32 bits a difference is exact and never NaN,
 * and equal ones cannot be told apart. Floats differ (-0 stays where it is, NaN equals everything), and the difference
 * of bigints throws.
 */
const kinds: readonly TypeVar[] = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
]

/** Which way a comparator sorts an array of this kind, if it is `(a, b) => a - b` or `(a, b) => b - a`. */
export function wayOfSort(comparator: t.Node, kind: TypeVar): 'up' | 'down' | null {
  if (!kinds.includes(kind) || comparator.type !== 'ArrowFunctionExpression' || comparator.async) return null
  const { body, params } = comparator
  const [a, b, ...more] = params
  if (a?.type !== 'Identifier' || b?.type !== 'Identifier' || a.name === b.name || more.length > 0)
    return null
  if (body.type !== 'BinaryExpression' || body.operator !== '-') return null
  const { left, right } = body
  if (left.type !== 'Identifier' || right.type !== 'Identifier') return null
  if (left.name === a.name && right.name === b.name) return 'up'
  return left.name === b.name && right.name === a.name ? 'down' : null
}
