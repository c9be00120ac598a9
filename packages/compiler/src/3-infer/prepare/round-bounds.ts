import type { Compare, Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachLocal, operands } from '../../ir/expr-walk.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteExpr } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt, mapStmtBodies, stmtBodies } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'
import { settleGuards } from '../narrow/narrow-numbers.js'
import type { FunctionRanges } from '../ranges/analyze-ranges.js'
import { isBig } from '../ranges/range.js'
import { isWithin, largest } from './is-within.js'

type Typed = Stmt<JsType>
type List = readonly Typed[]
type JsExpr = Expr<JsType>
type Rounded = 'ceil' | 'floor'

/** A whole number beside a local, and whether it has to be checked. */
interface Beside {
  readonly bound: LocalId
  readonly isChecked: boolean
}

/**
 * Compares a counter with a whole number where its bound may be a fraction, so that both are int32:
 *
 * ```
 * for (i = 0; i < n / 2; i++) …
 * →
 * bound = ceil(n / 2)
 * for (i = 0; i < bound; i++) …
 * ```
 *
 * Where nobody knows how large a quotient is, it is checked where its local gets its only value, before anything is written:
 * `if (!(bound >= -2^30 && bound <= 2^30)) start over`.
 *
 * Soundness: the counter is a whole number each time it is compared, so it is less than a number where it is less than the
 * next whole one, and not above it where it is not above the whole one before. The bound is the same in every turn and
 * reads no memory, so it can be computed once. A kernel may start over in JavaScript before it has done anything; loops of
 * that many turns are none of those whose speed matters.
 */
export const roundBounds: Preparation = {
  name: 'round-bounds',
  run: kernel => {
    const { ranges } = settleGuards(kernel)
    const mayRestart = !kernel.functions.some(({ body }) => callsOutOf(body))
    const functions = kernel.functions.map((fn, id) => {
      const known = ranges[id]
      return known ? new Rounding(fn, known, id === 0 && mayRestart).rounded() : fn
    })
    return { ...kernel, functions } satisfies Kernel<JsType>
  },
}

class Rounding {
  private readonly fn: KernelFunction<JsType>
  private readonly ranges: FunctionRanges
  private readonly locals: Local<JsType>[]
  /** The locals that get their only value in the function's own list of statements. */
  private readonly settled: ReadonlySet<LocalId>
  /** Quotients that get it before anything is written, where the call may start over. */
  private readonly early: ReadonlySet<LocalId>
  /** The settled ones that have it at this point. */
  private readonly known = new Set<LocalId>()
  /** The whole numbers beside locals, by how they were rounded. */
  private readonly beside = new Map<LocalId, Map<Rounded, Beside>>()
  /** What stands for the bounds of loops inside the one that is being visited. */
  private readonly bounds = new Map<Typed, LocalId>()
  private readonly resized = new Set<LocalId>()

  constructor(fn: KernelFunction<JsType>, ranges: FunctionRanges, mayRestart: boolean) {
    this.fn = fn
    this.ranges = ranges
    this.locals = [...fn.locals]
    this.settled = settledLocals(fn)
    const quotients = harmlessStart(fn.body).filter(stmt => stmt.kind === 'set' && isQuotient(stmt.value))
    this.early = mayRestart ? new Set(assignedIn(quotients)) : new Set()
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'resize') this.resized.add(stmt.array)
    })
  }

  rounded(): KernelFunction<JsType> {
    const body = this.fn.body.map(stmt => {
      const list = this.list([stmt])
      for (const local of assignedIn([stmt])) if (this.settled.has(local)) this.known.add(local)
      return [stmt, list] as const
    })
    if (this.locals.length === this.fn.locals.length) return this.fn
    const all = body.flatMap(([stmt, list]) => [...list, ...this.roundingAfter(stmt)])
    return { ...this.fn, locals: this.locals, body: all }
  }

  private list(list: List): List {
    return list.flatMap(stmt => {
      const before = stmt.kind === 'loop' ? this.boundsBefore(stmt) : []
      const inner = mapStmtBodies(stmt, body => this.list(body))
      const bound = this.bounds.get(stmt)
      if (inner.kind !== 'loop' || inner.test.kind !== 'compare' || bound === undefined)
        return [...before, inner]
      const { test } = inner
      return [...before, { ...inner, test: { ...test, right: readOf(bound, test.right.at) } }]
    })
  }

  /** Rounds the bounds of a loop and of those in it that are the same all through it. */
  private boundsBefore(outer: Loop<JsType>): List {
    const shared = new Map<string, LocalId>()
    const sets: Typed[] = []
    forEachStmt([outer], loop => {
      if (loop.kind !== 'loop' || this.bounds.has(loop) || !this.comparesWhole(loop.test)) return
      const { op, right } = loop.test
      const range = this.ranges.exprs.get(right)
      if (!range || isBig(range) || range.integer || !this.isFixed(right, outer)) return
      const rounding = op === 'lt' ? 'ceil' : 'floor'
      const isSmall = !range.nan && Math.abs(range.lo) <= largest && Math.abs(range.hi) <= largest
      const beside = right.kind === 'local' ? this.besideOf(right.local, rounding, isSmall) : null
      if (beside === null && !isSmall) return
      const key = `${rounding} ${exprKey(right)}`
      const bound = beside ?? shared.get(key) ?? this.addBound(outer.at)
      if (beside === null && !shared.has(key)) {
        sets.push({ kind: 'set', local: bound, value: roundedBy(rounding, right), at: outer.at })
        shared.set(key, bound)
      }
      this.bounds.set(loop, bound)
    })
    return sets
  }

  /** The whole number beside a local that has its only value by now; null where there can be none. */
  private besideOf(local: LocalId, rounding: Rounded, isSmall: boolean): LocalId | null {
    if (!this.known.has(local) || (!isSmall && !this.early.has(local))) return null
    const own = this.beside.get(local) ?? new Map<Rounded, Beside>()
    const bound = own.get(rounding)?.bound ?? this.addBound(this.fn.at)
    // Of the only value of a local, one range may be known to be smaller than another one.
    const isChecked = !isSmall || own.get(rounding)?.isChecked === true
    this.beside.set(local, own.set(rounding, { bound, isChecked }))
    return bound
  }

  /** Whether this asks if a local that is a whole number is less than something. */
  private comparesWhole(test: JsExpr): test is Compare<JsType> {
    if (test.kind !== 'compare' || (test.op !== 'lt' && test.op !== 'le')) return false
    if (test.left.kind !== 'local' || test.right.type !== 'number') return false
    const range = this.ranges.exprs.get(test.left)
    return range !== undefined && !isBig(range) && range.integer && !range.nan && Number.isFinite(range.hi)
  }

  /** Whether a bound is plain arithmetic on what the loop does not assign. */
  private isFixed(bound: JsExpr, loop: Loop<JsType>): boolean {
    if (!isPlain(bound)) return false
    const written = new Set(this.resized)
    forEachStmt([loop], stmt => {
      const local = assignedLocal(stmt)
      if (local !== null) written.add(local)
    })
    let holds = true
    forEachLocal(bound, local => {
      holds &&= !written.has(local)
    })
    return holds
  }

  private addBound(at: Typed['at']): LocalId {
    return this.locals.push({ name: 'bound', type: 'number', origin: 'temp', at }) - 1
  }

  private roundingAfter(stmt: Typed): List {
    if (stmt.kind !== 'set') return []
    const { at, local } = stmt
    return [...(this.beside.get(local) ?? [])].flatMap(([rounding, { bound, isChecked }]): List => {
      const value = roundedBy(rounding, readOf(local, at))
      if (!isChecked) return [{ kind: 'set', local: bound, value, at }]
      const wide = this.addBound(at)
      const restart: Typed = { kind: 'throw', site: 'restart', at }
      return [
        { kind: 'set', local: wide, value, at },
        { kind: 'if', test: isWithin(readOf(wide, at), at), then: [], else: [restart], at },
        // Of its own from here on, as a local is as wide as the widest it ever is.
        { kind: 'set', local: bound, value: readOf(wide, at), at },
      ]
    })
  }
}

function roundedBy(op: Rounded, value: JsExpr): JsExpr {
  // Nodes of its own, as ranges are known by node.
  const operand = rewriteExpr<JsType>(value, { expr: expr => ({ ...expr }) })
  return { kind: 'unary', op, operand, type: 'number', at: value.at }
}

function readOf(local: LocalId, at: Typed['at']): JsExpr {
  return { kind: 'local', local, type: 'number', at }
}

/** A count of things of several elements each; what may be meant to be without end is no quotient. */
function isQuotient(value: JsExpr): boolean {
  return value.kind === 'binary' && value.op === 'div' && isPlain(value)
}

function isPlain(expr: JsExpr): boolean {
  const isLeaf = expr.kind === 'const' || expr.kind === 'local' || expr.kind === 'length'
  const isNode = (expr.kind === 'unary' || expr.kind === 'binary') && expr.type === 'number'
  return isLeaf || (isNode && operands(expr).every(isPlain))
}

/** The locals that a function gives one value only, in its own list of statements. */
function settledLocals({ body, params }: KernelFunction<JsType>): ReadonlySet<LocalId> {
  const counts = new Map<LocalId, number>(params.map(local => [local, 1]))
  forEachStmt(body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) counts.set(local, (counts.get(local) ?? 0) + 1)
  })
  return new Set(assignedIn(body).filter(local => counts.get(local) === 1))
}

function assignedIn(list: List): readonly LocalId[] {
  return list.flatMap(stmt => (stmt.kind === 'set' ? [stmt.local] : []))
}

/** How a list begins, before it writes or calls anything. */
function harmlessStart(list: List): List {
  const first = list.findIndex(stmt => !isHarmless(stmt))
  return first < 0 ? list : list.slice(0, first)
}

/** Whether nothing outside of the call can see that a statement has run, unless it ends the call. */
function isHarmless(stmt: Typed): boolean {
  const kinds: readonly string[] = ['set', 'new-array', 'row', 'if', 'return', 'throw']
  return kinds.includes(stmt.kind) && stmtBodies(stmt).every(list => list.every(isHarmless))
}

/** Whether something in a list calls the host, or the kernel anew. */
function callsOutOf(list: List): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'call' && (typeof stmt.callee !== 'number' || stmt.callee === 0)
  })
  return found
}
