import type { Expr, LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { Stmt } from '../ir/stmt.js'
import { stmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isUneven } from './leaving.js'
import { writtenLocals } from './symbolic/writes.js'

type List = readonly Stmt<ValueType>[]

/** Whether an expression reads any of these locals, arrays included. */
export function readsAny(expr: Expr<ValueType>, locals: ReadonlySet<LocalId>): boolean {
  let found = false
  forEachLocal(expr, local => {
    found ||= locals.has(local)
  })
  return found
}

/** These locals and every other one whose value may depend on theirs. */
export function spreadVarying(list: List, seeds: Iterable<LocalId>): ReadonlySet<LocalId> {
  const varying = new Set(seeds)
  for (let size = -1; size !== varying.size; ) {
    size = varying.size
    spread(list, varying)
  }
  return varying
}

function spread(list: List, varying: Set<LocalId>): void {
  for (const stmt of list) {
    if (stmt.kind === 'set' && readsAny(stmt.value, varying)) varying.add(stmt.local)
    const bodies = stmtBodies(stmt)
    const varies = (test: Expr<ValueType>) => readsAny(test, varying)
    const decides =
      (stmt.kind === 'if' && varies(stmt.test)) || (stmt.kind === 'loop' && isUneven(stmt, varies))
    if (decides) for (const body of bodies) for (const local of writtenLocals(body)) varying.add(local)
    for (const body of bodies) spread(body, varying)
  }
}
