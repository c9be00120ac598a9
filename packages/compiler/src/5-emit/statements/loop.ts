import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import { indent, prefix } from '../code.js'
import { emitExpression } from '../expressions/emit-expression.js'
import { localOf } from '../function-scope.js'
import type { Jump, JumpFrame } from './jumps.js'
import { emitArrivals, jumpFrame } from './jumps.js'
import type { EmitBody, StatementScope } from './statement-scope.js'

type TypedLoop = Loop<ValueType>

/**
 * A loop in the plainest form that runs its update on `continue` too: a `while` where there is no update, a `for` where
 * the update is assignments, a `do … while` where it only asks whether to go on, else a `while` that holds the update
 * itself, the body in an inner statement of its own if it continues.
 */
export function emitLoop(loop: TypedLoop, scope: StatementScope, emitBody: EmitBody): readonly string[] {
  const frame = jumpFrame(scope.frame, { kind: 'break', label: loop.label }, next(loop))
  const body = () => indent(emitBody(loop.body, { ...scope, frame }))
  const test = emitExpression(loop.test, scope.function).text
  const endless = loop.test.kind === 'const' && loop.test.value === true
  const update = headerUpdate(loop, scope)
  const goOn = endless ? doWhileTest(loop, scope) : null
  const lines = (() => {
    if (loop.update.length === 0) return [`while (${test}) {`, ...body(), '}']
    if (update !== null) return [`for (; ${endless ? '' : test}; ${update}) {`, ...body(), '}']
    if (goOn !== null) return ['do {', ...body(), `} while (${goOn})`]
    return [`while (${test}) {`, ...indent(bodyThenUpdate(loop, frame, scope, emitBody)), '}']
  })()
  return [...lines, ...emitArrivals(frame, scope.jumps)]
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
  if (stmt.kind !== 'set' || isTypedArray(stmt.value.type)) return null
  const { value } = localOf(scope.function, stmt.local).as
  return `${value} = ${emitExpression(stmt.value, scope.function).text}`
}

/** For the update `if (test) break` of an endless loop: the condition to go on. */
function doWhileTest(loop: TypedLoop, scope: StatementScope): string | null {
  const [only, ...more] = loop.update
  if (more.length > 0 || only?.kind !== 'if') return null
  const leaves = (list: readonly Stmt<ValueType>[]) =>
    list.length === 1 && list[0]?.kind === 'break' && list[0].label === loop.label
  const test = emitExpression(only.test, scope.function)
  if (leaves(only.then) && only.else.length === 0) return prefix('!', test).text
  if (leaves(only.else) && only.then.length === 0) return test.text
  return null
}
