import type { Binary, Expr, LocalId } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/** When locals have their last value, and expressions theirs. */
interface State {
  readonly times: Map<LocalId, number>
  readonly ready: Map<Typed, number>
}

/** When the values of a loop are there, on a processor that waits for nothing but operands. */
export interface TurnTimes {
  /** In how many of its cycles a turn follows the last one. */
  readonly period: number
  /** When an expression of the loop has its value in a late turn; earlier than all others where the loop has no such. */
  readonly at: (expr: Typed) => number
  /** How long an operation takes once its operands are there. */
  readonly latency: (expr: Typed) => number
}

/** The first turns find everything ready: what the loop waits for shows in later ones. */
const turns = 16

/** Follows values from turn to turn in registers; what goes through memory is there as soon as its address is. */
export function timeTurns({ body, update }: Loop<ValueType>): TurnTimes {
  const state: State = { times: new Map(), ready: new Map() }
  const { times, ready } = state
  const latest = (): number => Math.max(0, ...times.values())
  let halfway = 0
  for (let turn = 0; turn < turns; turn++) {
    if (turn === turns / 2) halfway = latest()
    runList([...body, ...update], state)
  }
  const period = (latest() - halfway) / (turns / 2)
  return { period, at: expr => ready.get(expr) ?? 0, latency: latencyOf }
}

/** Behind a branch, what it assigns is there once both values it may have are: which one it is has been guessed. */
function runList(list: readonly Stmt<ValueType>[], state: State, isBranch = false): void {
  const { times } = state
  for (const stmt of list) {
    if (stmt.kind === 'set') {
      const time = timeOf(stmt.value, state)
      times.set(stmt.local, isBranch ? Math.max(time, times.get(stmt.local) ?? 0) : time)
    } else if (stmt.kind === 'store') timeOf(stmt.value, state)
    for (const branch of stmtBodies(stmt)) runList(branch, state, true)
  }
}

function timeOf(expr: Typed, state: State): number {
  const { times, ready } = state
  const start = operands(expr).reduce((latest, part) => Math.max(latest, timeOf(part, state)), 0)
  const time = expr.kind === 'local' ? (times.get(expr.local) ?? 0) : start + latencyOf(expr)
  ready.set(expr, time)
  return time
}

/** Cycles, roughly, as today's processors have them. */
function latencyOf(expr: Typed): number {
  switch (expr.kind) {
    case 'const':
    case 'local':
    case 'length':
    case 'global':
      return 0
    case 'load':
      return 5
    case 'binary':
      return binaryLatency(expr)
    case 'convert':
      return isFloat(expr.type) || isFloat(expr.operand.type) ? 4 : 0
    case 'unary':
      return isFloat(expr.type) ? 4 : 1
    case 'math':
      return 40
    default:
      return 1
  }
}

function binaryLatency({ op, type }: Binary<ValueType>): number {
  if (op === 'div' || op === 'rem' || op === 'pow') return 14
  if (isFloat(type)) return 4
  if (op === 'mul' || op === 'imul') return 3
  // A comparison and a choice.
  return op === 'min' || op === 'max' ? 2 : 1
}

function isFloat(type: ValueType): boolean {
  return type === 'f64' || type === 'f32'
}
