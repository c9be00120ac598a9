import type { LabelId, Loop, Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

type Typed = Stmt<ValueType>

/** `if (test) break` of an inner loop, and perhaps something else for whoever stays. */
export type Leaving = Typed & { readonly kind: 'if' }

/** Reads a statement as one; null where it is anything else. */
export function readLeaving(stmt: Typed): Leaving | null {
  if (stmt.kind !== 'if') return null
  const [only, ...more] = stmt.then
  return only?.kind === 'break' && more.length === 0 ? stmt : null
}

/** The ways out of a loop that stand directly in its body, beside its test. */
export function leavingsOf({ body, label }: Loop<ValueType>): readonly Leaving[] {
  return body.flatMap(stmt => {
    const leaving = readLeaving(stmt)
    const [jump] = leaving?.then ?? []
    return leaving && jump?.kind === 'break' && jump.label === label ? [leaving] : []
  })
}

/** The jumps of a list that are no such ways out of a loop of the list. */
export function otherBreaks(list: readonly Typed[]): readonly Typed[] {
  const known = new Set<Typed>()
  const found: Typed[] = []
  forEachStmt(list, stmt => {
    if (stmt.kind === 'loop')
      for (const { then } of leavingsOf(stmt)) for (const jump of then) known.add(jump)
    if (stmt.kind === 'break' && !known.has(stmt)) found.push(stmt)
  })
  return found
}

/** Whether turns may leave an inner loop one by one: by its test, or by a way out that asks what differs between them. */
export function isUneven(loop: Loop<ValueType>, varies: (test: Loop<ValueType>['test']) => boolean): boolean {
  return varies(loop.test) || leavingsOf(loop).some(({ test }) => varies(test))
}

/** The labels of those loops. */
export function unevenLoops(
  body: readonly Typed[],
  varies: (test: Loop<ValueType>['test']) => boolean,
): ReadonlySet<LabelId> {
  const found = new Set<LabelId>()
  forEachStmt(body, stmt => {
    if (stmt.kind === 'loop' && isUneven(stmt, varies)) found.add(stmt.label)
  })
  return found
}
