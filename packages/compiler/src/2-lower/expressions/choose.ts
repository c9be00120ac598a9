import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { conditional, not, truthy } from './make-expr.js'

/** A value, and the statements that must run before it. */
export interface Lowered {
  readonly statements: readonly Stmt[]
  readonly value: Expr
}

/** One of two values by a boolean; an `if` with a temp where getting one of them takes statements. */
export function choose(
  fn: FunctionContext,
  test: Expr,
  then: () => Expr,
  otherwise: () => Expr,
  at: SourceRange,
): Expr {
  if (test.kind === 'const') return test.value ? then() : otherwise()
  const yes = fn.capture(then)
  const no = fn.capture(otherwise)
  if (yes.statements.length === 0 && no.statements.length === 0) {
    return conditional(test, yes.value, no.value, at)
  }
  const temp = fn.temp(commonType(yes.value, no.value), at)
  const branch = ({ statements, value }: Lowered) =>
    fn.capture(() => {
      fn.emit(...statements)
      fn.assign(temp, value, at)
    }).statements
  emitIf(fn, test, branch(yes), branch(no), at)
  return fn.read(temp, at)
}

/** `left && right` (`||`) where the right side takes statements: `t = left; if (t) { …; t = right }`. */
export function decideLater(
  fn: FunctionContext,
  op: 'and' | 'or',
  left: Expr,
  right: Lowered,
  at: SourceRange,
): Expr {
  const temp = fn.temp(commonType(left, right.value), at)
  fn.assign(temp, left, at)
  const { statements } = fn.capture(() => {
    fn.emit(...right.statements)
    fn.assign(temp, right.value, at)
  })
  const holds = truthy(fn.read(temp, at))
  emitIf(fn, op === 'and' ? holds : not(holds, at), statements, [], at)
  return fn.read(temp, at)
}

/** Emits an `if`, unless neither branch does anything. */
export function emitIf(
  fn: FunctionContext,
  test: Expr,
  then: readonly Stmt[],
  otherwise: readonly Stmt[],
  at: SourceRange,
): void {
  if (then.length > 0 || otherwise.length > 0) fn.emit({ kind: 'if', test, then, else: otherwise, at })
}

function commonType(left: Expr, right: Expr): Expr['type'] {
  return left.type === right.type ? left.type : 'dyn'
}
