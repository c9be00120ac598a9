import type * as t from '@babel/types'
import { isPlainArray } from '../../ir/types.js'
import { discard } from '../expressions/discard.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { copyWithin, fill, reverse, set, sort } from './change-methods.js'
import { slice, subarray } from './copy-methods.js'
import type { Method } from './method-call.js'
import { kindOf } from './method-call.js'
import { at, includes, indexOf, lastIndexOf } from './search-methods.js'
import { wayOfSort } from './sort-by-difference.js'

interface Entry {
  readonly lower: Method
  /** Arguments it looks at. */
  readonly takes: number
  /** Whether ordinary arrays have it too. */
  readonly plain: boolean
}

const methods: Readonly<Record<string, Entry>> = {
  at: { lower: at, takes: 1, plain: true },
  copyWithin: { lower: copyWithin, takes: 3, plain: true },
  fill: { lower: fill, takes: 3, plain: true },
  includes: { lower: includes, takes: 2, plain: true },
  indexOf: { lower: indexOf, takes: 2, plain: true },
  lastIndexOf: { lower: lastIndexOf, takes: 2, plain: true },
  reverse: { lower: reverse, takes: 0, plain: true },
  set: { lower: set, takes: 2, plain: false },
  slice: { lower: slice, takes: 2, plain: true },
  sort: { lower: sort, takes: 0, plain: true },
  subarray: { lower: subarray, takes: 2, plain: false },
}

/** `xs.fill(0)` and other methods of arrays that take no function; `null` where it is none of them. */
export function lowerArrayMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  holder: Expr,
): Expr | null {
  const { property } = callee
  const name = !callee.computed && property.type === 'Identifier' ? property.name : ''
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined) return null
  const at = fn.at(node)
  const given = node.arguments.map(argument =>
    argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder'
      ? unsupported(argument, fn.at(argument))
      : argument,
  )
  if (name === 'sort' && given[0] !== undefined) {
    const kind = holder.kind === 'local' ? kindOf(fn, holder.local) : null
    const way = kind && given.length === 1 ? wayOfSort(given[0], kind) : null
    if (way === null || holder.kind !== 'local') return unsupported(node, at, '`sort` with this comparator')
    fn.kernel.usesMethods = true
    const call = { array: holder.local, args: [], at }
    const sorted = sort(fn, call)
    return way === 'up' ? sorted : reverse(fn, call)
  }
  const [array, ...args] = inOrder(fn, [
    () => holder,
    ...given.map(argument => () => fn.expression(argument)),
  ])
  if (array?.kind !== 'local') return unsupported(callee, at)
  const kind = kindOf(fn, array.local)
  if (isPlainArray(kind) && !method.plain) return unsupported(callee, at, `\`${name}\` of an ordinary array`)
  if (!isPlainArray(kind)) fn.kernel.usesMethods = true
  for (const extra of args.slice(method.takes)) discard(fn, extra)
  return method.lower(fn, { array: array.local, args: args.slice(0, method.takes), at })
}
