import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Loop } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Movers, Step } from './find-movers.js'

type Typed = Expr<ValueType>

/** What stands for a local where the loop's body has come to this statement; `null` where nothing but the local does. */
export type Derived = (local: LocalId, position: number) => Typed | null

interface Definition {
  readonly value: Typed
  readonly position: number
}

/**
 * The int32 locals that every turn computes anew, as in `const at = y * w + x`, so that an index made of them is one of
 * what they are made of. Where several turns are written one behind the other, each computes them once.
 *
 * Soundness: such a local is assigned by statements directly in the loop's body only. Whatever stands behind one of them,
 * and not behind the next, has passed it in the same turn, and what its value is made of has not changed since: those
 * parts that move do so before it or behind the access, others of this kind have the same value at both places, and what
 * else the loop writes is nothing that an index may have.
 */
export function findDerived(
  loop: Loop<ValueType>,
  movers: Movers,
  typeOf: (local: LocalId) => ValueType,
): Derived {
  const definitions = definitionsIn(loop, movers, typeOf)
  const lastBefore = (local: LocalId, position: number): Definition | undefined =>
    definitions.get(local)?.findLast(definition => definition.position < position)
  const valueAt: Derived = (local, position) => {
    const found = lastBefore(local, position)
    if (!found || position >= loop.body.length) return null
    const isApart = (step: Step) => step.position < found.position || step.position > position
    let holds = true
    forEachLocal(found.value, part => {
      holds &&= (movers.get(part) ?? []).every(isApart)
      if (!definitions.has(part)) return
      const inner = lastBefore(part, found.position)
      holds &&= inner === lastBefore(part, position) && valueAt(part, position) !== null
    })
    return holds ? found.value : null
  }
  return valueAt
}

/** What the loop assigns to each such local, in the order of its text. */
function definitionsIn(
  loop: Loop<ValueType>,
  movers: Movers,
  typeOf: (local: LocalId) => ValueType,
): ReadonlyMap<LocalId, readonly Definition[]> {
  const counts = new Map<LocalId, number>()
  forEachStmt([...loop.body, ...loop.update], stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  const definitions = new Map<LocalId, Definition[]>()
  loop.body.forEach((stmt, position) => {
    if (stmt.kind !== 'set' || movers.has(stmt.local) || typeOf(stmt.local) !== 'i32') return
    definitions.set(stmt.local, [...(definitions.get(stmt.local) ?? []), { value: stmt.value, position }])
  })
  return new Map([...definitions].filter(([local, { length }]) => counts.get(local) === length))
}
