import type * as t from '@babel/types'
import { isPlainArray } from '../../ir/types.js'
import { emitIf } from '../expressions/choose.js'
import { binary, compare, constant, length, load } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { endOf, takesElement } from '../names/takes-element.js'
import { unwrap } from '../node-kinds.js'
import { newOptional } from '../values/optional.js'
import type { OptionalValue } from '../values/value.js'
import { kindOf, takeMember } from './method-call.js'

/** Notes that it matters whether an expression gives an element at all, where that is `xs.pop()` or `xs.shift()`. */
export function askForElement(fn: FunctionContext, expression: t.Node): void {
  if (takesElement(expression)) fn.kernel.asked.add(unwrap(expression))
}

/** `xs.pop()` or `xs.shift()` as a number that may be missing; `null` where nobody asks whether it is. */
export function takeElement(fn: FunctionContext, node: t.CallExpression, holder: Expr): OptionalValue | null {
  const end = endOf(node)
  if (end === null || holder.kind !== 'local' || !fn.kernel.asked.has(node)) return null
  const array = holder.local
  const kind = kindOf(fn, array)
  if (!isPlainArray(kind)) return null
  takeMember(fn, kind, end)
  const at = fn.at(node)
  const isNumber = kind === 'number[]'
  const count = fn.spill(length(array, at))
  const taken = newOptional(fn, `t${fn.locals.length}`, 'undefined', at, isNumber ? 'number' : 'boolean')
  const rest = binary('sub', count, constant(1, at), at)
  const { statements } = fn.capture(() => {
    fn.assign(taken.local, load(array, end === 'pop' ? rest : constant(0, at), at), at)
    const shifted = end === 'shift' ? ({ isShifted: true } as const) : {}
    fn.emit({ kind: 'resize', array, length: rest, ...shifted, at })
    fn.assign(taken.present, constant(true, at), at)
  })
  const none = fn.capture(() => {
    fn.assign(taken.local, constant(isNumber ? Number.NaN : false, at), at)
    fn.assign(taken.present, constant(false, at), at)
  })
  emitIf(fn, compare('gt', count, constant(0, at), at), statements, none.statements, at)
  return taken
}
