import type { SourceRange } from '../../ir/source-range.js'
import type { LabelId } from '../../ir/stmt.js'
import { binary, compare, constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'

/** A counter that runs over positions of an array, and the label of its loop, to break out of. */
export interface Turn {
  readonly index: Expr
  readonly label: LabelId
}

/** Emits `for (i = from; i < to; i++) body`. `to` is asked in every turn. */
export function countUp(
  fn: FunctionContext,
  from: Expr,
  to: Expr,
  body: (turn: Turn) => void,
  at: SourceRange,
): void {
  count(fn, from, index => compare('lt', index, to, at), 'add', body, at)
}

/** Emits `for (i = from; i >= 0; i--) body`. */
export function countDown(
  fn: FunctionContext,
  from: Expr,
  body: (turn: Turn) => void,
  at: SourceRange,
): void {
  count(fn, from, index => compare('ge', index, constant(0, at), at), 'sub', body, at)
}

function count(
  fn: FunctionContext,
  from: Expr,
  test: (index: Expr) => Expr,
  step: 'add' | 'sub',
  body: (turn: Turn) => void,
  at: SourceRange,
): void {
  const local = fn.temp('number', at)
  fn.assign(local, from, at)
  const index = fn.read(local, at)
  const label = fn.newLabel()
  const { statements } = fn.capture(() => {
    fn.proven.enterLoop()
    body({ index, label })
  })
  const next = binary(step, index, constant(1, at), at)
  const update: Stmt = { kind: 'set', local, value: next, at }
  fn.emit({ kind: 'loop', label, test: test(index), body: statements, update: [update], at })
}
