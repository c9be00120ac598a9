import type { Compare } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { int32Range } from '../symbolic/atom.js'
import type { Scope } from '../symbolic/evaluate.js'
import { evaluate } from '../symbolic/evaluate.js'
import { leastValue, sub } from '../symbolic/polynomial.js'
import { prove } from '../symbolic/prove.js'
import type { Need, State } from '../symbolic/value.js'
import { needKey, uniteFacts, uniteNeeds, within } from '../symbolic/value.js'

type Test = Compare<ValueType>

/** What it takes that both sides of a comparison in a wider type are whole numbers of 32 bits; null: nothing that can be told. */
export function smallTestNeeds(test: Test, state: State, scope: Scope): readonly Need[] | null {
  const { type } = test.left
  if (type !== 'f64' && type !== 'i64') return null
  const left = evaluate(test.left, state, scope)
  const right = left && evaluate(test.right, state, scope)
  if (!left || !right) return null
  const needs = uniteNeeds(left.needs, right.needs, [
    ...within(left.poly, int32Range.lo, int32Range.hi),
    ...within(right.poly, int32Range.lo, int32Range.hi),
  ])
  return prove(needs, { facts: uniteFacts(state.facts, left.facts, right.facts), mode: 'run-time' })
}

/** Whether all of these hold where the given ones do, each by one of them and what atoms can be. */
export function follows(needs: readonly Need[], given: readonly Need[]): boolean {
  const keys = new Set(given.map(needKey))
  return needs.every(
    need =>
      keys.has(needKey(need)) ||
      (need.kind === 'nonnegative' &&
        given.some(other => other.kind === 'nonnegative' && leastValue(sub(need.poly, other.poly)) >= 0)),
  )
}
