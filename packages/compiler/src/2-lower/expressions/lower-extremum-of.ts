import type * as t from '@babel/types'
import { iterator } from '../../ir/array-members.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import { isArray } from '../../ir/types.js'
import { countUp } from '../arrays/count.js'
import { kindOf, takeMember } from '../arrays/method-call.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import { scalar } from '../values/as-value.js'
import { readPlace } from '../values/fields.js'
import type { Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { emitIf } from './choose.js'
import { lowerHolder } from './element.js'
import type { Step } from './evaluate-in-order.js'
import { inOrder } from './evaluate-in-order.js'
import { asNumber, binary, compare, constant, length, load } from './make-expr.js'

// With more arguments engines run out of stack, sooner or later.
const mostArguments = 32_768

/**
 * `Math.max(...xs)` and `Math.min(a, ...xs)`: a running value, from left to right, which is exact in any grouping. An array
 * that may be too long for a call starts over in JavaScript. `null` where nothing is spread.
 */
export function lowerExtremumOf(fn: FunctionContext, node: t.CallExpression, name: string): Expr | null {
  const isSpread = node.arguments.some(({ type }) => type === 'SpreadElement')
  if (!isSpread || (name !== 'Math.max' && name !== 'Math.min')) return null
  const op = name === 'Math.max' ? 'max' : 'min'
  const at = fn.at(node)
  const result = fn.temp('number', at)
  const take = (value: Expr) =>
    fn.assign(result, binary(op, fn.read(result, at), asNumber(value, at), at), at)
  fn.assign(result, constant(op === 'max' ? -Infinity : Infinity, at), at)
  for (const argument of node.arguments) {
    if (argument.type === 'SpreadElement') takeAll(fn, argument, take)
    else if (argument.type === 'ArgumentPlaceholder') return unsupported(argument, fn.at(argument))
    else take(fn.expression(argument))
  }
  return fn.read(result, at)
}

/**
 * The arguments of a call in which short arrays may be spread. How the engine adds up many squares is its own, so that
 * their number has to be known while building.
 */
export function spreadArguments(fn: FunctionContext, node: t.CallExpression, name: string): readonly Expr[] {
  const steps = node.arguments.map((argument): Step<Value> => {
    if (argument.type === 'ArgumentPlaceholder') return unsupported(argument, fn.at(argument))
    return () => (argument.type === 'SpreadElement' ? lowerHolder(fn, argument.argument) : fn.value(argument))
  })
  const values = inOrder(fn, steps)
  return node.arguments.flatMap((argument, i) => {
    const value = values[i]
    if (value === undefined || argument.type === 'ArgumentPlaceholder') return []
    if (argument.type !== 'SpreadElement') return [scalar(fn, value, argument)]
    const at = fn.at(argument)
    if (value.kind !== 'object' || value.shape !== 'tuple')
      return unsupported(argument, at, `\`${name}\` of as many numbers as an array has`)
    return [...value.fields.values()].map(place => scalar(fn, readPlace(fn, place, at), argument))
  })
}

function takeAll(fn: FunctionContext, node: t.SpreadElement, take: (value: Expr) => void): void {
  const at = fn.at(node)
  const holder = lowerHolder(fn, node.argument)
  if (holder.kind === 'object' && holder.shape === 'tuple') {
    for (const place of holder.fields.values()) {
      const value = readPlace(fn, place, at)
      take(isStatic(value) ? unsupported(node, at) : value)
    }
    return
  }
  if (holder.kind !== 'local') return unsupported(node, at)
  const kind = kindOf(fn, holder.local)
  if (!isArray(kind) || kind === 'string' || kind === 'DataView') return unsupported(node, at)
  takeMember(fn, kind, iterator)
  checkSize(fn, holder.local, at)
  const count = length(holder.local, at)
  countUp(fn, constant(0, at), count, ({ index }) => take(load(holder.local, index, at)), at)
}

function checkSize(fn: FunctionContext, array: LocalId, at: SourceRange): void {
  const isLong = compare('gt', length(array, at), constant(mostArguments, at), at)
  emitIf(fn, isLong, [{ kind: 'throw', site: 'restart', at }], [], at)
}
