import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr, forEachLocal } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { If, Loop, Row, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { mayLeave } from '../may-leave.js'
import { writtenLocals } from '../symbolic/writes.js'
import { valueAtEntry } from '../value-at-entry.js'
import { assignedOnce } from './assigned-once.js'
import { replacesRows } from './replaces-rows.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/** A row that is taken, or some under a condition. */
type Taking = Row<ValueType> | If<ValueType>

/** Takes rows before the loops in which they stay the same, inner loops first. */
export function hoistRows(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const once = assignedOnce(fn)
  const isSteadyLoop = (loop: Loop<ValueType>) => !replacesRows([loop], local => fn.locals[local]?.type)
  return { ...fn, body: joinEqual(hoistList(fn.body, { once, isSteadyLoop })) }
}

interface Surroundings {
  readonly once: ReadonlySet<LocalId>
  /** Whether every array of arrays keeps its rows in a loop. */
  readonly isSteadyLoop: (loop: Loop<ValueType>) => boolean
}

function hoistList(list: readonly Typed[], fn: Surroundings): readonly Typed[] {
  const done: Typed[] = []
  for (const stmt of list) {
    const inner = mapStmtBodies(stmt, body => hoistList(body, fn))
    if (inner.kind === 'loop' && fn.isSteadyLoop(inner)) hoistFrom(inner, done, fn.once)
    else done.push(inner)
  }
  return done
}

/** Takings under one condition, which were several so that each could leave the next loop by itself, as one. */
function joinEqual(list: readonly Typed[]): readonly Typed[] {
  const joined: Typed[] = []
  for (const whole of list) {
    const stmt = mapStmtBodies(whole, joinEqual)
    const last = joined.at(-1)
    const isSame =
      isOnlyTaking(stmt) && last && isOnlyTaking(last) && exprKey(stmt.test) === exprKey(last.test)
    if (isSame) joined[joined.length - 1] = { ...last, then: [...last.then, ...stmt.then] }
    else joined.push(stmt)
  }
  return joined
}

function isOnlyTaking(stmt: Typed): stmt is If<ValueType> {
  const isTaking = (inner: Typed) => inner.kind === 'row' || isOnlyTaking(inner)
  return stmt.kind === 'if' && stmt.else.length === 0 && stmt.then.every(isTaking)
}

/** Appends a loop to what runs before it, with the rows that leave it. */
function hoistFrom(whole: Loop<ValueType>, before: Typed[], once: ReadonlySet<LocalId>): void {
  let loop = whole
  for (;;) {
    const takings = findTakings(loop, once)
    if (takings.length > 0) {
      insert(onlyIf(valueAtEntry(loop.test, before), takings), before)
      loop = { ...loop, body: loop.body.filter(stmt => !takings.some(taking => taking === stmt)) }
      continue
    }
    const tested = withTest(loop)
    if (tested === null) break
    loop = tested
  }
  before.push(loop)
}

/** The takings that give the same in every turn, and that every turn comes past before it can leave the loop. */
function findTakings(loop: Loop<ValueType>, once: ReadonlySet<LocalId>): readonly Taking[] {
  const written = writtenLocals([...loop.body, ...loop.update])
  const end = loop.body.findIndex(mayLeave)
  const certain = end === -1 ? loop.body : loop.body.slice(0, end)
  return certain.filter((stmt): stmt is Taking => isFixedTaking(stmt, written, once))
}

function isFixedTaking(stmt: Typed, written: ReadonlySet<LocalId>, once: ReadonlySet<LocalId>): boolean {
  if (stmt.kind === 'row') {
    return once.has(stmt.local) && !written.has(stmt.array) && isSteady(stmt.index, written)
  }
  return (
    stmt.kind === 'if' &&
    stmt.else.length === 0 &&
    isSteady(stmt.test, written) &&
    stmt.then.every(inner => isFixedTaking(inner, written, once))
  )
}

/** Whether an expression has one value for all turns, whatever they store, and cannot end the call. */
export function isSteady(expr: TypedExpr, written: ReadonlySet<LocalId>): boolean {
  let holds = true
  forEachLocal(expr, local => {
    holds &&= !written.has(local)
  })
  forEachExpr(expr, part => {
    holds &&= isPlain(part)
  })
  return holds
}

function isPlain(part: TypedExpr): boolean {
  if (part.kind === 'binary')
    return ['add', 'sub', 'mul', 'bitand', 'bitor'].includes(part.op) && !part.overflow
  return ['const', 'local', 'length', 'convert', 'compare', 'logical'].includes(part.kind)
}

function onlyIf(test: TypedExpr, takings: readonly Taking[]): readonly Typed[] {
  if (test.kind === 'const' && test.value === true) return takings
  return takings.map(taking => ({ kind: 'if', test, then: [taking], else: [], at: test.at }))
}

/** Puts takings before the counters that are set for the loop, which belong directly before it. */
function insert(takings: readonly Typed[], before: Typed[]): void {
  const needed = new Set<LocalId>()
  const note = (stmt: Typed): void => {
    if (stmt.kind === 'row') needed.add(stmt.array)
    const exprs = stmt.kind === 'row' ? [stmt.index] : stmt.kind === 'if' ? [stmt.test] : []
    for (const expr of exprs) forEachLocal(expr, local => needed.add(local))
    if (stmt.kind === 'if') stmt.then.forEach(note)
  }
  takings.forEach(note)
  let place = before.length
  for (let stmt = before[place - 1]; stmt?.kind === 'set' && !needed.has(stmt.local); ) {
    place--
    stmt = before[place - 1]
  }
  before.splice(place, 0, ...takings)
}

/** `for (;; update) { if (!test) break; … }` as `for (; test; update) { … }`; null where it is none. */
function withTest(loop: Loop<ValueType>): Loop<ValueType> | null {
  const [first, ...body] = loop.body
  if (loop.test.kind !== 'const' || loop.test.value !== true || first?.kind !== 'if') return null
  const [leave, ...more] = first.then
  const isExit = leave?.kind === 'break' && leave.label === loop.label && more.length === 0
  const { test } = first
  if (!isExit || first.else.length > 0 || test.kind !== 'unary' || test.op !== 'not') return null
  return { ...loop, test: test.operand, body }
}
