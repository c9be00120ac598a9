import type { Expr } from '../ir/expr.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { forEachStmt } from '../ir/stmt-walk.js'

/**
 * The most turns a loop can take, where its text alone says so: a counter that starts at a constant, is compared with
 * one, and moves by a constant step in the loop's update only. Infinity for any other loop.
 */
export function tripCount<T>(loop: Loop<T>, before: readonly Stmt<T>[]): number {
  const { test } = loop
  if (test.kind !== 'compare') return Number.POSITIVE_INFINITY
  const [counter, bound] = [stripped(test.left), numberOf(test.right)]
  if (counter.kind !== 'local' || bound === null) return Number.POSITIVE_INFINITY
  const step = stepOf(loop, counter.local)
  const start = startOf(before, counter.local)
  if (step === null || start === null) return Number.POSITIVE_INFINITY
  const isTowards = test.op === 'lt' || test.op === 'le' ? step > 0 : step < 0
  const distance = Math.abs(bound - start) + (test.op === 'le' || test.op === 'ge' ? 1 : 0)
  if (!isTowards || test.op === 'eq' || test.op === 'ne') return Number.POSITIVE_INFINITY
  return Math.ceil(distance / Math.abs(step))
}

/** What the counter is moved by each turn; null where anything else assigns it. */
function stepOf<T>(loop: Loop<T>, counter: number): number | null {
  if (assignments(loop.body, counter) > 0 || assignments(loop.update, counter) !== 1) return null
  const move = loop.update.find(stmt => stmt.kind === 'set' && stmt.local === counter)
  const value = move?.kind === 'set' ? stripped(move.value) : null
  if (value?.kind !== 'binary' || (value.op !== 'add' && value.op !== 'sub')) return null
  const [from, by] = [stripped(value.left), numberOf(value.right)]
  if (from.kind !== 'local' || from.local !== counter || by === null || by === 0) return null
  return value.op === 'add' ? by : -by
}

/** The constant the counter was last set to, by the statements directly before the loop. */
function startOf<T>(before: readonly Stmt<T>[], counter: number): number | null {
  const last = before.findLast(stmt => assignments([stmt], counter) > 0)
  return last?.kind === 'set' ? numberOf(last.value) : null
}

function assignments<T>(list: readonly Stmt<T>[], local: number): number {
  let count = 0
  forEachStmt(list, stmt => {
    if ('local' in stmt && stmt.local === local) count++
  })
  return count
}

/** An expression without the changes of representation around it. */
function stripped<T>(expr: Expr<T>): Expr<T> {
  return expr.kind === 'convert' ? stripped(expr.operand) : expr
}

function numberOf<T>(expr: Expr<T>): number | null {
  const inner = stripped(expr)
  return inner.kind === 'const' && typeof inner.value === 'number' ? inner.value : null
}
