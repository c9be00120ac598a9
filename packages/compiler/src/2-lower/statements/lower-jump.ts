import type * as t from '@babel/types'
import type { FunctionContext, JumpTarget } from '../function-context.js'
import type { Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'

/** Lowers what stands inside a loop, switch or labelled block, where `break` and `continue` may name it. */
export function inside(fn: FunctionContext, target: JumpTarget, lower: () => void): readonly Stmt[] {
  fn.jumps.push(target)
  try {
    return fn.capture(lower).statements
  } finally {
    fn.jumps.pop()
  }
}

/** A label on anything but a loop or switch: `break` may leave it. */
export function lowerLabeledBlock(fn: FunctionContext, node: t.Statement, names: readonly string[]): void {
  const label = fn.newLabel()
  const body = inside(fn, { names, kind: 'block', label }, () => fn.statement(node))
  fn.emit({ kind: 'block', label, body, at: fn.at(node) })
}

/** `break`, `break name`. */
export function lowerBreak(fn: FunctionContext, node: t.BreakStatement): void {
  const name = node.label?.name
  const isTarget = (jump: JumpTarget) =>
    name === undefined ? jump.kind !== 'block' : jump.names.includes(name)
  const target = fn.jumps.findLast(isTarget)
  if (target === undefined) return unsupported(node, fn.at(node), 'This `break`')
  fn.emit({ kind: 'break', label: target.label, at: fn.at(node) })
}

/** `continue`, `continue name`: always a loop. */
export function lowerContinue(fn: FunctionContext, node: t.ContinueStatement): void {
  const name = node.label?.name
  const target = fn.jumps.findLast(
    jump => jump.kind === 'loop' && (name === undefined || jump.names.includes(name)),
  )
  if (target === undefined) return unsupported(node, fn.at(node), 'This `continue`')
  fn.emit({ kind: 'continue', label: target.label, at: fn.at(node) })
}
