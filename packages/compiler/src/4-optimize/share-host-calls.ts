import type { Expr, LocalId } from '../ir/expr.js'
import { exprKey } from '../ir/expr-key.js'
import { forEachExpr, forEachLocal, operands } from '../ir/expr-walk.js'
import type { KernelFunction, Local } from '../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../ir/rewrite-list.js'
import type { Stmt } from '../ir/stmt.js'
import { forEachExprIn, mapStmtBodies, mapStmtExprs, stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { writtenLocals } from './symbolic/writes.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Calls the host once where the same call stands several times: `x * Math.cos(t) - y * Math.sin(t)` beside
 * `x * Math.sin(t) + y * Math.cos(t)`. A JavaScript engine does that too; it cannot once the calls leave Wasm.
 *
 * Soundness: such a call is pure, and nothing assigns a local in it between the first place, which is always reached, and
 * the others, so all of them give the first one's bits. Calls that read memory are left alone.
 */
export const shareHostCalls: Pass = {
  name: 'share-host-calls',
  after: {},
  run: kernel => ({ ...kernel, functions: kernel.functions.map(shareFunction) }),
}

function shareFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const locals = [...fn.locals]
  const body = shareList(fn.body, locals)
  return locals.length === fn.locals.length ? fn : { ...fn, locals, body }
}

function shareList(list: readonly Typed[], locals: Local<ValueType>[]): readonly Typed[] {
  let rest = list
  const done: Typed[] = []
  for (let stmt = rest[0]; stmt; stmt = rest[0]) {
    const shared = hostCallsIn(stmt).find(call => countUses(exprKey(call), reachOf(call, rest)) > 1)
    if (shared) {
      const { type, at } = shared
      const local: LocalId = locals.push({ name: 'shared', type, origin: 'temp', at }) - 1
      done.push({ kind: 'set', local, value: shared, at })
      rest = replaceUses(rest, shared, { kind: 'local', local, type, at })
    } else {
      done.push(mapStmtBodies(stmt, body => shareList(body, locals)))
      rest = rest.slice(1)
    }
  }
  return done
}

/** The calls that a statement itself always makes, larger ones first. */
function hostCallsIn(stmt: Typed): readonly TypedExpr[] {
  const found: TypedExpr[] = []
  const visit = (expr: TypedExpr): void => {
    if (isHostCall(expr) && !readsMemory(expr)) found.push(expr)
    const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
    for (const operand of isLazy ? operands(expr).slice(0, 1) : operands(expr)) visit(operand)
  }
  // What a loop asks in every turn is not asked once.
  if (stmt.kind === 'switch') visit(stmt.discriminant)
  else if (stmt.kind !== 'loop') for (const expr of stmtExprs(stmt)) visit(expr)
  return found
}

function isHostCall(expr: TypedExpr): boolean {
  if (expr.kind === 'math') return true
  return expr.kind === 'binary' && (expr.op === 'pow' || (expr.op === 'rem' && expr.type === 'f64'))
}

function readsMemory(expr: TypedExpr): boolean {
  let reads = false
  forEachExpr(expr, part => {
    reads ||= part.kind === 'load'
  })
  return reads
}

/** How far the locals of a call stay as they are: whole statements, and of the one that assigns them what it computes first. */
interface Reach {
  readonly whole: readonly Typed[]
  readonly last: Typed | null
}

function reachOf(call: TypedExpr, list: readonly Typed[]): Reach {
  const read = new Set<LocalId>()
  forEachLocal(call, local => read.add(local))
  const end = list.findIndex(stmt => [...writtenLocals([stmt])].some(local => read.has(local)))
  if (end === -1) return { whole: list, last: null }
  return { whole: list.slice(0, end), last: list[end] ?? null }
}

/** The expressions of a statement that are computed once, before it does anything. */
function isAskedFirst(stmt: Typed): boolean {
  return stmt.kind !== 'loop' && stmt.kind !== 'switch'
}

function countUses(key: string, { whole, last }: Reach): number {
  let uses = 0
  const count = (expr: TypedExpr) => {
    if (isHostCall(expr) && exprKey(expr) === key) uses++
  }
  forEachExprIn(whole, count)
  if (last && isAskedFirst(last)) for (const expr of stmtExprs(last)) forEachExpr(expr, count)
  return uses
}

function replaceUses(list: readonly Typed[], call: TypedExpr, by: TypedExpr): readonly Typed[] {
  const key = exprKey(call)
  const rewriter = {
    expr: (expr: TypedExpr, original: TypedExpr) =>
      isHostCall(original) && exprKey(original) === key ? by : expr,
  }
  const { whole, last } = reachOf(call, list)
  const first = last && isAskedFirst(last) ? mapStmtExprs(last, expr => rewriteExpr(expr, rewriter)) : last
  return [...rewriteList(whole, rewriter), ...(first ? [first] : []), ...list.slice(whole.length + 1)]
}
