import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Call, FunctionId, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import type { Inlinable } from './read-helper.js'
import { readHelper } from './read-helper.js'
import { Caller } from './take-in.js'

type Fn = KernelFunction<JsType>

/**
 * Writes the body of a small helper without loops where it is called, so that what is known of its arguments there is
 * known in it, and loops around it have no call left.
 *
 * ```
 * t = lerp(u, a[i], b)
 * →
 * x = a[i]; t = x + u * (b - x)
 * ```
 *
 * Soundness: arguments are computed before the body as before, once, into locals of the call's own; what stands in for a
 * parameter as it is, the helper cannot change: constants, and the caller's locals where the helper does not assign the
 * parameter. The last thing that each way through the helper did was to return, which now assigns; nothing it had follows.
 * What calls a function of its own in turn, itself above all, stays a call.
 */
export const inlineCalls: Preparation = {
  name: 'inline-calls',
  run: kernel => dropUncalled(new Inliner(kernel).all()),
}

class Inliner {
  private readonly kernel: Kernel<JsType>
  private readonly done = new Map<FunctionId, Fn>()
  private readonly helpers = new Map<FunctionId, Inlinable | null>()

  constructor(kernel: Kernel<JsType>) {
    this.kernel = kernel
  }

  all(): Kernel<JsType> {
    return { ...this.kernel, functions: this.kernel.functions.map((fn, id) => this.withoutCalls(fn, id)) }
  }

  private withoutCalls(fn: Fn, id: FunctionId): Fn {
    const known = this.done.get(id)
    if (known) return known
    const caller = new Caller(fn)
    const body = rewriteList(fn.body, {
      stmt: stmt => {
        const helper = stmt.kind === 'call' ? this.helperOf(stmt) : null
        return (stmt.kind === 'call' && helper && caller.inlined(stmt, helper)) || [stmt]
      },
    })
    const result = caller.isChanged ? { ...fn, locals: caller.locals, body } : fn
    this.done.set(id, result)
    return result
  }

  private helperOf({ callee, sorts, local }: Call<JsType>): Inlinable | null {
    const fn = typeof callee === 'number' ? this.kernel.functions[callee] : undefined
    if (typeof callee !== 'number' || callee === 0 || fn === undefined || sorts !== undefined) return null
    // Whoever asks for a value that there is none of is told so where it is used.
    if (local !== null && fn.result === 'undefined') return null
    const known = this.helpers.get(callee)
    if (known !== undefined) return known
    // Whoever comes back here while it is being looked at calls itself.
    this.helpers.set(callee, null)
    const inner = this.withoutCalls(fn, callee)
    const helper = callsOwn(inner.body) ? null : readHelper(inner)
    this.helpers.set(callee, helper)
    return helper
  }
}

function callsOwn(list: readonly Stmt<JsType>[]): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'call' && typeof stmt.callee === 'number'
  })
  return found
}

/** The kernel without the functions that are called no more. */
function dropUncalled(kernel: Kernel<JsType>): Kernel<JsType> {
  const called = new Set<FunctionId>([0])
  for (const id of called) {
    forEachStmt(kernel.functions[id]?.body ?? [], stmt => {
      if (stmt.kind === 'call' && typeof stmt.callee === 'number') called.add(stmt.callee)
    })
  }
  if (called.size === kernel.functions.length) return kernel
  const left = kernel.functions.map((_, id) => id).filter(id => called.has(id))
  const places = new Map(left.map((id, place) => [id, place]))
  const functions = kernel.functions
    .filter((_, id) => called.has(id))
    .map(fn => ({
      ...fn,
      body: rewriteList(fn.body, {
        stmt: stmt =>
          stmt.kind === 'call' && typeof stmt.callee === 'number'
            ? [{ ...stmt, callee: places.get(stmt.callee) ?? stmt.callee }]
            : [stmt],
      }),
    }))
  return { ...kernel, functions }
}
