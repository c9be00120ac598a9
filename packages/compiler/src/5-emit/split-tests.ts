import type { Expr, Logical } from '../ir/expr.js'
import type { If, Loop, Stmt } from '../ir/stmt.js'
import { mapStmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

type TypedStmt = Stmt<ValueType>

/**
 * Turns `&&` and `||` in tests into control flow: `while (a && b)` leaves in the middle, `if (a && b)` nests. asc makes
 * a value of a logical operator and then asks whether it is zero, and V8's loops around such a value run at half speed.
 * Operands are evaluated in the same order and as lazily as before.
 */
export function splitTests(list: readonly TypedStmt[]): readonly TypedStmt[] {
  return list.flatMap(stmt => {
    const inner = mapStmtBodies(stmt, splitTests)
    if (inner.kind === 'loop') return [splitLoop(inner)]
    return inner.kind === 'if' ? splitIf(inner) : [inner]
  })
}

function splitLoop(loop: Loop<ValueType>): Loop<ValueType> {
  const { test, label, at } = loop
  if (!isLogical(test, 'and')) return loop
  const leave: TypedStmt = { kind: 'break', label, at }
  const body = [...splitIf({ kind: 'if', test: not(test.right), then: [leave], else: [], at }), ...loop.body]
  return splitLoop({ ...loop, test: test.left, body })
}

function splitIf(stmt: If<ValueType>): readonly TypedStmt[] {
  const { test } = stmt
  if (stmt.else.length > 0) return [stmt]
  if (isLogical(test, 'and')) {
    return splitIf({ ...stmt, test: test.left, then: splitIf({ ...stmt, test: test.right }) })
  }
  // A jump is short enough to stand twice.
  if (isLogical(test, 'or') && isJump(stmt.then)) {
    return [...splitIf({ ...stmt, test: test.left }), ...splitIf({ ...stmt, test: test.right })]
  }
  return [stmt]
}

function isLogical<Op extends 'and' | 'or'>(
  test: Expr<ValueType>,
  op: Op,
): test is Logical<ValueType> & { readonly op: Op } {
  return test.kind === 'logical' && test.op === op
}

function isJump(list: readonly TypedStmt[]): boolean {
  const [only, ...more] = list
  return more.length === 0 && (only?.kind === 'break' || only?.kind === 'continue')
}

/** `!test`, with the negation pushed below `&&` and `||`. */
function not(test: Expr<ValueType>): Expr<ValueType> {
  if (test.kind === 'unary' && test.op === 'not') return test.operand
  if (test.kind === 'logical') {
    return { ...test, op: test.op === 'and' ? 'or' : 'and', left: not(test.left), right: not(test.right) }
  }
  return { kind: 'unary', op: 'not', type: 'bool', operand: test, at: test.at }
}
