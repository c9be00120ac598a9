import type { LocalId } from '../../ir/expr.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { atomsOf, sub } from '../symbolic/polynomial.js'
import type { IndexParts } from './linear-index.js'
import { isSteady } from './linear-index.js'

/** `local = local + by`, where `by` stays the same in the loop. */
export interface Step {
  readonly stmt: Stmt<ValueType>
  readonly by: Polynomial
  /** The statement of the loop's body it belongs to, by position; in the update, past the last. */
  readonly position: number
}

/** The int32 locals that a loop only ever assigns by such steps. */
export type Movers = ReadonlyMap<LocalId, readonly Step[]>

/** Finds them among what the loop writes. */
export function findMovers(
  loop: Loop<ValueType>,
  written: ReadonlySet<LocalId>,
  parts: IndexParts,
  typeOf: (local: LocalId) => ValueType,
): Movers {
  const movers = new Map<LocalId, Step[]>()
  const others = new Set<LocalId>()
  const visit = (list: readonly Stmt<ValueType>[], position: number) =>
    forEachStmt(list, stmt => {
      const local = assignedLocal(stmt)
      if (local === null) return
      const by = typeOf(local) === 'i32' ? stepOf(stmt, local, written, parts) : null
      if (by) movers.set(local, [...(movers.get(local) ?? []), { stmt, by, position }])
      else others.add(local)
    })
  loop.body.forEach((stmt, position) => {
    visit([stmt], position)
  })
  visit(loop.update, loop.body.length)
  return new Map([...movers].filter(([local]) => !others.has(local)))
}

function stepOf(
  stmt: Stmt<ValueType>,
  local: LocalId,
  written: ReadonlySet<LocalId>,
  parts: IndexParts,
): Polynomial | null {
  const value = stmt.kind === 'set' ? parts.read(stmt.value) : null
  const own = parts.read({ kind: 'local', local, type: 'i32', at: stmt.at })
  const by = value && own && sub(value, own)
  return by && atomsOf(by).every(atom => isSteady(atom, written)) ? by : null
}
