import type { KernelFunction } from '../ir/kernel.js'
import { mapStmtBodies } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import type { Stmt } from './lowered.js'

type Fn = KernelFunction<TypeVar>

/**
 * Makes the entry start over in JavaScript where it ends without a result although other ends have an object: only
 * JavaScript can give `undefined` there.
 */
export function restartNothing([entry, ...others]: readonly Fn[]): readonly Fn[] {
  if (!entry) return []
  const { at } = entry
  const body = markReturns(entry.body)
  // Behind a last `return` nothing runs, and what may restart draws no random numbers.
  const isOver = body.at(-1)?.kind === 'return'
  return [{ ...entry, body: isOver ? body : [...body, { kind: 'throw', site: 'restart', at }] }, ...others]
}

/** A `return` that gives an object stands behind the output of its fields. */
function markReturns(list: readonly Stmt[]): readonly Stmt[] {
  return list.map((stmt, i) => {
    const isBare = stmt.kind === 'return' && list[i - 1]?.kind !== 'output'
    return isBare ? { kind: 'throw', site: 'restart', at: stmt.at } : mapStmtBodies(stmt, markReturns)
  })
}
