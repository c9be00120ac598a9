import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr, forEachLocal } from '../../ir/expr-walk.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/**
 * A loop whose turns read what `const at = i - 1` is made of instead of the local, where nothing in it changes: `a[at]` is
 * then seen to be the same in every turn.
 *
 * Soundness: the local is assigned once in the loop, directly in its body, and what stands behind that in the body has
 * passed it in the same turn. The value is made of locals that the loop does not assign, by operations that cannot fail.
 */
export function unfoldLocals(loop: Loop<ValueType>): Loop<ValueType> {
  const steady = loop.body.some(stmt => stmt.kind === 'set') ? steadyLocals(loop) : new Map()
  if (steady.size === 0) return loop
  const values = new Map<LocalId, Expr<ValueType>>()
  const body = loop.body.flatMap((stmt): readonly Typed[] => {
    const read = (expr: Expr<ValueType>) => (expr.kind === 'local' ? (values.get(expr.local) ?? expr) : expr)
    const unfolded = rewriteList([stmt], { expr: read })
    const [first] = unfolded
    if (stmt.kind === 'set' && steady.get(stmt.local) === stmt && first?.kind === 'set')
      values.set(stmt.local, first.value)
    return unfolded
  })
  return { ...loop, body }
}

/** The assignments, by local, that give the same in every turn. */
function steadyLocals(loop: Loop<ValueType>): ReadonlyMap<LocalId, Typed> {
  const inside = [...loop.body, ...loop.update]
  const counts = new Map<LocalId, number>()
  forEachStmt(inside, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  const moving = new Set(writtenLocals(inside))
  const found = new Map<LocalId, Typed>()
  for (const stmt of loop.body) {
    if (stmt.kind !== 'set' || counts.get(stmt.local) !== 1 || !isSimple(stmt.value)) continue
    let isSteady = true
    forEachLocal(stmt.value, local => {
      if (moving.has(local)) isSteady = false
    })
    if (!isSteady) continue
    moving.delete(stmt.local)
    found.set(stmt.local, stmt)
  }
  return found
}

/** `i * n + j` in 64 bits. */
const mostParts = 8

/** Sums, products and the like of numbers, not worth a local of their own. */
export function isSimple(value: Expr<ValueType>): boolean {
  let parts = 0
  let holds = true
  forEachExpr(value, part => {
    parts++
    const isPlain = part.kind === 'const' || part.kind === 'local' || part.kind === 'length'
    const isSum = part.kind === 'binary' && ['add', 'sub', 'mul', 'shl'].includes(part.op) && !part.overflow
    holds &&= isPlain || isSum || part.kind === 'convert'
  })
  return holds && parts <= mostParts
}
