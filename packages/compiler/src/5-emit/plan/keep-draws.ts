import type { Kernel } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { restartsDrawn } from './restarts-late.js'

/**
 * Has a kernel that may start over after it has drawn random numbers note them, so that JavaScript can be given the same.
 * The others need not: what the engine's own generator gives, they take as it comes.
 */
export function keepDraws(kernel: Kernel<ValueType>): Kernel<ValueType> {
  if (!restartsDrawn(kernel)) return kernel
  const keep = (list: readonly Stmt<ValueType>[]): readonly Stmt<ValueType>[] =>
    list.map(stmt =>
      stmt.kind === 'call' && stmt.callee === 'random'
        ? { ...stmt, callee: 'draw' }
        : mapStmtBodies(stmt, keep),
    )
  return { ...kernel, functions: kernel.functions.map(fn => ({ ...fn, body: keep(fn.body) })) }
}
