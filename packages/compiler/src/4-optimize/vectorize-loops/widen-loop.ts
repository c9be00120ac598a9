import type { Expr } from '../../ir/expr.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { boundForTurns } from '../counted-loop.js'
import type { FreshNames } from '../fresh-names.js'
import { relabel } from '../fresh-names.js'
import { writeDistance } from '../write-distance.js'
import { writeGuard } from '../write-guard.js'
import type { FilterPlan } from './filter/plan-filter.js'
import { widenFilter } from './filter/widen-filter.js'
import type { VectorPlan } from './plan-vectorization.js'
import { BodyWidener } from './widen-body.js'

type Typed = Stmt<ValueType>

/** The loop for as many whole groups of turns as there are, and the loop as it was for the rest. */
export function widenLoop(plan: VectorPlan, filter: FilterPlan | null, names: FreshNames): readonly Typed[] {
  const { loop, counted, count, separation } = plan
  const { at } = loop
  const limit = names.addLocal('limit', 'i32', at)
  const exact = () => {
    const body = new BodyWidener(plan, names)
    return body.group(() => body.list(loop.body, null))
  }
  const { before, start, turns, end } = filter ? widenFilter(filter, names, exact) : exact()
  const int = (value: number): Expr<ValueType> => ({ kind: 'const', value, type: 'i32', at })
  const read = (local: number): Expr<ValueType> => ({ kind: 'local', local, type: 'i32', at })
  const counter = read(counted.counter)
  const op = counted.isInclusive ? 'le' : 'lt'
  const test: Expr<ValueType> = { kind: 'compare', op, left: counter, right: read(limit), type: 'bool', at }
  const by = int(count * counted.step)
  const next: Expr<ValueType> = { kind: 'binary', op: 'add', left: counter, right: by, type: 'i32', at }
  const update: readonly Typed[] = [{ kind: 'set', local: counted.counter, value: next, at }]
  const wide: Loop<ValueType> = { kind: 'loop', label: loop.label, test, body: turns, update, at }
  const labels = names.relabelling([wide])
  const relabelled = rewriteList([wide], { stmt: stmt => [relabel(stmt, labels)] })
  const guard = writeGuard(separation.apart, names, at)
  const tests = [
    ...separation.distances.map(distance => writeDistance(distance, at)),
    ...(guard ? [guard] : []),
  ]
  const guarded = tests.reduce<readonly Typed[]>(
    (then, test) => [{ kind: 'if', test, then, else: [], at }],
    [...start, ...relabelled, ...end],
  )
  const ahead = plan.keepsLastTurn ? count + 1 : count
  const setLimit: Typed = { kind: 'set', local: limit, value: boundForTurns(counted, ahead), at }
  return [...before, setLimit, ...guarded, { ...loop, isRemainder: true }]
}
