import type { KernelFunction } from '../ir/kernel.js'
import type { FunctionId, Stmt } from '../ir/stmt.js'
import { forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'

type Fn = KernelFunction<TypeVar>

/**
 * Makes what is thrown below a `try` block start the call over in JavaScript, where somebody may catch it: in the
 * functions called there and all that they call.
 */
export function restartCaught(functions: readonly Fn[], calledInTry: ReadonlySet<FunctionId>): readonly Fn[] {
  if (calledInTry.size === 0) return functions
  // Grows while it is walked.
  const below = new Set(calledInTry)
  for (const id of below) {
    forEachStmt(functions[id]?.body ?? [], stmt => {
      if (stmt.kind === 'call' && typeof stmt.callee === 'number') below.add(stmt.callee)
    })
  }
  return functions.map((fn, id) => (below.has(id) ? { ...fn, body: fn.body.map(restartThrows) } : fn))
}

function restartThrows(stmt: Stmt<TypeVar>): Stmt<TypeVar> {
  if (stmt.kind === 'throw') return { ...stmt, site: 'restart' }
  return mapStmtBodies(stmt, list => list.map(restartThrows))
}
