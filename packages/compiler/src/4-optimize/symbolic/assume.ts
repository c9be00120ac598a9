import type { CompareOp, Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Polynomial } from './polynomial.js'
import { addConstant, sub } from './polynomial.js'
import { prove } from './prove.js'
import type { Fact, State, Value } from './value.js'
import { uniteFacts, uniteNeeds, withFacts } from './value.js'

type Typed = Expr<ValueType>

/** `evaluate` within its scope. */
export type Evaluate = (expr: Typed, state: State) => Value | null

const opposite: Readonly<Record<CompareOp, CompareOp>> = {
  lt: 'ge',
  le: 'gt',
  gt: 'le',
  ge: 'lt',
  eq: 'ne',
  ne: 'eq',
}

/** The state where `test` came out as `outcome`. */
export function assume(test: Typed, outcome: boolean, state: State, evaluate: Evaluate): State {
  switch (test.kind) {
    case 'unary':
      if (test.op === 'not') return assume(test.operand, !outcome, state, evaluate)
      return test.op === 'truthy' ? assumeTruthy(test.operand, outcome, state, evaluate) : state
    case 'logical': {
      if ((test.op === 'and') !== outcome) return state
      return assume(test.right, outcome, assume(test.left, outcome, state, evaluate), evaluate)
    }
    case 'compare': {
      const left = evaluate(test.left, state)
      const right = left && evaluate(test.right, state)
      return left && right ? assumeCompare(outcome ? test.op : opposite[test.op], left, right, state) : state
    }
    default:
      return state
  }
}

function assumeTruthy(operand: Typed, outcome: boolean, state: State, evaluate: Evaluate): State {
  const value = operand.type === 'bool' ? null : evaluate(operand, state)
  const nothing: Value = { poly: { constant: 0, terms: [] }, needs: [], facts: [] }
  return value ? assumeCompare(outcome ? 'ne' : 'eq', value, nothing, state) : state
}

/** Both sides are whole numbers, so `a < b` is `a <= b - 1`. */
function assumeCompare(op: CompareOp, left: Value, right: Value, state: State): State {
  const needs = uniteNeeds(left.needs, right.needs)
  const known = withFacts(state, uniteFacts(left.facts, right.facts))
  const difference = sub(left.poly, right.poly)
  const fact = (poly: Polynomial): Fact => ({ poly, needs })
  const above = (by: number) => fact(addConstant(difference, -by))
  const below = (by: number) => fact(addConstant(sub(right.poly, left.poly), -by))
  switch (op) {
    case 'lt':
      return withFacts(known, [below(1)])
    case 'le':
      return withFacts(known, [below(0)])
    case 'gt':
      return withFacts(known, [above(1)])
    case 'ge':
      return withFacts(known, [above(0)])
    case 'eq':
      return withFacts(known, [above(0), below(0)])
    case 'ne': {
      // What is not below and differs is above.
      const isAbove = prove([{ kind: 'nonnegative', poly: difference }], {
        facts: known.facts,
        mode: 'static',
      })
      return isAbove ? withFacts(known, [above(1)]) : known
    }
  }
}
