import type { Expr, LocalId } from '../ir/expr.js'
import { forEachExpr, forEachLocal } from '../ir/expr-walk.js'
import type { Loop } from '../ir/stmt.js'
import type { ValueType } from '../ir/types.js'

/** `for (; counter < bound; counter += step)` in int32, or with `<=`. */
export interface CountedLoop {
  readonly counter: LocalId
  /** The same in every turn; it does not read memory. */
  readonly bound: Expr<ValueType>
  readonly isInclusive: boolean
  /** At least 1. */
  readonly step: number
}

/** Reads a loop's head as that of a counted loop; `written`: what its body assigns. */
export function readCountedLoop(
  { test, update }: Loop<ValueType>,
  written: ReadonlySet<LocalId>,
): CountedLoop | null {
  if (test.kind !== 'compare' || (test.op !== 'lt' && test.op !== 'le')) return null
  const { left, right } = test
  if (left.kind !== 'local' || left.type !== 'i32' || written.has(left.local)) return null
  const [next, ...more] = update
  if (next?.kind !== 'set' || next.local !== left.local || more.length > 0) return null
  const step = stepOf(next.value, left.local)
  if (step === null || !isFixed(right, written, left.local)) return null
  return { counter: left.local, bound: right, isInclusive: test.op === 'le', step }
}

function stepOf(value: Expr<ValueType>, counter: LocalId): number | null {
  if (value.kind !== 'binary' || value.op !== 'add') return null
  const { left, right } = value
  if (left.kind !== 'local' || left.local !== counter || right.kind !== 'const') return null
  const step = Number(right.value)
  return step >= 1 && step <= 2 ** 16 ? step : null
}

function isFixed(bound: Expr<ValueType>, written: ReadonlySet<LocalId>, counter: LocalId): boolean {
  let holds = true
  forEachLocal(bound, local => {
    holds &&= !written.has(local) && local !== counter
  })
  forEachExpr(bound, part => {
    holds &&= part.kind !== 'load' && part.kind !== 'math'
  })
  return holds
}

/**
 * The bound of the counter where `turns` whole turns are left: `bound - (turns - 1) * step`, which must not wrap.
 */
export function boundForTurns({ bound, step }: CountedLoop, turns: number): Expr<ValueType> {
  const { at } = bound
  const ahead = (turns - 1) * step
  const int = (value: number): Expr<ValueType> => ({ kind: 'const', value, type: 'i32', at })
  const binary = (op: 'max' | 'sub', left: Expr<ValueType>, right: Expr<ValueType>): Expr<ValueType> => ({
    kind: 'binary',
    op,
    left,
    right,
    type: 'i32',
    at,
  })
  const least = -(2 ** 31) + ahead
  const isSafe = bound.kind === 'length' || (bound.kind === 'const' && Number(bound.value) >= least)
  return binary('sub', isSafe ? bound : binary('max', bound, int(least)), int(ahead))
}
