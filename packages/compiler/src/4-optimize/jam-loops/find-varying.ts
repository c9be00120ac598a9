import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'
import { spreadVarying } from '../varying.js'
import type { Nest } from './read-nest.js'

/** The counter and every local whose value differs from one turn of the outer loop to another. */
export function findVarying({ counter, before, inner, after }: Nest): ReadonlySet<LocalId> {
  return spreadVarying([...before, ...inner.body, ...inner.update], [counter, ...writtenLocals(after)])
}

/** Whether each turn of the outer loop assigns every local before it reads it, so that turns hand nothing on but in order. */
export function isSelfContained({ before, inner, after, sequential, written }: Nest): boolean {
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
  const behind = new Set([...known, ...sequential])
  return isKnownIn(inner.body, inside) && isKnownIn(inner.update, inside) && isKnownIn(after, behind)
}
