import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { TypeVar } from '../../ir/types.js'
import { isList, isNestedArray, isPlainArray, isTypedArray, rowKind } from '../../ir/types.js'
import { discard } from '../expressions/discard.js'
import { lowerHolder } from '../expressions/element.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import { length } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { isStatic } from '../values/value.js'
import { appendAll } from './append.js'
import { copyWithin, fill, reverse, set, sort } from './change-methods.js'
import { slice, subarray } from './copy-methods.js'
import { flat } from './flat-method.js'
import { concat, pop, push, shift } from './length-methods.js'
import { wholeArray } from './make-array.js'
import type { Method } from './method-call.js'
import { kindOf, takeMember } from './method-call.js'
import { rowValue } from './row-value.js'
import { at, includes, indexOf, lastIndexOf } from './search-methods.js'
import { splice, unshift } from './splice-methods.js'

interface Entry {
  readonly lower: Method
  /** Arguments it looks at. */
  readonly takes: number
  /** The arrays that have it. */
  readonly of: 'any' | 'ordinary' | 'typed'
}

const methods: Readonly<Record<string, Entry>> = {
  at: { lower: at, takes: 1, of: 'any' },
  concat: { lower: concat, takes: Number.POSITIVE_INFINITY, of: 'ordinary' },
  copyWithin: { lower: copyWithin, takes: 3, of: 'any' },
  fill: { lower: fill, takes: 3, of: 'any' },
  flat: { lower: flat, takes: 1, of: 'ordinary' },
  includes: { lower: includes, takes: 2, of: 'any' },
  indexOf: { lower: indexOf, takes: 2, of: 'any' },
  lastIndexOf: { lower: lastIndexOf, takes: 2, of: 'any' },
  pop: { lower: pop, takes: 0, of: 'ordinary' },
  push: { lower: push, takes: Number.POSITIVE_INFINITY, of: 'ordinary' },
  reverse: { lower: reverse, takes: 0, of: 'any' },
  set: { lower: set, takes: 2, of: 'typed' },
  shift: { lower: shift, takes: 0, of: 'ordinary' },
  slice: { lower: slice, takes: 2, of: 'any' },
  sort: { lower: sort, takes: 0, of: 'any' },
  splice: { lower: splice, takes: Number.POSITIVE_INFINITY, of: 'ordinary' },
  subarray: { lower: subarray, takes: 2, of: 'typed' },
  unshift: { lower: unshift, takes: Number.POSITIVE_INFINITY, of: 'ordinary' },
}

/** What an array of arrays has of them. */
const ofRows: ReadonlySet<string> = new Set([
  'at',
  'fill',
  'flat',
  'pop',
  'push',
  'reverse',
  'shift',
  'slice',
])

/** `xs.fill(0)` and other methods of arrays that take no function; `null` where it is none of them. */
export function lowerArrayMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  holder: Expr,
  use: 'value' | 'effect',
): Expr | null {
  const { property } = callee
  const name = !callee.computed && property.type === 'Identifier' ? property.name : ''
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined) return null
  const at = fn.at(node)
  if (name === 'push' && node.arguments[0]?.type === 'SpreadElement') return pushAll(fn, node, holder)
  const given = node.arguments.map(argument =>
    argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder'
      ? unsupported(argument, fn.at(argument))
      : argument,
  )
  const [array, ...args] = inOrder(fn, [
    () => holder,
    ...given.map(argument => () => elementArgument(fn, holder, argument)),
  ])
  if (array?.kind !== 'local') return unsupported(callee, at)
  const kind = kindOf(fn, array.local)
  if (isNestedArray(kind) && !ofRows.has(name)) unsupported(callee, at, `\`${name}\` of an array of arrays`)
  if (!isNestedArray(kind) && !hasMethod(kind, method)) {
    return unsupported(
      callee,
      at,
      `\`${name}\` of ${isPlainArray(kind) ? 'an ordinary' : 'this kind of'} array`,
    )
  }
  takeMember(fn, kind, name)
  for (const extra of args.slice(method.takes)) discard(fn, extra)
  return method.lower(fn, { array: array.local, args: args.slice(0, method.takes), at, use })
}

/** An argument, which is an array where it may become a row. */
function elementArgument(fn: FunctionContext, holder: Expr, argument: t.Expression): Expr {
  const kind = holder.kind === 'local' ? kindOf(fn, holder.local) : 'dyn'
  return isNestedArray(kind) ? rowValue(fn, argument, rowKind(kind)) : fn.expression(argument)
}

/** Of a kind that is not known yet, inference finds out. */
function hasMethod(kind: TypeVar, { of }: Entry): boolean {
  return of === 'any' || (of === 'typed' ? !isPlainArray(kind) : isPlainArray(kind) || kind === 'dyn')
}

/** `xs.push(...ys)` */
function pushAll(fn: FunctionContext, node: t.CallExpression, holder: Expr): Expr {
  const at = fn.at(node)
  const [spread, ...more] = node.arguments
  if (spread?.type !== 'SpreadElement' || more.length > 0) return unsupported(node, at, 'This call of `push`')
  const [array, from] = inOrder(fn, [() => holder, () => lowerHolder(fn, spread.argument)])
  if (isStatic(from)) return unsupported(spread, fn.at(spread))
  wholeArray(fn, from)
  const kinds = [array, from].map(part => (part.kind === 'local' ? kindOf(fn, part.local) : 'dyn'))
  const isKnown = kinds.every(kind => isList(kind) || isTypedArray(kind))
  if (array.kind !== 'local' || from.kind !== 'local' || !isKnown) return unsupported(spread, fn.at(spread))
  takeMember(fn, kinds[0] ?? 'dyn', 'push')
  takeMember(fn, kinds[1] ?? 'dyn', iterator)
  appendAll(fn, array.local, from.local, at)
  return length(array.local, at)
}
