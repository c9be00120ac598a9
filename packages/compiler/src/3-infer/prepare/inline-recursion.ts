import type { KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Call, FunctionId, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import { readHelper } from './read-helper.js'
import { Caller } from './take-in.js'

type Fn = KernelFunction<JsType>

/**
 * Writes the body of a small function that calls itself where it does so, once or twice, so that most of its calls are
 * none: what a call costs is what such functions do most of the time.
 *
 * ```
 * fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
 * →
 * fib(n) = n < 2 ? n : (n - 1 < 2 ? n - 1 : fib(n - 2) + fib(n - 3)) + (n - 2 < 2 ? n - 2 : fib(n - 3) + fib(n - 4))
 * ```
 *
 * Soundness: that of `inline-calls`; the body that is written is the function's own as it was. A call that exhausts the stack
 * starts over in JavaScript at whatever depth that happens.
 */
export const inlineRecursion: Preparation = {
  name: 'inline-recursion',
  copiesLoops: true,
  run: kernel => ({ ...kernel, functions: kernel.functions.map((fn, id) => inlineInItself(fn, id)) }),
}

/** Deeper ones gain little. */
const mostLevels = 2
/** As much code, in statements and parts of expressions, as a function may become. */
const largest = 320

function inlineInItself(fn: Fn, id: FunctionId): Fn {
  const calls = countSelfCalls(fn, id)
  const helper = calls > 0 ? readHelper(fn) : null
  const levels = helper ? levelsFor(helper.size, calls) : 0
  if (!helper || levels === 0) return fn
  const caller = new Caller(fn, [fn])
  let { body } = fn
  for (let level = 0; level < levels; level++) {
    body = rewriteList(body, {
      stmt: stmt => (isSelfCall(stmt, fn, id) && caller.inlined(stmt, helper)) || [stmt],
    })
  }
  return { ...fn, locals: caller.locals, body }
}

function isSelfCall(stmt: Stmt<JsType>, { result }: Fn, id: FunctionId): stmt is Call<JsType> {
  if (stmt.kind !== 'call' || stmt.callee !== id || stmt.sorts !== undefined) return false
  // Whoever asks for a value that there is none of is told so where it is used.
  return stmt.local === null || result !== 'undefined'
}

function countSelfCalls(fn: Fn, id: FunctionId): number {
  let count = 0
  forEachStmt(fn.body, stmt => {
    if (isSelfCall(stmt, fn, id)) count++
  })
  return count
}

/** How often the body may be written into itself: each time, every call of it becomes as many as it has. */
function levelsFor(size: number, calls: number): number {
  let levels = 0
  let bodies = 1
  for (let added = calls; levels < mostLevels && (bodies + added) * size <= largest; added *= calls) {
    bodies += added
    levels++
  }
  return levels
}
