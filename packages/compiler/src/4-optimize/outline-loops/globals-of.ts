import type { LocalId } from '../../ir/expr.js'
import type { Local } from '../../ir/kernel.js'
import type { ValueType } from '../../ir/types.js'

/** The global that each local comes back in: those of one type are counted from 0. */
export function globalsOf(
  carried: readonly LocalId[],
  locals: readonly Local<ValueType>[],
): readonly number[] {
  const types = carried.map(local => locals[local]?.type)
  return types.map((type, i) => types.slice(0, i).filter(other => other === type).length)
}
