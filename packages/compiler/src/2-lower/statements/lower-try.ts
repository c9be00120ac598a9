import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import type { Frame } from '../values/value.js'

/**
 * `try … catch … finally`. Whatever throws in the try block starts the call over in JavaScript, so the catch block never
 * runs here; the finally block stands at every way out of the try block.
 */
export function lowerTry(fn: FunctionContext, { block, finalizer }: t.TryStatement): void {
  const finish = () => {
    if (finalizer) fn.statement(finalizer)
  }
  fn.jumps.push({ names: [], kind: 'try', finish })
  try {
    fn.statement(block)
  } finally {
    fn.jumps.pop()
  }
  finish()
}

/** Emits the finally blocks a jump passes on its way out to this depth of `fn.jumps`, the innermost first. */
export function passFinallys(fn: FunctionContext, depth: number): void {
  for (let i = fn.jumps.length - 1; i >= depth; i--) {
    const jump = fn.jumps[i]
    if (jump?.kind !== 'try') continue
    // A jump inside the finally block starts from outside the try statement.
    const inner = fn.jumps.splice(i)
    try {
      jump.finish()
    } finally {
      fn.jumps.push(...inner)
    }
  }
}

/** Whether what is thrown here may be caught before it leaves the kernel. */
export function isInsideTry(fn: FunctionContext): boolean {
  for (let frame: Frame | null = fn.frame; frame !== null; frame = frame.caller) {
    if (frame.jumps.some(jump => jump.kind === 'try')) return true
  }
  return false
}
