import type { Expr, LocalId } from '../ir/expr.js'
import { forEachExpr, forEachLocal } from '../ir/expr-walk.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../ir/rewrite-list.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, mapStmtBodies, mapStmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { heightOf } from './measure-list.js'
import { writtenLocals } from './symbolic/writes.js'

type Typed = Stmt<ValueType>
type Values = ReadonlyMap<LocalId, Expr<ValueType>>

/**
 * Reads what an int32 local is made of instead of the local, where a turn assigns it several times, as unrolled loops do.
 *
 * ```
 * at = x - 1; s += a[at]; at = x + 1; s += a[at]
 * →
 * s += a[x - 1]; s += a[x + 1]
 * ```
 *
 * Soundness: between the assignment and the read, which every path to the read has passed, nothing assigns the local or
 * what its value is made of: other locals and constants, added or subtracted. An assignment goes where no read of the
 * local is left in the function.
 */
export const forwardCopies: Pass = {
  name: 'forward-copies',
  after: {
    'hoist-invariants': 'what left a loop is a local to copy from',
    'split-edges': 'what is no remainder there is a sum',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(forwardFunction) }),
}

function forwardFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const forwarded = new Set<LocalId>()
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.map(stmt => {
      const isInnermost = stmt.kind === 'loop' && heightOf([...stmt.body, ...stmt.update]) === 0
      return isInnermost ? forwardIn(stmt, fn, forwarded) : mapStmtBodies(stmt, visit)
    })
  const body = visit(fn.body)
  return forwarded.size === 0 ? fn : { ...fn, body: withoutUnread(body, forwarded) }
}

function forwardIn(
  loop: Loop<ValueType>,
  fn: KernelFunction<ValueType>,
  forwarded: Set<LocalId>,
): Loop<ValueType> {
  const counts = new Map<LocalId, number>()
  forEachStmt(loop.body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  const isWanted = (local: LocalId) => (counts.get(local) ?? 0) > 1 && fn.locals[local]?.type === 'i32'
  const list = (stmts: readonly Typed[], before: Values): readonly Typed[] => {
    const values = new Map(before)
    return stmts.map(stmt => {
      const read = mapStmtExprs(stmt, expr => withValues(expr, values))
      // Jumps out of a part only lead behind it, where what it writes is forgotten.
      const result = mapStmtBodies(read, inner => list(inner, stmt.kind === 'if' ? values : new Map()))
      const written = writtenLocals([stmt])
      for (const [local, value] of values) {
        if (written.has(local) || readsAnyOf(value, written)) values.delete(local)
      }
      if (result.kind === 'set' && isWanted(result.local) && isCopy(result.value, result.local)) {
        values.set(result.local, result.value)
        forwarded.add(result.local)
      }
      return result
    })
  }
  return { ...loop, body: list(loop.body, new Map()) }
}

function withValues(expr: Expr<ValueType>, values: Values): Expr<ValueType> {
  if (values.size === 0) return expr
  return rewriteExpr(expr, {
    expr: part => (part.kind === 'local' ? (values.get(part.local) ?? part) : part),
  })
}

const mostParts = 5

/** Locals and constants, added or subtracted, but not the local itself. */
function isCopy(value: Expr<ValueType>, local: LocalId): boolean {
  let parts = 0
  let holds = value.type === 'i32'
  forEachExpr(value, part => {
    parts++
    const isLeaf = part.kind === 'const' || (part.kind === 'local' && part.local !== local)
    const isSum = part.kind === 'binary' && (part.op === 'add' || part.op === 'sub') && !part.overflow
    holds &&= isLeaf || isSum
  })
  return holds && parts <= mostParts
}

function readsAnyOf(expr: Expr<ValueType>, locals: ReadonlySet<LocalId>): boolean {
  let found = false
  forEachLocal(expr, local => {
    found ||= locals.has(local)
  })
  return found
}

function withoutUnread(body: readonly Typed[], forwarded: ReadonlySet<LocalId>): readonly Typed[] {
  const read = new Set<LocalId>()
  forEachExprIn(body, expr => {
    if (expr.kind === 'local') read.add(expr.local)
  })
  return rewriteList(body, {
    stmt: stmt =>
      stmt.kind === 'set' &&
      forwarded.has(stmt.local) &&
      !read.has(stmt.local) &&
      isCopy(stmt.value, stmt.local)
        ? []
        : [stmt],
  })
}
