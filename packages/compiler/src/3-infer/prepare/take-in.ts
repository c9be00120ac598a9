import type { Expr, LocalId } from '../../ir/expr.js'
import type { KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../../ir/rewrite-list.js'
import type { Call, LabelId, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Inlinable } from './read-helper.js'
import { sizeOf } from './read-helper.js'

type List = readonly Stmt<JsType>[]
type Fn = KernelFunction<JsType>

/** As much code, in statements and parts of expressions, as a function may become. */
const largest = 4000

/** A function that takes in bodies of others. */
export class Caller {
  readonly locals: Local<JsType>[]
  isChanged = false
  private size: number
  private lastLabel = -1
  private readonly tables = new Map<number, LocalId>()
  private readonly told: Set<Fn>

  /** `told`: whose variables are spoken of already. */
  constructor(fn: Fn, told: readonly Fn[] = []) {
    this.told = new Set(told)
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
    if (this.size + helper.size > largest) return null
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
