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
 * what they are made of.
 *
 * Soundness: such a local is assigned by one statement of the loop, directly in its body. Whatever stands behind it in
 * the body has passed it in the same turn, and what its value is made of has not changed since: those parts that move do
 * so before it or behind the access, others of this kind are looked at likewise, and what else the loop writes is nothing
 * that an index may have.
 */
export function findDerived(
  loop: Loop<ValueType>,
  movers: Movers,
  typeOf: (local: LocalId) => ValueType,
): Derived {
  const definitions = definitionsIn(loop, movers, typeOf)
  const valueAt: Derived = (local, position) => {
    const found = definitions.get(local)
    if (!found || found.position >= position || position >= loop.body.length) return null
    const isApart = (step: Step) => step.position < found.position || step.position > position
    let holds = true
    forEachLocal(found.value, part => {
      holds &&= (movers.get(part) ?? []).every(isApart)
      const inner = definitions.get(part)
      if (inner) holds &&= inner.position < found.position && valueAt(part, position) !== null
    })
    return holds ? found.value : null
  }
  return valueAt
}

function definitionsIn(
  loop: Loop<ValueType>,
  movers: Movers,
  typeOf: (local: LocalId) => ValueType,
): ReadonlyMap<LocalId, Definition> {
  const counts = new Map<LocalId, number>()
  forEachStmt([...loop.body, ...loop.update], stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  const definitions = new Map<LocalId, Definition>()
  loop.body.forEach((stmt, position) => {
    if (stmt.kind !== 'set' || counts.get(stmt.local) !== 1 || movers.has(stmt.local)) return
    if (typeOf(stmt.local) === 'i32') definitions.set(stmt.local, { value: stmt.value, position })
  })
  return definitions
}
