import type * as t from '@babel/types'
import type { LocalId } from '../../ir/expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { bindingOf } from '../names/bindings.js'
import { unwrap } from '../node-kinds.js'

/** The array in a local that neither the arguments nor the callback give another one. */
export function heldArray(
  fn: FunctionContext,
  object: t.Node,
  holder: Expr & { readonly kind: 'local' },
): LocalId {
  const name = unwrap(object)
  const binding = name.type === 'Identifier' ? bindingOf(fn.module, name) : undefined
  if (binding === undefined ? name.type !== 'Identifier' : binding.constant) return holder.local
  const held = fn.spill(holder)
  return held.kind === 'local' ? held.local : holder.local
}
