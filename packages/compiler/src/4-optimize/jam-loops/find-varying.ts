import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Nest } from './read-nest.js'

/** Whether an expression depends on which turn of the outer loop it is. */
export function readsAny(expr: Expr<ValueType>, locals: ReadonlySet<LocalId>): boolean {
  let found = false
  forEachLocal(expr, local => {
    found ||= locals.has(local)
  })
  return found
}

/** The counter and every local whose value differs from one turn of the outer loop to another. */
export function findVarying({ counter, before, inner, after }: Nest): ReadonlySet<LocalId> {
  const varying = new Set<LocalId>([counter, ...writtenLocals(after)])
  const list: readonly Stmt<ValueType>[] = [...before, ...inner.body, ...inner.update]
  for (let size = -1; size !== varying.size; ) {
    size = varying.size
    spread(list, varying)
  }
  return varying
}

function spread(list: readonly Stmt<ValueType>[], varying: Set<LocalId>): void {
  for (const stmt of list) {
    if (stmt.kind === 'set' && readsAny(stmt.value, varying)) varying.add(stmt.local)
    if (stmt.kind !== 'if') continue
    const inside = [...stmt.then, ...stmt.else]
    if (readsAny(stmt.test, varying)) for (const local of writtenLocals(inside)) varying.add(local)
    spread(inside, varying)
  }
}

/** Whether each turn of the outer loop assigns every local before it reads it, so that turns hand nothing on. */
export function isSelfContained({ before, inner, after, written }: Nest): boolean {
  const known = new Set<LocalId>()
  const isKnown = (expr: Expr<ValueType>, assigned: ReadonlySet<LocalId>) => {
    let holds = true
    forEachLocal(expr, local => {
      holds &&= !written.has(local) || assigned.has(local)
    })
    return holds
  }
  const isKnownIn = (list: readonly Stmt<ValueType>[], assigned: Set<LocalId>): boolean =>
    list.every(stmt => {
      if (stmt.kind === 'store') return isKnown(stmt.index, assigned) && isKnown(stmt.value, assigned)
      if (stmt.kind === 'if') {
        const isTestKnown = isKnown(stmt.test, assigned)
        return isTestKnown && [stmt.then, stmt.else].every(branch => isKnownIn(branch, new Set(assigned)))
      }
      if (stmt.kind !== 'set' || !isKnown(stmt.value, assigned)) return false
      assigned.add(stmt.local)
      return true
    })
  if (!isKnownIn(before, known) || !isKnown(inner.test, known)) return false
  // What only the inner loop assigns is not known behind it: it may not have run.
  const inside = new Set(known)
  return isKnownIn(inner.body, inside) && isKnownIn(inner.update, inside) && isKnownIn(after, known)
}
