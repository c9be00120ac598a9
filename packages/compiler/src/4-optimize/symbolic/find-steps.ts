import type { Expr, LocalId } from '../../ir/expr.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { jumpsTo } from './writes.js'

/** `local = local + by` (or `- by` where `sign` is -1) somewhere in a loop. */
export interface Step {
  readonly by: Expr<ValueType>
  readonly sign: 1 | -1
  /** `turn`: exactly once in every turn that is followed by another. `branch`: at most once. `inner`: any number of times. */
  readonly runs: 'turn' | 'branch' | 'inner'
}

type Typed = Stmt<ValueType>
type Runs = Step['runs']

/** Every assignment of a local in a loop, if all of them are steps. */
export function findSteps(loop: Loop<ValueType>, local: LocalId): readonly Step[] | null {
  const steps: Step[] = []
  const bodyRuns: Runs = jumpsTo(loop.body, 'continue', loop.label) ? 'branch' : 'turn'
  const collect = (list: readonly Typed[], runs: Runs): boolean =>
    list.every(stmt => {
      if (assignedLocal(stmt) === local) {
        const step = readStep(stmt, local, runs)
        if (step) steps.push(step)
        return step !== null
      }
      const inside: Runs = runs === 'inner' || stmt.kind === 'loop' ? 'inner' : 'branch'
      return stmtBodies(stmt).every(body => collect(body, inside))
    })
  return collect(loop.body, bodyRuns) && collect(loop.update, 'turn') ? steps : null
}

function readStep(stmt: Typed, local: LocalId, runs: Runs): Step | null {
  if (stmt.kind !== 'set' || stmt.value.kind !== 'binary') return null
  const { op, left, right } = stmt.value
  const isLocal = (expr: Expr<ValueType>) => expr.kind === 'local' && expr.local === local
  if (op === 'add' && isLocal(left)) return { by: right, sign: 1, runs }
  if (op === 'add' && isLocal(right)) return { by: left, sign: 1, runs }
  return op === 'sub' && isLocal(left) ? { by: right, sign: -1, runs } : null
}
