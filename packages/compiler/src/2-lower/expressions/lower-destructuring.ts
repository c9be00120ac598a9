import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { unwrap } from '../node-kinds.js'
import type { Destination } from '../values/destructure.js'
import { destructure } from '../values/destructure.js'
import type { Value } from '../values/value.js'
import { release, retain } from '../values/value.js'
import { discard } from './discard.js'
import { inOrder, protectValue } from './evaluate-in-order.js'

/**
 * `[a, xs[i]] = [b, c]`: first the whole right side, then target by target, each one's array and index just before it
 * is written. Values that an earlier target would change wait in temps; no array is made. Other patterns take apart an
 * object or tuple.
 */
export function lowerDestructuring(
  fn: FunctionContext,
  pattern: t.ArrayPattern | t.ObjectPattern,
  right: t.Expression,
  into: Destination,
): void {
  const list = unwrap(right)
  const targets = pattern.type === 'ArrayPattern' ? pattern.elements.map(plainTarget) : null
  const sources = list.type === 'ArrayExpression' ? list.elements.map(plainSource) : null
  const isDirect = targets?.every(isPlain) && sources?.every(isPlain) && sources.length >= targets.length
  if (isDirect) return exchange(fn, targets.filter(isPlain), sources.filter(isPlain), into)
  destructure(fn, pattern, fn.value(right), into)
}

function exchange(
  fn: FunctionContext,
  targets: readonly (Target | 'hole')[],
  sources: readonly t.Expression[],
  into: Destination,
): void {
  const steps = sources.map(source => () => fn.value(source))
  let values: readonly Value[] = inOrder(fn, steps)
  values.forEach(retain)
  for (const [i, target] of targets.entries()) {
    const value = values[i]
    if (value === undefined) continue
    release(value)
    const take = () => (target === 'hole' ? discard(fn, value) : destructure(fn, target, value, into))
    const { statements } = fn.capture(take)
    values = values.map((later, j) => (j > i ? protectValue(fn, later, statements) : later))
    fn.emit(...statements)
  }
  for (const value of values.slice(targets.length)) release(value)
}

type Target = t.Identifier | t.MemberExpression

function plainTarget(node: t.ArrayPattern['elements'][number]): Target | 'hole' | null {
  if (node === null) return 'hole'
  const target = unwrap(node)
  return target.type === 'Identifier' || target.type === 'MemberExpression' ? target : null
}

function plainSource(node: t.ArrayExpression['elements'][number]): t.Expression | null {
  return node === null || node.type === 'SpreadElement' ? null : node
}

function isPlain<T>(part: T | null): part is T {
  return part !== null
}
