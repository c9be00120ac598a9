import type { Stmt } from '../../ir/stmt.js'
import { forEachExprIn } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** How many operations make it worth to ask whether any turn takes a branch. */
const much = 12

/** Whether a branch has so much to do that it is not entered for no turn at all. */
export function hasMuchToDo(list: readonly Stmt<ValueType>[]): boolean {
  let work = 0
  forEachExprIn(list, ({ kind }) => {
    if (kind === 'unary' || kind === 'binary' || kind === 'compare') work++
  })
  return work >= much
}
