import type { Expr, LocalId } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { lowBits } from '../index-to-int32.js'

type List = readonly Stmt<ValueType>[]

/**
 * The locals of wider types that these indexes are made of and that can be kept as int32 beside themselves: every 64-bit
 * integer, and doubles whose every new value has low bits that can be computed.
 */
export function planShadows(
  indexes: readonly Expr<ValueType>[],
  list: List,
  typeOf: (local: LocalId) => ValueType,
): ReadonlySet<LocalId> {
  const writes = new Map<LocalId, Stmt<ValueType>[]>()
  forEachStmt(list, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) writes.set(local, [...(writes.get(local) ?? []), stmt])
  })
  const wanted = reachable(indexes, writes)
  const shadows = new Set([...wanted].filter(local => isWide(typeOf(local))))
  for (let before = -1; before !== shadows.size; ) {
    before = shadows.size
    for (const local of shadows) {
      const isFollowed = (writes.get(local) ?? []).every(write => canFollow(write, typeOf(local), shadows))
      if (!isFollowed) shadows.delete(local)
    }
  }
  return shadows
}

function isWide(type: ValueType): boolean {
  return type === 'i64' || type === 'u64' || type === 'f64'
}

/** Every local whose low bits the indexes ask for, directly or through what is assigned to it. */
function reachable(
  indexes: readonly Expr<ValueType>[],
  writes: ReadonlyMap<LocalId, readonly Stmt<ValueType>[]>,
): ReadonlySet<LocalId> {
  const wanted = new Set<LocalId>()
  const pending = [...indexes]
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    lowBits(expr, local => {
      if (wanted.has(local)) return local
      wanted.add(local)
      for (const write of writes.get(local) ?? []) if (write.kind === 'set') pending.push(write.value)
      return local
    })
  }
  return wanted
}

function canFollow(write: Stmt<ValueType>, type: ValueType, shadows: ReadonlySet<LocalId>): boolean {
  if (type !== 'f64') return true
  if (write.kind !== 'set') return false
  return lowBits(write.value, local => (shadows.has(local) ? local : null)) !== null
}
