import type { Expr, LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { Stmt } from '../ir/stmt.js'
import type { ValueType } from '../ir/types.js'

type List = readonly Stmt<ValueType>[]

/**
 * Whether each turn of a loop assigns every local before it reads it, so that turns hand nothing on. `written`: all that
 * one assigns. Not where it does anything but assign, store, ask and loop.
 */
export function isSelfContained(body: List, written: ReadonlySet<LocalId>): boolean {
  const isKnown = (expr: Expr<ValueType>, known: ReadonlySet<LocalId>): boolean => {
    let holds = true
    forEachLocal(expr, local => {
      holds &&= !written.has(local) || known.has(local)
    })
    return holds
  }
  const isKnownIn = (list: List, known: Set<LocalId>): boolean =>
    list.every(stmt => {
      switch (stmt.kind) {
        case 'set': {
          const holds = isKnown(stmt.value, known)
          known.add(stmt.local)
          return holds
        }
        case 'store':
          return isKnown(stmt.index, known) && isKnown(stmt.value, known)
        case 'if':
          return (
            isKnown(stmt.test, known) &&
            isKnownIn(stmt.then, new Set(known)) &&
            isKnownIn(stmt.else, new Set(known))
          )
        case 'loop': {
          // What only the loop assigns is not known behind it: it may not have run.
          const inside = new Set(known)
          return isKnown(stmt.test, known) && isKnownIn([...stmt.body, ...stmt.update], inside)
        }
        default:
          return false
      }
    })
  return isKnownIn(body, new Set())
}
