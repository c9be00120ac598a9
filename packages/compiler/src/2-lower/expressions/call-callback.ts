import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import type { CallbackValue, Value } from '../values/value.js'
import { isStatic } from '../values/value.js'
import { likelyType } from './likely-type.js'
import type { Use } from './lower-assignment.js'
import { constant } from './make-expr.js'

/** Calls a function that the caller passed in, with numbers and booleans. */
export function callCallback(
  fn: FunctionContext,
  node: t.CallExpression,
  callback: CallbackValue,
  values: readonly Value[],
  use: Use,
): Expr {
  const at = fn.at(node)
  const { name, slot } = callback
  const args = values.map((value, i) =>
    isStatic(value)
      ? unsupported(node, fn.at(node.arguments[i] ?? node), `Passing this value to \`${name}\``)
      : value,
  )
  const params = args.map(arg => typeOf(fn, arg, name))
  if (use === 'effect') {
    fn.emit({ kind: 'call', local: null, callee: { slot, name, params, gives: null }, args, at })
    return constant(0, at)
  }
  const { gives } = callback
  if (gives === null) return unsupported(node, at, `The value of \`${name}\``)
  const local = fn.temp(gives, at)
  fn.emit({ kind: 'call', local, callee: { slot, name, params, gives }, args, at })
  return fn.read(local, at)
}

/** What is not known yet is a number; inference refuses a wrong guess. */
function typeOf(fn: FunctionContext, arg: Expr, name: string): 'number' | 'boolean' {
  const type = likelyType(fn, arg)
  if (type === 'number' || type === 'dyn') return 'number'
  return type === 'boolean' ? type : unsupported(fn.node, arg.at, `Passing this value to \`${name}\``)
}
