import type { Binary, BinaryOp, Expr } from '../../ir/expr.js'
import { mapOperands } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import type { TurnTimes } from './time-turns.js'
import { timeTurns } from './time-turns.js'

type Typed = Expr<ValueType>
type TypedStmt = Stmt<ValueType>

/**
 * Takes what a turn of an innermost loop has to wait for last, where integers are combined in any order:
 *
 * ```
 * last = min(min(above + 1, last + 1), diagonal + cost)
 * →
 * last = min(last + 1, min(above + 1, diagonal + cost))
 * ```
 *
 * so that the next turn, which waits for `last`, waits for one of the two.
 *
 * Soundness: sums, products and bits of integers modulo 2^32 or 2^64, and the least or greatest of them, are the same in
 * every order and however they are grouped. Sums on the way may wrap where those before did not: nothing sees them. An
 * expression assigns nothing, so that it does not show which part is computed first: each that starts the call over does
 * so whichever comes before. Doubles stay in their order. A loop is only rewritten where its turns follow each other
 * sooner by it.
 */
export const orderOperands: Pass = {
  name: 'order-operands',
  after: {
    'carry-elements': 'what a turn hands to the next one is in a local by then',
    'clamp-integers': 'the least of sums is an integer by then',
    'combine-loads': 'bytes of one number are found in the order they are written in',
    'vectorize-loops': 'lanes have no turns that wait',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(orderFunction) }),
}

function orderFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const visit = (list: readonly TypedStmt[]): readonly TypedStmt[] =>
    list.map(stmt => (isInnermost(stmt) ? orderLoop(stmt) : mapStmtBodies(stmt, visit)))
  return { ...fn, body: visit(fn.body) }
}

function isInnermost(stmt: TypedStmt): stmt is Loop<ValueType> {
  if (stmt.kind !== 'loop') return false
  let holds = true
  forEachStmt([...stmt.body, ...stmt.update], ({ kind }) => {
    holds &&= kind !== 'loop'
  })
  return holds
}

function orderLoop(loop: Loop<ValueType>): Loop<ValueType> {
  const times = timeTurns(loop)
  const ordered = { ...loop, body: orderList(loop.body, times) }
  return timeTurns(ordered).period <= times.period - 1 ? ordered : loop
}

function orderList(list: readonly TypedStmt[], times: TurnTimes): readonly TypedStmt[] {
  return list.map(stmt => {
    const inner = mapStmtBodies(stmt, body => orderList(body, times))
    if (inner.kind !== 'set' && inner.kind !== 'store') return inner
    return { ...inner, value: orderExpr(inner.value, times) }
  })
}

/** Not inside of indexes, which other passes read as they are written. */
function orderExpr(expr: Typed, times: TurnTimes): Typed {
  if (expr.kind === 'load') return expr
  const parts = isChain(expr) ? partsOf(expr, expr) : []
  if (!isChain(expr) || parts.length < 3) return mapOperands(expr, operand => orderExpr(operand, times))
  const [first, ...rest] = parts.map(
    (part, place): Part => ({ expr: orderExpr(part, times), time: times.at(part), place }),
  )
  if (!first) return expr
  const ordered = combine([first, ...rest], expr, times)
  return ordered.time < times.at(expr) ? ordered.expr : mapOperands(expr, part => orderExpr(part, times))
}

interface Part {
  readonly expr: Typed
  readonly time: number
  /** Where it stood, to write operands in the order of the source. */
  readonly place: number
}

/** Combines the two that are there first until one is left, which is there as soon as it can be. */
function combine(parts: readonly [Part, ...Part[]], chain: Binary<ValueType>, times: TurnTimes): Part {
  const [a, b, ...rest] = parts.toSorted((x, y) => x.time - y.time || x.place - y.place)
  if (!a || !b) return parts[0]
  const [left, right] = a.place < b.place ? [a, b] : [b, a]
  const isSwapped = left.expr.kind === 'const'
  const expr: Typed = {
    ...chain,
    left: isSwapped ? right.expr : left.expr,
    right: isSwapped ? left.expr : right.expr,
  }
  const time = Math.max(a.time, b.time) + times.latency(chain)
  return combine([{ expr, time, place: left.place }, ...rest], chain, times)
}

const anyOrder: ReadonlySet<BinaryOp> = new Set([
  'add',
  'mul',
  'imul',
  'bitand',
  'bitor',
  'bitxor',
  'min',
  'max',
])
const integers: ReadonlySet<ValueType> = new Set(['i32', 'u32', 'i64', 'u64'])

function isChain(expr: Typed): expr is Binary<ValueType> {
  if (expr.kind !== 'binary' || expr.overflow !== undefined || isRotation(expr)) return false
  return anyOrder.has(expr.op) && integers.has(expr.type)
}

function partsOf(expr: Typed, chain: Binary<ValueType>): readonly Typed[] {
  const isLink = isChain(expr) && expr.op === chain.op && expr.type === chain.type
  return isLink ? [...partsOf(expr.left, chain), ...partsOf(expr.right, chain)] : [expr]
}

/** `x << 7 | x >>> 25` is one instruction as long as it stays together. */
function isRotation({ left, right }: Binary<ValueType>): boolean {
  return (isShift(left, 'shl') && isShift(right, 'ushr')) || (isShift(left, 'ushr') && isShift(right, 'shl'))
}

function isShift(expr: Typed, op: 'shl' | 'ushr'): boolean {
  if (expr.kind === 'convert') return isShift(expr.operand, op)
  return expr.kind === 'binary' && expr.op === op
}
