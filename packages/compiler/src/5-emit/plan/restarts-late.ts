import { isCallback, isDraw } from '../../ir/host-function.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { stmtRestarts } from '../../ir/restarts.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import { stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { originsIn, traceArrays } from './array-flow.js'
import { hasCallCycle } from './has-call-cycle.js'

/** What running some statements may do: leave a trace, start over, start over after it has left one. */
interface Effects {
  readonly writes: boolean
  readonly restarts: boolean
  readonly late: boolean
}

const nothing: Effects = { writes: false, restarts: false, late: false }
/** What a recursive call may do, whose own effects are being found. */
const everything: Effects = { writes: true, restarts: true, late: true }

/** What a statement itself does, apart from those nested in it and from what it calls. */
interface Asked {
  readonly writes: (stmt: Stmt<ValueType>, isCallers: (local: number) => boolean) => boolean
  readonly restarts: (stmt: Stmt<ValueType>) => boolean
}

/**
 * Whether a kernel may start over after it has written to an array of the caller's. Jumps are ignored, and every branch
 * counts, so the answer errs on the side of yes.
 */
export function restartsLate(kernel: Kernel<ValueType>): boolean {
  return isLate(kernel, {
    writes: (stmt, isCallers) => (stmt.kind === 'store' || stmt.kind === 'bulk') && isCallers(stmt.array),
    // What it answers may be for JavaScript to go on with.
    restarts: stmt => stmtRestarts(stmt) || asksOutside(stmt),
  })
}

/**
 * Whether it may start over after it has drawn a random number. Recursion counts, which may end the stack; that any other
 * call ends it right behind a draw does not, as nobody can tell what the engine's generator would have given.
 */
export function restartsDrawn(kernel: Kernel<ValueType>): boolean {
  const isRecursive = hasCallCycle(kernel)
  return isLate(kernel, {
    writes: stmt => stmt.kind === 'call' && isDraw(stmt.callee),
    restarts: stmt =>
      stmtRestarts(stmt) ||
      (stmt.kind === 'call' && (isCallback(stmt.callee) || (isRecursive && typeof stmt.callee === 'number'))),
  })
}

function asksOutside(stmt: Stmt<ValueType>): boolean {
  return stmt.kind === 'call' && (isCallback(stmt.callee) || stmt.callee === 'draw')
}

function isLate(kernel: Kernel<ValueType>, asked: Asked): boolean {
  const flows = traceArrays(kernel)
  const known = new Map<FunctionId, Effects>()

  function effectsOfFunction(id: FunctionId): Effects {
    const found = known.get(id)
    if (found) return found
    known.set(id, everything)
    const fn = kernel.functions[id] as KernelFunction<ValueType>
    const origins = originsIn(fn, flows)
    const isCallers = (local: number) => [...(origins.get(local) ?? [])].some(origin => origin !== 'table')
    const effects = inOrder(fn.body.map(stmt => effectsOf(stmt, isCallers)))
    known.set(id, effects)
    return effects
  }

  function effectsOf(stmt: Stmt<ValueType>, isCallers: (local: number) => boolean): Effects {
    const own = { writes: asked.writes(stmt, isCallers), restarts: asked.restarts(stmt), late: false }
    if (stmt.kind === 'call') {
      if (typeof stmt.callee !== 'number') return own
      const called = effectsOfFunction(stmt.callee)
      if (stmt.sorts === undefined) return inOrder([own, called])
      // What one comparison writes stands before what the next one may do.
      return inOrder([own, called, called, { ...nothing, writes: isCallers(stmt.sorts) }])
    }
    const bodies = stmtBodies(stmt).map(body => inOrder(body.map(inner => effectsOf(inner, isCallers))))
    if (stmt.kind === 'if') return inOrder([own, anyOf(bodies)])
    const all = inOrder([own, ...bodies])
    // What one turn of a loop writes stands before what the next one may do.
    return stmt.kind === 'loop' ? inOrder([all, all]) : all
  }

  return effectsOfFunction(0).late
}

function inOrder(parts: readonly Effects[]): Effects {
  return parts.reduce(
    (before, next) => ({
      writes: before.writes || next.writes,
      restarts: before.restarts || next.restarts,
      late: before.late || next.late || (before.writes && next.restarts),
    }),
    nothing,
  )
}

function anyOf(parts: readonly Effects[]): Effects {
  return {
    writes: parts.some(part => part.writes),
    restarts: parts.some(part => part.restarts),
    late: parts.some(part => part.late),
  }
}
