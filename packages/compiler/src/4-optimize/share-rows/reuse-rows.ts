import type { LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Row, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'
import { assignedOnce } from './assigned-once.js'
import { isSteady } from './hoist-rows.js'
import { renameArrays } from './rename-arrays.js'
import { replacesRows } from './replaces-rows.js'

type Typed = Stmt<ValueType>

/** The rows that locals hold at one point, by table and index. */
type Held = Map<string, Row<ValueType>>

/** Lets one row stand for all that are taken of the same table at the same index while it is held. */
export function reuseRows(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const reuse = new Reuse(fn)
  const body = reuse.list(fn.body, new Map())
  return { ...fn, body: renameArrays(body, reuse.others) }
}

class Reuse {
  /** What stands for a row that is not taken any more. */
  readonly others = new Map<LocalId, LocalId>()
  private readonly fn: KernelFunction<ValueType>
  private readonly once: ReadonlySet<LocalId>

  constructor(fn: KernelFunction<ValueType>) {
    this.fn = fn
    this.once = assignedOnce(fn)
  }

  list(list: readonly Typed[], held: Held): readonly Typed[] {
    return list.flatMap(stmt => {
      const kept = this.stmt(stmt, held)
      this.forget(held, [stmt])
      if (stmt.kind === 'row' && kept[0] === stmt) this.hold(stmt, held)
      return kept
    })
  }

  private stmt(stmt: Typed, held: Held): readonly Typed[] {
    if (stmt.kind === 'row') return this.row(stmt, held)
    const known: Held = new Map(held)
    // Another turn, or the case before, may come first.
    if (stmt.kind === 'loop' || stmt.kind === 'switch') this.forget(known, [stmt])
    const inner = mapStmtBodies(stmt, body => this.list(body, new Map(known)))
    const isEmpty = inner.kind === 'if' && inner.then.length + inner.else.length === 0
    return isEmpty && stmt !== inner ? [] : [inner]
  }

  private forget(held: Held, list: readonly Typed[]): void {
    if (replacesRows(list, local => this.fn.locals[local]?.type)) held.clear()
    forget(held, writtenLocals(list))
  }

  private row(stmt: Row<ValueType>, held: Held): readonly Typed[] {
    const other = held.get(keyOf(stmt))
    const local = this.fn.locals[stmt.local]
    if (other === undefined || local === undefined) return [stmt]
    // A temp is used only by what it was made for, which follows; a variable may be read when the other row is gone.
    if (local.origin === 'temp' && this.once.has(stmt.local)) {
      this.others.set(stmt.local, other.local)
      return []
    }
    const { at } = stmt
    const value = { kind: 'local', local: other.local, type: local.type, at } as const
    return [{ kind: 'set', local: stmt.local, value, at }]
  }

  private hold(stmt: Row<ValueType>, held: Held): void {
    const isFree = isSteady(stmt.index, new Set([stmt.local]))
    if (this.once.has(stmt.local) && isFree && !held.has(keyOf(stmt))) held.set(keyOf(stmt), stmt)
  }
}

function keyOf({ array, index }: Row<ValueType>): string {
  return `${array} ${exprKey(index)}`
}

/** Drops the rows that an assignment to one of these locals takes away, or of which it changes what they are. */
function forget(held: Held, written: ReadonlySet<LocalId>): void {
  for (const [key, row] of held) {
    let isKept = !written.has(row.local) && !written.has(row.array)
    forEachLocal(row.index, local => {
      isKept &&= !written.has(local)
    })
    if (!isKept) held.delete(key)
  }
}
