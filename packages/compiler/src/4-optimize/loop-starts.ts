import type { Loop, Stmt } from '../ir/stmt.js'
import { stmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { valueAtEntry } from './value-at-entry.js'

type List = readonly Stmt<ValueType>[]

/** By loop: the constant that its counter, the left side of its test, is set to directly before. */
export function loopStarts(body: List): ReadonlyMap<Loop<ValueType>, number> {
  const starts = new Map<Loop<ValueType>, number>()
  const visit = (list: List, around: List): void => {
    for (const [place, stmt] of list.entries()) {
      const before = [...around, ...list.slice(0, place)]
      if (stmt.kind === 'loop') {
        const first = valueAtEntry(stmt.test, before)
        if (first.kind === 'compare' && first.left.kind === 'const')
          starts.set(stmt, Number(first.left.value))
      }
      // What stands before a choice stands before both sides of it.
      for (const inner of stmtBodies(stmt)) visit(inner, stmt.kind === 'if' ? before : [])
    }
  }
  visit(body, [])
  return starts
}
