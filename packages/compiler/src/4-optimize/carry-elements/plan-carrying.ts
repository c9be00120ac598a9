import type { Expr, Load, LocalId } from '../../ir/expr.js'
import { forEachExpr, operands } from '../../ir/expr-walk.js'
import type { Loop, Stmt, Store } from '../../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import { isReadAs } from '../as-read.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { mayLeave } from '../may-leave.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/** An element that a turn stores and the next one reads. */
export interface Carrying {
  /** Directly in the body of the loop, so that every turn makes it. */
  readonly store: Store<ValueType>
  /** Where the next turn reads what it stored. */
  readonly loads: ReadonlySet<Load<ValueType>>
}

/** What is known around a loop. */
export interface Surroundings {
  readonly typeOf: (local: LocalId) => ValueType
  /** Arrays that share memory with no other one. */
  readonly own: ReadonlySet<LocalId>
}

/** The first element worth carrying; null where there is none. */
export function planCarrying(loop: Loop<ValueType>, around: Surroundings): Carrying | null {
  const counted =
    loop.isRemainder || !isStraight(loop) ? null : readCountedLoop(loop, writtenLocals(loop.body))
  if (counted?.step !== 1) return null
  const stores = storesIn(loop.body)
  for (const stmt of loop.body) {
    const plan = stmt.kind === 'store' ? planFor(stmt, loop, counted, stores, around) : null
    if (plan) return plan
  }
  return null
}

/** An innermost loop whose every turn comes to the end of its body, and that changes single elements only. */
function isStraight({ body }: Loop<ValueType>): boolean {
  let holds = !body.some(mayLeave)
  forEachStmt(body, ({ kind }) => {
    holds &&= ['set', 'store', 'if', 'block', 'output'].includes(kind)
  })
  return holds
}

function storesIn(body: readonly Typed[]): readonly Store<ValueType>[] {
  const stores: Store<ValueType>[] = []
  forEachStmt(body, stmt => {
    if (stmt.kind === 'store') stores.push(stmt)
  })
  return stores
}

function planFor(
  store: Store<ValueType>,
  loop: Loop<ValueType>,
  { counter }: CountedLoop,
  stores: readonly Store<ValueType>[],
  { typeOf, own }: Surroundings,
): Carrying | null {
  const { array } = store
  const type = typeOf(array)
  const place = distanceOf(store, counter)
  const isAlone = stores.every(
    other => other === store || (other.array !== array && (own.has(array) || own.has(other.array))),
  )
  if (place === null || !isAlone || !isTypedArray(type) || !isReadAs(store.value.type, type)) return null
  const isAssigned = loop.body.some(stmt => assignedLocal(stmt) === array)
  const wanted = (expr: Expr<ValueType>): expr is Load<ValueType> =>
    expr.kind === 'load' && expr.array === array && distanceOf(expr, counter) === place - 1
  const loads = new Set<Load<ValueType>>()
  let isElsewhere = false
  forEachExprIn(loop.body, expr => {
    if (wanted(expr)) loads.add(expr)
  })
  forEachExpr(loop.test, expr => {
    isElsewhere ||= wanted(expr)
  })
  const isSure = certainLoads(loop.body).some(load => loads.has(load))
  return isAssigned || isElsewhere || !isSure ? null : { store, loads }
}

/** `by` of a proven access at `counter + by`; null where it is another one. */
function distanceOf(access: Load<ValueType> | Store<ValueType>, counter: LocalId): number | null {
  const { index, bounds, raw, wide } = access
  if (bounds !== 'proven' || raw || wide || index.type !== 'i32') return null
  if (index.kind === 'local') return index.local === counter ? 0 : null
  if (index.kind !== 'binary' || (index.op !== 'add' && index.op !== 'sub')) return null
  const { left, right } = index
  if (left.kind !== 'local' || left.local !== counter || right.kind !== 'const') return null
  return index.op === 'add' ? Number(right.value) : -Number(right.value)
}

/** The loads that every turn makes. */
function certainLoads(body: readonly Typed[]): readonly Load<ValueType>[] {
  const found: Load<ValueType>[] = []
  const inExpr = (expr: Expr<ValueType>): void => {
    if (expr.kind === 'load') found.push(expr)
    const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
    for (const operand of isLazy ? operands(expr).slice(0, 1) : operands(expr)) inExpr(operand)
  }
  for (const stmt of body) for (const expr of stmtExprs(stmt)) inExpr(expr)
  return found
}
