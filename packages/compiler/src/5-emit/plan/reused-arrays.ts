import type { LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt, namedArrays, stmtBodies, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray, isPlainArray } from '../../ir/types.js'

type Typed = Stmt<ValueType>

/**
 * Locals whose ordinary array is made anew in every turn of a loop and can take the place of the one before: nobody can
 * reach that one any more. Every statement that names the array, or a local that it may have been given to, stands behind
 * its making in the same list, so that it sees the array of its own turn; what is read there was assigned there.
 */
export function reusedArrays(fn: KernelFunction<ValueType>): ReadonlySet<LocalId> {
  const made = new Map<LocalId, Set<Typed>>()
  collect(fn, fn.body, false, made)
  return new Set([...made].flatMap(([local, behind]) => (isUnreachable(fn, local, behind) ? [local] : [])))
}

/** Per local, the statements behind the makings of its array that stand in loops. */
function collect(
  fn: KernelFunction<ValueType>,
  list: readonly Typed[],
  isInLoop: boolean,
  made: Map<LocalId, Set<Typed>>,
): void {
  for (const [i, stmt] of list.entries()) {
    const isList = stmt.kind === 'new-array' && isPlainArray(fn.locals[stmt.local]?.type ?? 'void')
    if (isList && isInLoop) {
      const behind = made.get(stmt.local) ?? new Set()
      made.set(stmt.local, behind)
      forEachStmt(list.slice(i), inner => behind.add(inner))
    }
    for (const body of stmtBodies(stmt)) collect(fn, body, isInLoop || stmt.kind === 'loop', made)
  }
}

function isUnreachable(fn: KernelFunction<ValueType>, local: LocalId, behind: ReadonlySet<Typed>): boolean {
  const holders = holdersOf(fn, local)
  let holds = !fn.params.some(param => holders.has(param))
  forEachStmt(fn.body, stmt => {
    const named = localsOf(stmt)
    if (!named.some(name => holders.has(name))) return
    const isHandedOn =
      stmt.kind === 'output' ||
      (stmt.kind === 'store-row' && localsOf(stmt).some(name => name !== stmt.array && holders.has(name)))
    if (!behind.has(stmt) || isHandedOn) holds = false
  })
  return holds
}

/** The locals that may hold this local's array, in whatever order things happen. */
function holdersOf(fn: KernelFunction<ValueType>, local: LocalId): ReadonlySet<LocalId> {
  const holders = new Set([local])
  let before = 0
  while (before !== holders.size) {
    before = holders.size
    forEachStmt(fn.body, stmt => {
      const target = assignedLocal(stmt)
      const takes = stmt.kind === 'set' || stmt.kind === 'call' || stmt.kind === 'view'
      if (target === null || !takes || !isArray(fn.locals[target]?.type ?? 'void')) return
      if (localsOf(stmt).some(name => name !== target && holders.has(name))) holders.add(target)
    })
  }
  return holders
}

function localsOf(stmt: Typed): readonly LocalId[] {
  const locals: LocalId[] = [...namedArrays(stmt)]
  const target = assignedLocal(stmt)
  if (target !== null) locals.push(target)
  for (const expr of stmtExprs(stmt)) forEachLocal(expr, local => locals.push(local))
  return locals
}
