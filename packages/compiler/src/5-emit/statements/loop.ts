import type { Expr } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { indent, prefix } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import { localOf } from '../function-scope.js'
import type { Jump, JumpFrame } from './jumps.js'
import { emitArrivals, jumpFrame } from './jumps.js'
import type { EmitBody, StatementScope } from './statement-scope.js'
import { assign } from './values.js'

type TypedLoop = Loop<ValueType>

/**
 * A loop in the plainest form that runs its update on `continue` too: a `while` where there is no update, a `for` where
 * the update is assignments, a `do … while` where it only asks whether to go on, else a `while` that holds the update
 * itself, the body in an inner statement of its own if it continues. `start` is the assignment before it.
 */
export function emitLoop(
  loop: TypedLoop,
  start: SetLocal<ValueType> | null,
  scope: StatementScope,
  emitBody: EmitBody,
): readonly string[] {
  const frame = jumpFrame(scope.frame, { kind: 'break', label: loop.label }, next(loop))
  const body = () => indent(emitBody(loop.body, { ...scope, frame }))
  const test = emitExpression(loop.test, scope.function, 'bool').text
  const endless = loop.test.kind === 'const' && loop.test.value === true
  const update = headerUpdate(loop, scope)
  const goOn = endless ? doWhileTest(loop, scope) : null
  const before = start ? assign(start.local, start.value, scope.function) : []
  const lines = (() => {
    if (loop.update.length === 0) return [...before, `while (${test}) {`, ...body(), '}']
    if (update !== null) {
      const text = [...forHead(loop, before, start, endless ? '' : test, update), ...body(), '}']
      return scope.frame === null && isLeft(loop) && mayBeAlwaysTrue(loop.test) ? inFrame(text) : text
    }
    if (goOn !== null) return [...before, 'do {', ...body(), `} while (${goOn})`]
    const both = bodyThenUpdate(loop, frame, scope, emitBody)
    return [...before, `while (${test}) {`, ...indent(both), '}']
  })()
  return [...lines, ...emitArrivals(frame, scope.jumps)]
}

/** The assignment before the loop moves into its head if it starts a variable that the update goes on with. */
function forHead(
  loop: TypedLoop,
  before: readonly string[],
  start: SetLocal<ValueType> | null,
  test: string,
  update: string,
): readonly string[] {
  const counts = loop.update.some(stmt => stmt.kind === 'set' && stmt.local === start?.local)
  const [first, ...more] = before
  if (counts && first !== undefined && more.length === 0) return [`for (${first}; ${test}; ${update}) {`]
  return [...before, `for (; ${test}; ${update}) {`]
}

/**
 * asc takes a `for` whose test is always true for the end of everything if its body ends by leaving, however often it
 * breaks before, and drops what follows: it tells the loop's own breaks apart only inside another frame.
 */
function inFrame(text: readonly string[]): readonly string[] {
  return ['do {', ...indent(text), '} while (false)']
}

/** Whether asc may see that the test is true whatever the variables are. */
function mayBeAlwaysTrue(test: Expr<ValueType>): boolean {
  if (test.kind === 'conditional') return true
  if (test.kind === 'logical') {
    const [left, right] = [mayBeAlwaysTrue(test.left), mayBeAlwaysTrue(test.right)]
    return test.op === 'and' ? left && right : left || right
  }
  let isFixed = true
  forEachLocal(test, () => {
    isFixed = false
  })
  return isFixed
}

function isLeft(loop: TypedLoop): boolean {
  let found = false
  forEachStmt(loop.body, stmt => {
    found ||= stmt.kind === 'break' && stmt.label === loop.label
  })
  return found
}

function next(loop: TypedLoop): Jump {
  return { kind: 'continue', label: loop.label }
}

function bodyThenUpdate(
  loop: TypedLoop,
  frame: JumpFrame,
  scope: StatementScope,
  emitBody: EmitBody,
): readonly string[] {
  const update = emitBody(loop.update, { ...scope, frame })
  if (!continues(loop)) return [...emitBody(loop.body, { ...scope, frame }), ...update]
  const inner = jumpFrame(frame, next(loop), next(loop))
  const body = indent(emitBody(loop.body, { ...scope, frame: inner }))
  return ['do {', ...body, '} while (false)', ...emitArrivals(inner, scope.jumps), ...update]
}

function continues(loop: TypedLoop): boolean {
  let found = false
  forEachStmt(loop.body, stmt => {
    found ||= stmt.kind === 'continue' && stmt.label === loop.label
  })
  return found
}

/** The update as the third part of a `for`, if it is nothing but assignments of scalars. */
function headerUpdate(loop: TypedLoop, scope: StatementScope): string | null {
  const parts = loop.update.map(stmt => scalarAssignment(stmt, scope))
  return parts.every(part => part !== null) ? parts.join(', ') : null
}

function scalarAssignment(stmt: Stmt<ValueType>, scope: StatementScope): string | null {
  if (stmt.kind !== 'set' || isArray(stmt.value.type)) return null
  const { value } = localOf(scope.function, stmt.local).as
  return `${value} = ${emitExpression(stmt.value, scope.function, stmt.value.type).text}`
}

/** For the update `if (test) break` of an endless loop: the condition to go on. */
function doWhileTest(loop: TypedLoop, scope: StatementScope): string | null {
  const [only, ...more] = loop.update
  if (more.length > 0 || only?.kind !== 'if') return null
  const leaves = (list: readonly Stmt<ValueType>[]) =>
    list.length === 1 && list[0]?.kind === 'break' && list[0].label === loop.label
  const text = (test: Expr<ValueType>) => emitExpression(test, scope.function, 'bool')
  const { test } = only
  if (leaves(only.else) && only.then.length === 0) return text(test).text
  if (!leaves(only.then) || only.else.length > 0) return null
  return test.kind === 'unary' && test.op === 'not' ? text(test.operand).text : prefix('!', text(test)).text
}
