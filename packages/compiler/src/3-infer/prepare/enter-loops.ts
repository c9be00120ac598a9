import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../../ir/rewrite-list.js'
import type { LabelId, Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import { forEachStmt, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'

type List = readonly Stmt<JsType>[]

/**
 * Asks whether a loop runs at all before its counter starts at a product, which may lie far beyond its bound.
 *
 * ```
 * for (j = i * i; j < n; j += i) …
 * →
 * j = i * i
 * if (j < n) { for (k = j; k < n; k += i) …[k]; j = k }
 * ```
 *
 * In the loop the counter then is never more than one step beyond the bound, and so an integer of 32 bits.
 *
 * Soundness: the first time the loop asks its test, the answer is the one that was just given, for nothing is written in
 * between; where it is no, the counter keeps its start. Each way out of the loop leads to where the counter is copied
 * back, or out of the function, where nothing reads it.
 */
export const enterLoops: Preparation = {
  name: 'enter-loops',
  run: (kernel: Kernel<JsType>) => ({ ...kernel, functions: kernel.functions.map(enterFunction) }),
}

function enterFunction(fn: KernelFunction<JsType>): KernelFunction<JsType> {
  const locals: Local<JsType>[] = [...fn.locals]
  const visit = (list: List): List =>
    list.flatMap((stmt, place) => {
      const inner = mapStmtBodies(stmt, visit)
      const start = list[place - 1]
      if (inner.kind !== 'loop' || start?.kind !== 'set' || !startsFar(inner, start)) return [inner]
      const counter = locals[start.local]
      if (!counter) return [inner]
      return [entered(inner, start.local, locals.push({ ...counter, origin: 'temp' }) - 1)]
    })
  const body = visit(fn.body)
  return locals.length === fn.locals.length ? fn : { ...fn, locals, body }
}

/** Whether a loop goes up from a product to a bound. */
function startsFar(loop: Loop<JsType>, { local, value }: SetLocal<JsType>): boolean {
  const { test } = loop
  if (test.kind !== 'compare' || (test.op !== 'lt' && test.op !== 'le')) return false
  if (test.left.kind !== 'local' || test.left.local !== local || value.type !== 'number') return false
  return hasProduct(value) && !leavesFurther(loop) && !isCalledFor(loop, local)
}

function hasProduct(value: Expr<JsType>): boolean {
  let found = false
  forEachExpr(value, part => {
    if (part.kind === 'binary' && part.op === 'mul') {
      found ||= part.left.kind !== 'const' && part.right.kind !== 'const'
    }
  })
  return found
}

/** Whether a loop gives a local what a call does. */
function isCalledFor(loop: Loop<JsType>, local: LocalId): boolean {
  let found = false
  forEachStmt([loop], stmt => {
    found ||= stmt.kind === 'call' && stmt.local === local
  })
  return found
}

/** Whether a jump in a loop leads beyond what is directly behind it. */
function leavesFurther(loop: Loop<JsType>): boolean {
  const inside = new Set<LabelId>()
  let leaves = false
  forEachStmt([loop], stmt => {
    if (stmt.kind === 'break' || stmt.kind === 'continue') leaves ||= !inside.has(stmt.label)
    else if ('label' in stmt) inside.add(stmt.label)
  })
  return leaves
}

/** The loop over a counter of its own. */
function entered(loop: Loop<JsType>, outer: LocalId, counter: LocalId): Stmt<JsType> {
  const { at } = loop
  const read = (local: LocalId): Expr<JsType> => ({ kind: 'local', local, type: 'number', at })
  const own = rewriteList<JsType>([loop], {
    expr: expr => (expr.kind === 'local' && expr.local === outer ? { ...expr, local: counter } : { ...expr }),
    stmt: stmt => [stmt.kind === 'set' && stmt.local === outer ? { ...stmt, local: counter } : stmt],
  })
  const then: List = [
    { kind: 'set', local: counter, value: read(outer), at },
    ...own,
    { kind: 'set', local: outer, value: read(counter), at },
  ]
  // Nodes of its own, as ranges are known by node.
  const test = rewriteExpr<JsType>(loop.test, { expr: expr => ({ ...expr }) })
  return { kind: 'if', test, then, else: [], at }
}
