import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { isWithin } from '../node-kinds.js'
import type { CallbackValue } from '../values/value.js'
import { answerOf } from './answer-kind.js'

/**
 * What a name calls where that stays JavaScript: a function that a call is passed without its caller's doing. `null` where
 * it is compiled in, and for a call that does not stand in the marked function itself.
 */
export function hostedCallee(
  fn: FunctionContext,
  binding: Binding,
  name: t.Identifier,
): CallbackValue | null {
  const { hosts, hosted, marked, callbacks } = fn.kernel
  const host = hosts.find(one => one.kind === 'named' && one.binding === binding)
  if (host?.kind !== 'named' || fn.module !== marked.module || !isWithin(name, marked.path.node.body))
    return null
  const known = hosted.get(binding)
  if (known !== undefined) return known
  const { source, found } = host
  const gives = found === null ? 'number' : answerOf(found.node)
  const slot = callbacks.push({ kind: 'function', source, gives, hosted: host.hosted }) - 1
  const value: CallbackValue = { kind: 'callback', name: host.name, slot, gives }
  hosted.set(binding, value)
  return value
}
