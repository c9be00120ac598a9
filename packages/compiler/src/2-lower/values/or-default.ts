import type { SourceRange } from '../../ir/source-range.js'
import { choose } from '../expressions/choose.js'
import { mustBeDefined } from '../expressions/lower-nullish.js'
import type { FunctionContext } from '../function-context.js'
import { presence } from './optional.js'
import type { Value } from './value.js'
import { isStatic } from './value.js'

/** What a parameter or a part of a pattern gets: the default where nothing is passed, or `undefined`. */
export function orDefault(
  fn: FunctionContext,
  value: Value | undefined,
  otherwise: () => Value,
  where: 'argument' | 'default',
  at: SourceRange,
): Value {
  if (value === undefined || (value.kind === 'nothing' && value.as === 'undefined')) return otherwise()
  if (value.kind === 'optional' && value.as === 'undefined') {
    const own = () => fn.read(value.local, at)
    return choose<Value>(fn, presence(fn, value, at), own, otherwise, at)
  }
  if (!isStatic(value)) mustBeDefined(fn, value, where === 'argument' ? value.at : at, where)
  return value
}
