import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import { runsForever } from '../ir/control-flow.js'
import type { Expr, LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { Kernel, KernelFunction, Local } from '../ir/kernel.js'
import type { SourceRange } from '../ir/source-range.js'
import type { LabelId, Stmt } from '../ir/stmt.js'
import { assignedLocal, namedArrays, stmtExprs } from '../ir/stmt-walk.js'
import type { JsType } from '../ir/types.js'

/** Locals that certainly have a value; null where control never comes. */
type Assigned = ReadonlySet<LocalId> | null

/** Refuses a kernel that may read a variable before it has a value (JavaScript gives `undefined` or throws). */
export function checkAssigned(kernel: Kernel<JsType>): void {
  eachUnassigned(kernel, (local, at) => refuse(diagnose('infer/maybe-undefined', at, local?.name ?? '')))
}

/** Whether a kernel may read any variable before it has a value, of which no range is known then. */
export function mayBeUnassigned(kernel: Kernel<JsType>): boolean {
  let found = false
  eachUnassigned(kernel, () => {
    found = true
  })
  return found
}

/** The declarations of the numbers that a kernel may read before they have a value. */
export function listUnassigned(kernel: Kernel<JsType>): readonly SourceRange[] {
  const found: SourceRange[] = []
  eachUnassigned(kernel, local => {
    if (local?.type === 'number' && local.origin === 'variable') found.push(local.at)
  })
  return found
}

/** Told of a local that may have no value, and where it is read. */
type Tell = (local: Local<JsType> | undefined, at: SourceRange) => void

function eachUnassigned(kernel: Kernel<JsType>, tell: Tell): void {
  for (const fn of kernel.functions) {
    const start = new Set(fn.params)
    fn.locals.forEach((local, id) => {
      if (local.origin === 'table') start.add(id)
    })
    new AssignmentFlow(fn, tell).list(fn.body, start)
  }
}

class AssignmentFlow {
  private readonly fn: KernelFunction<JsType>
  private readonly tell: Tell
  private readonly exits = new Map<LabelId, Assigned>()

  constructor(fn: KernelFunction<JsType>, tell: Tell) {
    this.fn = fn
    this.tell = tell
  }

  list(stmts: readonly Stmt<JsType>[], before: Assigned): Assigned {
    let state = before
    for (const stmt of stmts) state = state && this.stmt(stmt, state)
    return state
  }

  private stmt(stmt: Stmt<JsType>, state: ReadonlySet<LocalId>): Assigned {
    switch (stmt.kind) {
      case 'set':
        this.read(stmt.value, state)
        return with_(state, stmt.local)
      case 'store':
        this.local(stmt.array, stmt, state)
        this.read(stmt.index, state)
        this.read(stmt.value, state)
        return state
      case 'store-row':
        this.local(stmt.array, stmt, state)
        this.read(stmt.index, state)
        this.read(stmt.row, state)
        return state
      case 'output':
      case 'set-global':
        this.read(stmt.value, state)
        return state
      case 'new-array':
      case 'view':
      case 'row':
      case 'bulk':
      case 'resize': {
        for (const array of namedArrays(stmt)) this.local(array, stmt, state)
        for (const expr of stmtExprs(stmt)) this.read(expr, state)
        const made = assignedLocal(stmt)
        return made === null ? state : with_(state, made)
      }
      case 'call':
        for (const arg of stmt.args) this.read(arg, state)
        return stmt.local === null ? state : with_(state, stmt.local)
      case 'if':
        this.read(stmt.test, state)
        return meet(this.list(stmt.then, state), this.list(stmt.else, state))
      case 'loop':
        return this.loop(stmt, state)
      case 'switch':
        return this.switch(stmt, state)
      case 'block':
        return meet(this.list(stmt.body, state), this.taken(stmt.label))
      case 'break':
        this.exits.set(
          stmt.label,
          this.exits.has(stmt.label) ? meet(this.exits.get(stmt.label) ?? null, state) : state,
        )
        return null
      case 'continue': {
        const label = continueLabel(stmt.label)
        this.exits.set(label, this.exits.has(label) ? meet(this.exits.get(label) ?? null, state) : state)
        return null
      }
      case 'return':
        if (stmt.value) this.read(stmt.value, state)
        return null
      case 'throw':
        return null
    }
  }

  private loop(stmt: Stmt<JsType> & { readonly kind: 'loop' }, state: ReadonlySet<LocalId>): Assigned {
    // Later iterations only know more than the first, so one walk from the entry state decides.
    this.read(stmt.test, state)
    const end = this.list(stmt.body, state)
    this.list(stmt.update, meet(end, this.taken(continueLabel(stmt.label))))
    const broke = this.taken(stmt.label)
    return runsForever(stmt) ? broke : meet(state, broke)
  }

  private switch(stmt: Stmt<JsType> & { readonly kind: 'switch' }, state: ReadonlySet<LocalId>): Assigned {
    this.read(stmt.discriminant, state)
    for (const c of stmt.cases) if (c.test) this.read(c.test, state)
    let fallen: Assigned = null
    for (const c of stmt.cases) fallen = this.list(c.body, meet(fallen, state))
    const skipped = stmt.cases.some(c => c.test === null) ? null : state
    return meet(meet(fallen, skipped), this.taken(stmt.label))
  }

  private taken(label: LabelId): Assigned {
    const state = this.exits.get(label) ?? null
    this.exits.delete(label)
    return state
  }

  private read(expr: Expr<JsType>, state: ReadonlySet<LocalId>): void {
    forEachLocal(expr, (local, at) => this.local(local, at, state))
  }

  private local(id: LocalId, use: { readonly at: Stmt<JsType>['at'] }, state: ReadonlySet<LocalId>): void {
    if (!state.has(id)) this.tell(this.fn.locals[id], use.at)
  }
}

/** Loop labels are not negative, so their complements are free to name the place `continue` jumps to. */
function continueLabel(label: LabelId): LabelId {
  return ~label
}

function with_(state: ReadonlySet<LocalId>, local: LocalId): ReadonlySet<LocalId> {
  return state.has(local) ? state : new Set(state).add(local)
}

function meet(a: Assigned, b: Assigned): Assigned {
  if (a === null) return b
  if (b === null) return a
  return new Set([...a].filter(x => b.has(x)))
}
