import type { Expr } from '../../ir/expr.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { readLeaving } from '../leaving.js'
import { sizeOf } from '../measure-list.js'

type Typed = Stmt<ValueType>

/** `if (test) do { body; update } while (test)`; null for a loop that has no such form. */
export function askBehind(loop: Loop<ValueType>): readonly Typed[] | null {
  const { test, body, update, at } = loop
  if (!canAskBehind(loop)) return null
  return [{ kind: 'if', test, then: [untilNot(test, loop, [...body, ...update])], else: [], at }]
}

/** Whether the turns of a loop come to its update, and its test is one to stand twice. */
export function canAskBehind(loop: Loop<ValueType>): boolean {
  const { test, body, update } = loop
  const isPlain = update.every(({ kind }) => kind === 'set')
  return test.kind === 'compare' && isPlain && !continues(loop) && !endsElsewhere(body)
}

/** What a turn may do before it asks whether to go on, so that it can stand twice. */
const mostAhead = 48

/** A loop that is left in its middle only: `first; if (!leaves) do { last; first } while (!leaves)`. */
export function askBehindMiddle(loop: Loop<ValueType>): readonly Typed[] | null {
  const { test, body, update, at } = loop
  const middle = body.findIndex(stmt => stmt.kind !== 'set')
  const leaving = body[middle] && readLeaving(body[middle])
  const [jump] = leaving?.then ?? []
  if (!leaving || jump?.kind !== 'break' || jump.label !== loop.label || leaving.else.length > 0) return null
  const first = body.slice(0, middle)
  const last = body.slice(middle + 1)
  const isEndless = test.kind === 'const' && test.value === true
  const isPlain = update.every(({ kind }) => kind === 'set')
  if (!isEndless || !isPlain || continues(loop) || endsElsewhere(last) || sizeOf(first) > mostAhead)
    return null
  const stays = opposite(leaving.test)
  const turns = untilNot(stays, loop, [...last, ...update, ...first])
  return [...first, { kind: 'if', test: stays, then: [turns], else: [], at }]
}

function opposite(test: Expr<ValueType>): Expr<ValueType> {
  if (test.kind === 'unary' && test.op === 'not') return test.operand
  return { kind: 'unary', op: 'not', operand: test, type: 'bool', at: test.at }
}

/** A loop that asks behind each turn whether to go on. */
export function untilNot(
  test: Expr<ValueType>,
  { label, at }: Pick<Loop<ValueType>, 'label' | 'at'>,
  body: readonly Typed[],
): Loop<ValueType> {
  const again: Typed = { kind: 'if', test, then: [], else: [{ kind: 'break', label, at }], at }
  const always: Expr<ValueType> = { kind: 'const', value: true, type: 'bool', at }
  return { kind: 'loop', label, test: always, body, update: [again], at }
}

function continues({ body, label }: Loop<ValueType>): boolean {
  let found = false
  forEachStmt(body, stmt => {
    found ||= stmt.kind === 'continue' && stmt.label === label
  })
  return found
}

const jumps: ReadonlySet<Typed['kind']> = new Set(['break', 'continue', 'return', 'throw'])

/** Whether the end of a list may be out of reach. */
function endsElsewhere(list: readonly Typed[]): boolean {
  const last = list.at(-1)
  return last !== undefined && (jumps.has(last.kind) || stmtBodies(last).some(endsElsewhere))
}
