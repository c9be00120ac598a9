import type * as t from '@babel/types'
import type { LabelId } from '../../ir/stmt.js'
import type { Lowered } from '../expressions/choose.js'
import { constant, not } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Stmt } from '../lowered.js'
import type { JumpTarget } from '../values/value.js'
import { inside } from './lower-jump.js'

/** `for (init; test; update) body`. */
export function lowerFor(fn: FunctionContext, node: t.ForStatement, names: readonly string[]): void {
  const { init, update } = node
  const start = () => {
    if (init?.type === 'VariableDeclaration') fn.statement(init)
    else if (init != null) fn.effect(init)
  }
  fn.kernel.attempt(start, undefined)
  const label = fn.newLabel()
  const test = lowerLoopTest(fn, node.test, node)
  const body = lowerTurn(fn, test, { names, kind: 'loop', label }, node)
  const step = () => fn.capture(() => update && fn.effect(update)).statements
  emitLoop(fn, label, test, body, fn.kernel.attempt(step, []), node)
}

/** `while (test) body`. */
export function lowerWhile(fn: FunctionContext, node: t.WhileStatement, names: readonly string[]): void {
  const label = fn.newLabel()
  const test = lowerLoopTest(fn, node.test, node)
  const body = lowerTurn(fn, test, { names, kind: 'loop', label }, node)
  emitLoop(fn, label, test, body, [], node)
}

/** `do body while (test)`: an endless loop whose update, which `continue` runs too, leaves it. */
export function lowerDoWhile(fn: FunctionContext, node: t.DoWhileStatement, names: readonly string[]): void {
  const label = fn.newLabel()
  const body = inside(fn, { names, kind: 'loop', label }, () => fn.statement(node.body))
  const test = lowerLoopTest(fn, node.test, node)
  const endless: Lowered = { statements: [], value: constant(true, fn.at(node)) }
  emitLoop(fn, label, endless, body, [...test.statements, leaveUnless(test, label)], node)
}

/** What a turn does once the condition holds. */
function lowerTurn(
  fn: FunctionContext,
  test: Lowered,
  target: JumpTarget,
  { body }: t.Loop,
): readonly Stmt[] {
  return inside(fn, target, () => {
    fn.proven.assume(test.value, true)
    fn.statement(body)
  })
}

/** A loop's condition; a missing one holds always. */
function lowerLoopTest(fn: FunctionContext, test: t.Expression | null | undefined, loop: t.Loop): Lowered {
  const always = constant(true, fn.at(test ?? loop))
  if (test == null) return { statements: [], value: always }
  const ask = () => {
    fn.proven.enterLoop()
    return fn.test(test)
  }
  return fn.kernel.attempt(() => fn.capture(ask), { statements: [], value: always })
}

/** A condition that takes statements moves into the body, where `continue` comes past it again. */
function emitLoop(
  fn: FunctionContext,
  label: LabelId,
  test: Lowered,
  body: readonly Stmt[],
  update: readonly Stmt[],
  node: t.Loop,
): void {
  const at = fn.at(node)
  if (test.statements.length === 0) {
    fn.emit({ kind: 'loop', label, test: test.value, body, update, at })
    return
  }
  const head = [...test.statements, leaveUnless(test, label)]
  fn.emit({ kind: 'loop', label, test: constant(true, at), body: [...head, ...body], update, at })
}

function leaveUnless(test: Lowered, label: LabelId): Stmt {
  const { at } = test.value
  const leave: Stmt = { kind: 'break', label, at }
  return { kind: 'if', test: not(test.value, at), then: [leave], else: [], at }
}
