import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { resolveTarget } from '../names/resolve-name.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { elementSteps, storeElement } from './element.js'
import { inOrder, protect } from './evaluate-in-order.js'

type Target = t.Identifier | t.MemberExpression

/**
 * `[a, xs[i]] = [b, c]`: first the whole right side, then target by target, each one's array and index just before it
 * is written. Values that an earlier target would change wait in temps; no array is made.
 */
export function lowerDestructuring(
  fn: FunctionContext,
  pattern: t.ArrayPattern,
  right: t.Expression,
  at: SourceRange,
): void {
  const list = unwrap(right)
  if (list.type !== 'ArrayExpression') {
    return unsupported(pattern, at, 'Destructuring anything but an array literal')
  }
  const targets = pattern.elements.map(target => readTarget(fn, target))
  const sources = list.elements.map(source => readSource(fn, list, source))
  if (sources.length < targets.length) {
    return unsupported(list, fn.at(list), 'Destructuring more values than there are')
  }
  let values: readonly Expr[] = inOrder(
    fn,
    sources.map(source => () => fn.expression(source)),
  )
  targets.forEach((target, i) => {
    const value = values[i]
    if (target === null || value === undefined) return
    const { statements } = fn.capture(() => write(fn, target, value, at))
    values = values.map((later, j) => (j > i ? protect(fn, later, statements) : later))
    fn.emit(...statements)
  })
}

function readTarget(fn: FunctionContext, node: t.ArrayPattern['elements'][number]): Target | null {
  if (node === null) return null
  const target = unwrap(node)
  const at = fn.at(target)
  switch (target.type) {
    case 'Identifier':
    case 'MemberExpression':
      return target
    case 'AssignmentPattern':
      return unsupported(target, at, 'A default in a destructuring pattern')
    case 'ArrayPattern':
      return unsupported(target, at, 'A nested destructuring pattern')
    default:
      return unsupported(target, at)
  }
}

function readSource(
  fn: FunctionContext,
  list: t.ArrayExpression,
  node: t.ArrayExpression['elements'][number],
): t.Expression {
  if (node === null) return unsupported(list, fn.at(list), 'A hole in an array literal')
  return node.type === 'SpreadElement' ? unsupported(node, fn.at(node)) : node
}

/** The value was there before the target's array and index are evaluated. */
function write(fn: FunctionContext, target: Target, value: Expr, at: SourceRange): void {
  if (target.type === 'Identifier') return fn.assign(resolveTarget(fn, target), value, at)
  const [held, array, index] = inOrder(fn, [() => value, ...elementSteps(fn, target)])
  storeElement(fn, array, index, held, at)
}
