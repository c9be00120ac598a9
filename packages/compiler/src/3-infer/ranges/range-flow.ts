import type { Expr, LocalId } from '../../ir/expr.js'
import type { HostFunction } from '../../ir/host-function.js'
import { hostInfo, isDraw } from '../../ir/host-function.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { LabelId, Stmt } from '../../ir/stmt.js'
import { forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import { clampStep } from './counters.js'
import type { RangeScope } from './evaluate.js'
import { evaluate } from './evaluate.js'
import type { Range } from './range.js'
import { anyNumber, between, exactly, integers, isBig, join, sameRange } from './range.js'
import { RangeEnv } from './range-env.js'
import { refine } from './refine.js'
import { widen } from './widen.js'

/** What a walk over one function learns for its callers, its callees and `narrowNumbers`. */
export interface FlowSink {
  readonly scope: RangeScope
  readonly callee: (stmt: Stmt<JsType> & { readonly kind: 'call' }, args: readonly Range[]) => Range | null
  /** Each visit of a statement replaces what the one before said: the last one knows the settled facts. */
  readonly assigned: (stmt: Stmt<JsType>, local: LocalId, range: Range) => void
  readonly returned: (stmt: Stmt<JsType>, range: Range) => void
}

type State = RangeEnv | null
type LoopStmt = Stmt<JsType> & { readonly kind: 'loop' }

/** The last visit of a loop; `precise` ones came after the loops around it had settled. */
interface Visit {
  readonly entry: RangeEnv
  readonly head: RangeEnv
  readonly exit: State
  readonly precise: boolean
}

const patience = 3
const most = 40

/** Forward interval analysis of one function over its statement tree; loops run to a fixpoint, then once narrower. */
export class RangeFlow {
  private readonly exits = new Map<LabelId, State>()
  private readonly bases = new Map<LocalId, Range>()
  private readonly visits = new Map<LoopStmt, Visit>()
  /** Loops by whether some jump inside leads to a loop, switch or block around them. */
  private readonly outward = new Map<LoopStmt, boolean>()
  /** Loops around this point that still grow. */
  private growing = 0
  private readonly sink: FlowSink

  constructor(sink: FlowSink) {
    this.sink = sink
  }

  run(fn: KernelFunction<JsType>, params: ReadonlyMap<LocalId, Range>): void {
    for (const [local, range] of params) this.bases.set(local, range)
    this.list(fn.body, RangeEnv.of(params))
  }

  private list(stmts: readonly Stmt<JsType>[], before: State): State {
    let state = before
    for (const stmt of stmts) {
      if (!state) return null
      state = this.stmt(stmt, state)
    }
    return state
  }

  private stmt(stmt: Stmt<JsType>, env: RangeEnv): State {
    switch (stmt.kind) {
      case 'set':
        return this.assign(stmt, stmt.local, this.counted(stmt, this.eval(stmt.value, env)), env)
      case 'store':
        this.eval(stmt.index, env)
        this.eval(stmt.value, env)
        return env
      case 'store-row':
      case 'new-array':
      case 'view':
      case 'row':
      case 'bulk':
      case 'resize':
        for (const expr of stmtExprs(stmt)) this.eval(expr, env)
        return env
      case 'output':
      case 'set-global':
        this.eval(stmt.value, env)
        return env
      case 'call':
        return this.call(stmt, env)
      case 'if': {
        this.eval(stmt.test, env)
        const then = this.branch(stmt.test, true, env)
        const other = this.branch(stmt.test, false, env)
        return meet(then && this.list(stmt.then, then), other && this.list(stmt.else, other))
      }
      case 'loop':
        return this.loop(stmt, env)
      case 'switch':
        return this.switch(stmt, env)
      case 'block':
        return meet(this.list(stmt.body, env), this.taken(stmt.label))
      case 'break':
        return this.leave(stmt.label, env)
      case 'continue':
        return this.leave(~stmt.label, env)
      case 'return':
        if (stmt.value) this.sink.returned(stmt, this.eval(stmt.value, env))
        return null
      case 'throw':
        return null
    }
  }

  private eval(expr: Expr<JsType>, env: RangeEnv): Range {
    return evaluate(expr, env, this.sink.scope)
  }

  private branch(test: Expr<JsType>, outcome: boolean, env: RangeEnv): State {
    return refine(test, outcome, env, this.sink.scope)
  }

  /** Small steps from a bounded start cannot reach 2^53 in any run that ends. */
  private counted(stmt: Stmt<JsType> & { readonly kind: 'set' }, range: Range): Range {
    const clamped = clampStep(stmt.value, stmt.local, range, this.bases.get(stmt.local))
    if (clamped) return clamped
    const base = this.bases.get(stmt.local)
    this.bases.set(stmt.local, base ? join(base, range) : range)
    return range
  }

  private assign(stmt: Stmt<JsType>, local: LocalId, range: Range, env: RangeEnv): RangeEnv {
    this.sink.assigned(stmt, local, range)
    if (sameRange(env.get(local), range)) return env
    return env.set(local, range)
  }

  private call(stmt: Stmt<JsType> & { readonly kind: 'call' }, env: RangeEnv): State {
    const args = stmt.args.map(arg => this.eval(arg, env))
    if (typeof stmt.callee !== 'number') {
      return stmt.local === null ? env : this.assign(stmt, stmt.local, hostRange(stmt.callee), env)
    }
    const result = this.sink.callee(stmt, args)
    if (result === null) return null
    if (stmt.local === null) return env
    this.bases.set(stmt.local, result)
    return this.assign(stmt, stmt.local, result, env)
  }

  private loop(stmt: LoopStmt, entry: RangeEnv): State {
    const precise = this.growing === 0
    const known = this.visits.get(stmt)
    if (known && known.precise === precise && known.entry.equals(entry)) return known.exit
    // While outer loops grow, facts only widen: what this one settled on last time is where to start.
    const start = known && !precise ? (meet(known.head, entry) ?? entry) : entry
    const settled = this.settle(stmt, entry, start)
    // A jump out of this loop leaves facts elsewhere, which a remembered answer would not.
    const isOutward = this.outward.get(stmt) ?? leavesOutward(stmt)
    this.outward.set(stmt, isOutward)
    if (!isOutward) this.visits.set(stmt, { entry, ...settled, precise })
    return settled.exit
  }

  /**
   * Goes round until nothing grows. One more step from a fixpoint is still sound and regains what widening overshot;
   * inner loops take it only once their outer ones have settled, which keeps deep nests affordable.
   */
  private settle(stmt: LoopStmt, entry: RangeEnv, start: RangeEnv): { head: RangeEnv; exit: State } {
    let head = start
    this.growing++
    for (let round = 0; ; round++) {
      const { back } = this.iteration(stmt, head)
      const next = meet(entry, back) ?? entry
      if (head.covers(next)) break
      // Past patience bounds jump; past `most` (never seen) whatever still moves is given up.
      head = round < patience ? next : next.map((range, local) => grow(head.get(local), range, round > most))
    }
    this.growing--
    if (this.growing === 0) {
      for (let i = 0; i < 2; i++) head = meet(entry, this.iteration(stmt, head).back) ?? entry
    }
    return { head, exit: this.iteration(stmt, head).exit }
  }

  private iteration(stmt: LoopStmt, head: RangeEnv): { back: State; exit: State } {
    this.eval(stmt.test, head)
    const inside = this.branch(stmt.test, true, head)
    const done = this.branch(stmt.test, false, head)
    const end = inside && this.list(stmt.body, inside)
    const back = this.list(stmt.update, meet(end, this.taken(~stmt.label)))
    return { back, exit: meet(done, this.taken(stmt.label)) }
  }

  private switch(stmt: Stmt<JsType> & { readonly kind: 'switch' }, env: RangeEnv): State {
    this.eval(stmt.discriminant, env)
    for (const c of stmt.cases) if (c.test) this.eval(c.test, env)
    let fallen: State = null
    for (const c of stmt.cases) fallen = this.list(c.body, meet(fallen, env))
    const skipped = stmt.cases.some(c => c.test === null) ? null : env
    return meet(meet(fallen, skipped), this.taken(stmt.label))
  }

  private leave(label: LabelId, env: RangeEnv): null {
    this.exits.set(label, meet(this.exits.get(label) ?? null, env))
    return null
  }

  private taken(label: LabelId): State {
    const state = this.exits.get(label) ?? null
    this.exits.delete(label)
    return state
  }
}

const randomRange = join(exactly(0), between(0, 1))

function grow(before: Range | undefined, next: Range, giveUp: boolean): Range {
  if (!before || sameRange(before, next)) return next
  const wide = widen(before, next)
  if (!giveUp || isBig(wide)) return wide
  return { lo: -Infinity, hi: Infinity, integer: false, nan: true, negZero: true, single: false }
}

/** Both ways lead here. */
function meet(a: State, b: State): State {
  if (a === null) return b
  return b === null ? a : a.meet(b)
}

/** Whether some jump inside a loop goes to a loop, switch or block around it. */
function leavesOutward(loop: LoopStmt): boolean {
  const own = new Set<LabelId>()
  const used = new Set<LabelId>()
  forEachStmt([loop], stmt => {
    if (stmt.kind === 'loop' || stmt.kind === 'switch' || stmt.kind === 'block') own.add(stmt.label)
    if (stmt.kind === 'break' || stmt.kind === 'continue') used.add(stmt.label)
  })
  return [...used].some(label => !own.has(label))
}

function hostRange(callee: HostFunction): Range {
  if (isDraw(callee)) return randomRange
  return hostInfo(callee).gives === 'boolean' ? integers(0, 1) : anyNumber
}
