import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import { isArray, isNestedArray } from '../../ir/types.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import type { Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import type { CallbackMethod } from './callback-methods.js'
import {
  every,
  findIndex,
  findLastIndex,
  forEach,
  map,
  reduce,
  reduceRight,
  some,
} from './callback-methods.js'
import { heldArray } from './held-array.js'
import { kindOf, takeMember } from './method-call.js'
import { filter, find, findLast } from './select-methods.js'

const methods: Readonly<Record<string, CallbackMethod>> = {
  every,
  filter,
  find,
  findIndex,
  findLast,
  findLastIndex,
  forEach,
  map,
  reduce,
  reduceRight,
  some,
}

/** What an array of arrays has of them: the others keep a row, or give one. */
const ofRows: ReadonlySet<string> = new Set([
  'every',
  'findIndex',
  'findLastIndex',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
])

/** `xs.map(x => …)` and other methods that call a function lowering knows, as loops; `null` where it is none of them. */
export function lowerCallbackMethod(
  fn: FunctionContext,
  node: t.CallExpression,
  callee: t.MemberExpression,
  holder: Expr,
): Value | null {
  const { property } = callee
  const name = !callee.computed && property.type === 'Identifier' ? property.name : ''
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined || holder.kind !== 'local') return null
  const at = fn.at(node)
  const refuse = (): never => unsupported(node, at, `This call of \`${name}\``)
  const kind = kindOf(fn, holder.local)
  const [given, start, ...more] = node.arguments
  const isFold = name === 'reduce' || name === 'reduceRight'
  if (!isArray(kind) || kind === 'string' || more.length > 0 || (start !== undefined && !isFold))
    return refuse()
  if (given === undefined || given.type === 'SpreadElement' || given.type === 'ArgumentPlaceholder')
    return refuse()
  if (isNestedArray(kind) && !ofRows.has(name)) return refuse()
  const array = heldArray(fn, callee.object, holder)
  const callback = fn.value(given)
  if (callback.kind !== 'function') return refuse()
  if (start?.type === 'SpreadElement' || start?.type === 'ArgumentPlaceholder') return refuse()
  const second = start && fn.value(start)
  if (second !== undefined && isStatic(second)) return refuse()
  takeMember(fn, kind, name)
  const { statements, value } = fn.capture(() => method(fn, { array, callback, second, at, refuse }))
  // JavaScript goes by the length that the array had before.
  if (resizes(statements, array)) return refuse()
  fn.emit(...statements)
  return value
}

/** Whether statements give an array another length. */
export function resizes(statements: readonly Stmt[], array: LocalId): boolean {
  let found = false
  forEachStmt(statements, stmt => {
    found ||= stmt.kind === 'resize' && stmt.array === array
  })
  return found
}
