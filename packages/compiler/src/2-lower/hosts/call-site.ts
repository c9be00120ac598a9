import type * as t from '@babel/types'
import { callCallback } from '../expressions/call-callback.js'
import { inOrder } from '../expressions/evaluate-in-order.js'
import type { Use } from '../expressions/lower-assignment.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import type { CallbackValue } from '../values/value.js'
import { gatherSite } from './gather-site.js'
import type { SiteHost } from './host.js'

/** The host that a call is; `null` where it is compiled, or calls a function by its name with numbers. */
export function siteAt(fn: FunctionContext, node: t.Node): SiteHost | null {
  const { hosts, marked } = fn.kernel
  if (fn.module !== marked.module) return null
  // A link of a chain is lowered as a copy of it.
  const found = hosts.find(
    one => one.kind === 'site' && one.at.start === node.start && one.at.end === node.end,
  )
  return found?.kind === 'site' ? found : null
}

/** Has JavaScript make a call as it is written. */
export function callSite(fn: FunctionContext, node: t.CallExpression, host: SiteHost, use: Use): Expr {
  const { leaves, ...parts } = gatherSite(fn, host)
  const values = inOrder(
    fn,
    leaves.map(leaf => () => fn.expression(leaf)),
  )
  return callCallback(fn, node, calledAt(fn, host, parts), values, use)
}

/** A call that is lowered several times may be passed other things each time, where functions are inlined. */
function calledAt(
  { kernel: { callbacks, sites } }: FunctionContext,
  { name, at, gives, isTest, lead }: SiteHost,
  parts: Omit<ReturnType<typeof gatherSite>, 'leaves'>,
): CallbackValue {
  const key = JSON.stringify([at.start, parts.text, parts.params])
  const known = sites.get(key)
  if (known !== undefined) return known
  const slot = callbacks.push({ kind: 'site', name, at, gives, isTest, lead, ...parts }) - 1
  const value: CallbackValue = { kind: 'callback', name, slot, gives }
  sites.set(key, value)
  return value
}
