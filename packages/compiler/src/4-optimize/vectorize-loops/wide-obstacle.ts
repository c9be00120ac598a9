import type { Expr, LocalId } from '../../ir/expr.js'
import type { LabelId, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { readsAny } from '../varying.js'
import type { WideContext } from './can-widen.js'
import { mayFail, onlySomeMayCompute, wideProblem } from './can-widen.js'

/** What differs between turns: values, those that are needed in lanes, and how long inner loops run. */
interface TurnsOf {
  readonly varying: ReadonlySet<LocalId>
  readonly wide: ReadonlySet<LocalId>
  readonly uneven: ReadonlySet<LabelId>
}

type List = readonly Stmt<ValueType>[]

/** Why something that is needed in lanes cannot be computed there. */
export function wideObstacle(
  body: List,
  { varying, wide, uneven }: TurnsOf,
  context: WideContext,
): string | null {
  let problem: string | null = null
  const check = (expr: Expr<ValueType>, isMasked: boolean) => {
    problem ??= wideProblem(expr, context, isMasked)
  }
  const visit = (list: List, isMasked: boolean) => {
    for (const stmt of list) {
      if (stmt.kind === 'set' && wide.has(stmt.local)) check(stmt.value, isMasked)
      if (stmt.kind === 'store') {
        check(stmt.value, isMasked)
        if (isMasked && !context.canMask(stmt)) problem ??= 'only some turns store there'
      }
      const isBranch = stmt.kind === 'if' && readsAny(stmt.test, varying)
      if (isBranch) check(stmt.test, isMasked)
      else if (stmt.kind === 'if' && isMasked && mayFail(stmt.test)) problem ??= onlySomeMayCompute
      const isUneven = stmt.kind === 'loop' && uneven.has(stmt.label)
      if (isUneven && stmt.kind === 'loop') check(stmt.test, true)
      else if (stmt.kind === 'loop' && isMasked) problem ??= 'only some turns run the inner loop'
      if (stmt.kind === 'if') {
        visit(stmt.then, isMasked || isBranch)
        visit(stmt.else, isMasked || isBranch)
      }
      if (stmt.kind === 'loop') visit([...stmt.body, ...stmt.update], isMasked || isUneven)
    }
  }
  visit(body, false)
  return problem
}
