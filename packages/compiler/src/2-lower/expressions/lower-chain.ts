import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { callSite, siteAt } from '../hosts/call-site.js'
import { unwrap } from '../node-kinds.js'
import { unsupported } from '../unsupported.js'
import { readMember } from '../values/member.js'
import { isNothing, nothing } from '../values/optional.js'
import type { OptionalObject, Value } from '../values/value.js'
import { choose } from './choose.js'
import type { Use } from './lower-assignment.js'
import { lowerCall } from './lower-call.js'
import { lowerMember } from './lower-member.js'

/** A link of `a?.b.c(d)?.[e]`. */
type Link = t.OptionalMemberExpression | t.OptionalCallExpression

/**
 * `object?.name`, `list?.[i]`, `f?.(x)` and what follows in the chain: whether there is an object or a function is known
 * from the signature. A chain that ends at once evaluates no index and no argument.
 */
export function lowerChain(fn: FunctionContext, node: Link, use: Use): Value {
  const site = siteAt(fn, node)
  // The two kinds of node have the same fields.
  if (site !== null) return callSite(fn, node as unknown as t.CallExpression, site, use)
  const missing = missingObject(fn, node)
  if (missing !== null) {
    const at = fn.at(node)
    const isThere = fn.read(missing.present, at)
    return choose<Value>(
      fn,
      isThere,
      () => lowerChain(fn, node, use),
      () => nothing('undefined', at),
      at,
    )
  }
  const made = node.type === 'OptionalMemberExpression' ? memberOfMade(fn, node) : null
  if (made !== null) return made
  if (isCut(fn, node)) return nothing('undefined', fn.at(node))
  if (node.type === 'OptionalMemberExpression') return lowerMember(fn, plainMember(node))
  const callee = node.callee.type === 'OptionalMemberExpression' ? plainMember(node.callee) : node.callee
  return lowerCall(fn, { ...node, type: 'CallExpression', callee } as t.CallExpression, use)
}

/** The member as it is where its object is there. */
function plainMember(node: t.OptionalMemberExpression): t.MemberExpression {
  // The two kinds of node have the same fields.
  return { ...node, type: 'MemberExpression' } as t.MemberExpression
}

/** `make()?.name`, where the call gives an object or nothing; `null` for any other member. */
function memberOfMade(fn: FunctionContext, node: t.OptionalMemberExpression): Value | null {
  const inner = unwrap(node.object)
  if (!node.optional || (inner.type !== 'CallExpression' && inner.type !== 'ConditionalExpression'))
    return null
  const at = fn.at(node)
  const { statements, value } = fn.capture(() => fn.value(node.object))
  if (value.kind !== 'optional-object') return null
  fn.emit(...statements)
  const { object, present } = value
  return choose<Value>(
    fn,
    fn.read(present, at),
    () => readMember(fn, object, plainMember(node), at),
    () => nothing('undefined', at),
    at,
  )
}

/** The object of a chain that may be missing, of which it asks whether it is there. */
function missingObject(fn: FunctionContext, link: Link): OptionalObject | null {
  const before = link.type === 'OptionalMemberExpression' ? link.object : link.callee
  const inner = unwrap(before)
  if (inner.type === 'OptionalMemberExpression' || inner.type === 'OptionalCallExpression')
    return missingObject(fn, inner)
  if (!link.optional || inner.type !== 'Identifier') return null
  const value = fn.value(inner)
  return value.kind === 'optional-object' ? value : null
}

/** Whether a chain ends at once, because there is nothing where something may be missing. */
function isCut(fn: FunctionContext, link: Link): boolean {
  const { optional } = link
  const before = link.type === 'OptionalMemberExpression' ? link.object : link.callee
  const inner = unwrap(before)
  const isLink = inner.type === 'OptionalMemberExpression' || inner.type === 'OptionalCallExpression'
  if (isLink && isCut(fn, inner)) return true
  if (!optional) return false
  const { statements, value } = fn.capture(() => fn.value(before))
  // It is going to be evaluated again.
  if (statements.length > 0)
    return unsupported(before, fn.at(before), 'Optional chaining (`?.`) of this value')
  if (!isNothing(value)) return false
  return value.kind === 'nothing' || unsupported(before, fn.at(before), 'A property of a number')
}
