import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import type { Stmt } from '../lowered.js'
import { unsupported } from '../unsupported.js'
import type { JumpTarget } from '../values/value.js'
import { passFinallys } from './lower-try.js'

/** Lowers what stands inside a loop, switch or labelled block, where `break` and `continue` may name it. */
export function inside(fn: FunctionContext, target: JumpTarget, lower: () => void): readonly Stmt[] {
  fn.jumps.push(target)
  try {
    return fn.capture(() => {
      if (target.kind === 'loop') fn.proven.enterLoop()
      lower()
    }).statements
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
  jump(fn, node, target => (name === undefined ? target.kind !== 'block' : target.names.includes(name)))
}

/** `continue`, `continue name`: always a loop. */
export function lowerContinue(fn: FunctionContext, node: t.ContinueStatement): void {
  const name = node.label?.name
  jump(fn, node, target => target.kind === 'loop' && (name === undefined || target.names.includes(name)))
}

type Label = Exclude<JumpTarget, { readonly kind: 'try' }>

function jump(
  fn: FunctionContext,
  node: t.BreakStatement | t.ContinueStatement,
  isTarget: (target: Label) => boolean,
): void {
  const depth = fn.jumps.findLastIndex(target => target.kind !== 'try' && isTarget(target))
  const target = fn.jumps[depth]
  const [kind, name] =
    node.type === 'BreakStatement' ? (['break', '`break`'] as const) : (['continue', '`continue`'] as const)
  if (target === undefined || target.kind === 'try') return unsupported(node, fn.at(node), `This ${name}`)
  passFinallys(fn, depth)
  fn.emit({ kind, label: target.label, at: fn.at(node) })
}
