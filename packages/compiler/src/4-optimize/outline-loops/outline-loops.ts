import { partMark } from '../../abi/names.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { liveAtLoops } from '../live-locals.js'
import { loopStarts } from '../loop-starts.js'
import { callInParts } from './call-in-parts.js'
import { OutlinePlanner } from './plan-outline.js'
import { writePart } from './write-part.js'

type Typed = Stmt<ValueType>

/**
 * Runs a long loop in parts, each a call of a function of its own. An engine starts with code that it makes in a hurry and
 * replaces by better code for the next call of a function, never for one that runs: without this, a kernel whose first
 * call takes seconds would run all of it as hurried code.
 *
 * ```
 * for (; i < n; i++) f(i)
 * →
 * turns = 8
 * for (; i < n; ) {
 *   until = n - i > turns ? i + turns : n
 *   i = part(until, i, …)
 *   turns += (turns >> 2) + 1
 * }
 * part(until, i, …) { for (; i < until; i++) f(i); return i }
 * ```
 *
 * Where nothing says how many turns are left, `part` counts its own, and the loop's test is asked before each part.
 *
 * Soundness: the parts make the same turns in the same order, as each begins at the counter the last one ended with, and
 * ends at or before the loop's own bound, which no turn changes; a test that is asked once more gives the same. What turns hand on, or something behind the loop reads,
 * goes into each part and comes back: the counter as its value, the rest in globals that are read before anything else
 * runs. No jump leads out of the loop but a throw, which ends the kernel in any function. `n - i` may leave int32 and
 * is right as an uint32, since `i < n`.
 */
export const outlineLoops: Pass = {
  name: 'outline-loops',
  copiesLoops: true,
  after: {
    'vectorize-loops': 'it looks for loops where they are',
    'jam-loops': 'it looks for nests where they are',
    'carry-elements': 'it reads before a loop what parts would read anew',
    'sum-integers': 'each strip is a loop to run in parts',
  },
  run: kernel => {
    const [entry, ...helpers] = kernel.functions
    if (!entry) return kernel
    const { outer, parts } = outlineEntry(entry, kernel.functions.length)
    return parts.length === 0 ? kernel : { ...kernel, functions: [outer, ...helpers, ...parts] }
  },
}

interface Outlined {
  readonly outer: KernelFunction<ValueType>
  readonly parts: readonly KernelFunction<ValueType>[]
}

/** Helpers are called again and again, and so are better the next time. */
function outlineEntry(fn: KernelFunction<ValueType>, firstId: number): Outlined {
  const names = new FreshNames(fn)
  const planner = new OutlinePlanner(fn, liveAtLoops(fn.body), loopStarts(fn.body))
  const parts: KernelFunction<ValueType>[] = []
  const visit = (list: readonly Typed[], isInLoop: boolean): readonly Typed[] =>
    list.flatMap(stmt => {
      // What runs long is each strip.
      if (stmt.kind === 'loop' && stmt.isStrips) return [mapStmtBodies(stmt, inner => visit(inner, isInLoop))]
      if (stmt.kind === 'loop' && planner.isCopy(stmt)) return [stmt]
      const plan = stmt.kind === 'loop' ? planner.plan(stmt, isInLoop) : null
      if (!plan) return [mapStmtBodies(stmt, inner => visit(inner, isInLoop || stmt.kind === 'loop'))]
      const id = firstId + parts.length
      parts.push(writePart(fn, plan, `${fn.name}${partMark}${parts.length + 1}`))
      return callInParts(plan, id, names)
    })
  const body = visit(fn.body, false)
  return { outer: { ...fn, locals: names.locals, body }, parts }
}
