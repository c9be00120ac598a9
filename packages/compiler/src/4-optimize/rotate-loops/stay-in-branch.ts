import type { Expr, LocalId } from '../../ir/expr.js'
import type { If, Loop, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { FreshNames } from '../fresh-names.js'
import { canAskBehind, untilNot } from './ask-behind.js'

type Typed = Stmt<ValueType>

/**
 * A loop whose turns go one of two ways, of which the first decides when to take the second: as long as they go the first
 * one, they stay in a loop of their own, where nothing is behind a test.
 *
 * ```
 * for (; i < n; i++) { if (way === 0) first; if (way !== 0) second }
 * →
 * if (i < n) do {
 *   if (way === 0) {
 *     do { first; if (way !== 0) break; i++ } while (i < n)
 *     if (way === 0) break
 *   }
 *   second; i++
 * } while (i < n)
 * ```
 */
export function stayInBranch(loop: Loop<ValueType>, names: FreshNames): readonly Typed[] | null {
  const [first, second, ...more] = loop.body
  if (first?.kind !== 'if' || second?.kind !== 'if' || more.length > 0 || !canAskBehind(loop)) return null
  const way = testedFor('eq', first)
  if (way === null || way !== testedFor('ne', second)) return null
  const { test, update, label, at } = loop
  const staying = { label: names.newLabel(), at }
  const leave = (by: number): Typed => ({ kind: 'break', label: by, at })
  const isOver: Typed = { kind: 'if', test: second.test, then: [leave(staying.label)], else: [], at }
  const inner = untilNot(test, staying, [...first.then, isOver, ...update])
  const isDone: Typed = { kind: 'if', test: first.test, then: [leave(label)], else: [], at }
  const stay: Typed = { ...first, then: [inner, isDone] }
  const turns = untilNot(test, loop, [stay, ...second.then, ...update])
  return [{ kind: 'if', test, then: [turns], else: [], at }]
}

/** The local that a branch without another side compares with 0. */
function testedFor(op: 'eq' | 'ne', { test, else: otherwise }: If<ValueType>): LocalId | null {
  if (test.kind !== 'compare' || test.op !== op || otherwise.length > 0) return null
  const isZero = (expr: Expr<ValueType>) => expr.kind === 'const' && expr.value === 0
  return test.left.kind === 'local' && test.left.type === 'i32' && isZero(test.right) ? test.left.local : null
}
