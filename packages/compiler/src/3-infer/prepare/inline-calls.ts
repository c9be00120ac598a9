import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../../ir/rewrite-list.js'
import type { Call, FunctionId, LabelId, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import { endWithResult } from './end-with-result.js'

type List = readonly Stmt<JsType>[]
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

/** As much code, in statements and parts of expressions, as a helper may have, and as a function may become. */
const largest = { helper: 400, function: 4000 }

/** A helper that can be written where it is called: each way through it ends by assigning `result`. */
interface Inlinable {
  readonly fn: Fn
  readonly body: List
  readonly result: LocalId
  readonly assigned: ReadonlySet<LocalId>
  readonly size: number
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
    const helper = readHelper(this.withoutCalls(fn, callee))
    this.helpers.set(callee, helper)
    return helper
  }
}

function readHelper(fn: Fn): Inlinable | null {
  const plain: ReadonlySet<Stmt<JsType>['kind']> = new Set([
    'set',
    'store',
    'if',
    'block',
    'break',
    'call',
    'return',
    'throw',
  ])
  let isPlain = fn.params.every(param => fn.locals[param]?.promised === undefined)
  const assigned = new Set<LocalId>()
  forEachStmt(fn.body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) assigned.add(local)
    isPlain &&= plain.has(stmt.kind) && !(stmt.kind === 'call' && typeof stmt.callee === 'number')
  })
  const result = fn.locals.length
  const body = isPlain ? endWithResult(fn.body, fn.result === 'undefined' ? null : result) : null
  const size = sizeOf(fn.body)
  return body && size <= largest.helper ? { fn, body, result, assigned, size } : null
}

function sizeOf(list: List): number {
  let size = 0
  forEachStmt(list, stmt => {
    size++
    for (const expr of stmtExprs(stmt)) forEachExpr(expr, () => size++)
  })
  return size
}

/** A function that takes in bodies of others. */
class Caller {
  readonly locals: Local<JsType>[]
  isChanged = false
  private size: number
  private lastLabel = -1
  private readonly tables = new Map<number, LocalId>()
  private readonly told = new Set<Fn>()

  constructor(fn: Fn) {
    this.locals = [...fn.locals]
    this.size = sizeOf(fn.body)
    forEachStmt(fn.body, stmt => {
      if ('label' in stmt) this.lastLabel = Math.max(this.lastLabel, stmt.label)
    })
    fn.locals.forEach(({ table }, id) => {
      if (table !== undefined) this.tables.set(table, id)
    })
  }

  /** The statements that stand in for a call; null where the function would become too large. */
  inlined(call: Call<JsType>, helper: Inlinable): List | null {
    if (this.size + helper.size > largest.function) return null
    this.size += helper.size
    this.isChanged = true
    const { fn, assigned, result } = helper
    const stands = new Map<LocalId, Expr<JsType>>()
    const before: Stmt<JsType>[] = []
    fn.params.forEach((param, n) => {
      const arg = call.args[n]
      if (arg === undefined) return
      if (isName(arg) && !assigned.has(param)) stands.set(param, arg)
      else before.push({ kind: 'set', local: this.own(fn, param, stands), value: arg, at: arg.at })
    })
    if (call.local !== null) stands.set(result, readOf(call.local, fn.result, call.at))
    const own = (local: LocalId) => {
      const there = stands.get(local)
      return there?.kind === 'local' ? there.local : this.own(fn, local, stands)
    }
    const labels = this.relabelling(helper.body)
    const body = rewriteList(helper.body, {
      // Nodes of its own, as ranges are known by node.
      expr: expr => {
        if (expr.kind === 'local')
          return copyOf(stands.get(expr.local) ?? { ...expr, local: own(expr.local) }, expr.at)
        return expr.kind === 'load' || expr.kind === 'length'
          ? { ...expr, array: own(expr.array) }
          : { ...expr }
      },
      stmt: stmt => [renamed(stmt, own, labels)],
    })
    this.told.add(fn)
    return [...before, ...body]
  }

  /** A local of this function for one of the helper's; the variables of its first copy are those that are spoken of. */
  private own(fn: Fn, local: LocalId, stands: Map<LocalId, Expr<JsType>>): LocalId {
    const known = stands.get(local)
    if (known?.kind === 'local') return known.local
    const { source: _, ...original } = fn.locals[local] ?? {
      name: 'result',
      type: fn.result,
      origin: 'temp',
      at: fn.at,
    }
    const { table } = original
    const shared = table === undefined ? undefined : this.tables.get(table)
    const origin =
      table !== undefined ? 'table' : this.told.has(fn) || original.origin === 'temp' ? 'temp' : 'variable'
    const id = shared ?? this.locals.push({ ...original, origin }) - 1
    if (table !== undefined) this.tables.set(table, id)
    stands.set(local, readOf(id, original.type, original.at))
    return id
  }

  private relabelling(list: List): ReadonlyMap<LabelId, LabelId> {
    const labels = new Map<LabelId, LabelId>()
    forEachStmt(list, stmt => {
      if (stmt.kind === 'block') labels.set(stmt.label, ++this.lastLabel)
    })
    return labels
  }
}

function copyOf(expr: Expr<JsType>, at: Expr<JsType>['at']): Expr<JsType> {
  return rewriteExpr(expr, { expr: part => ({ ...part, at }) })
}

/** What may be written wherever a parameter is read: a local, perhaps with its sign changed, or a constant. */
function isName(expr: Expr<JsType>): boolean {
  if (expr.kind === 'unary')
    return expr.op === 'neg' && expr.type === 'number' && expr.operand.kind === 'local'
  return expr.kind === 'local' || expr.kind === 'const'
}

function readOf(local: LocalId, type: JsType, at: Expr<JsType>['at']): Expr<JsType> {
  return { kind: 'local', local, type, at }
}

function renamed(
  stmt: Stmt<JsType>,
  own: (local: LocalId) => LocalId,
  labels: ReadonlyMap<LabelId, LabelId>,
): Stmt<JsType> {
  if (stmt.kind === 'set') return { ...stmt, local: own(stmt.local) }
  if (stmt.kind === 'store') return { ...stmt, array: own(stmt.array) }
  if (stmt.kind === 'call') return { ...stmt, local: stmt.local === null ? null : own(stmt.local) }
  return 'label' in stmt ? { ...stmt, label: labels.get(stmt.label) ?? stmt.label } : stmt
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
