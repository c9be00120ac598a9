import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { IntegerRange, Kernel, KernelFunction } from '../../ir/kernel.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt, isArrayStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { NumberRange } from './range.js'
import { anyInt32, anyUint32, integers } from './range.js'

/** A check at entry: the parameter is a whole number of this type, and not -0. */
export type Guard = 'i32' | 'u32' | IntegerRange
export type Guards = ReadonlyMap<LocalId, Guard>

/** What a parameter can be behind its check. */
export function guardRange(guard: Guard): NumberRange {
  switch (guard) {
    case 'i32':
      return anyInt32
    case 'u32':
      return anyUint32
    case 'short':
      return integers(-65536, 65535)
    case 'natural':
      return integers(0, anyInt32.hi)
  }
}

/**
 * The entry's parameters to check: those promised to be integers, and numbers that reach an index, an array length or
 * the bound of a counter through whole-number arithmetic. Calls with anything else run as JavaScript.
 */
export function planGuards(kernel: Kernel<JsType>): Guards {
  const search = new WholeNumberUses(kernel)
  const entry = kernel.functions[0] as KernelFunction<JsType>
  const guards = new Map<LocalId, Guard>()
  for (const id of entry.params) {
    const local = entry.locals[id]
    if (local?.type !== 'number') continue
    if (local.fits) guards.set(id, local.fits)
    else if (local.promised === 'i32' || local.promised === 'u32') guards.set(id, local.promised)
    else if (!local.promised && search.wanted(0).has(id)) guards.set(id, 'i32')
  }
  return guards
}

class WholeNumberUses {
  private readonly sets: readonly Set<LocalId>[]
  private readonly kernel: Kernel<JsType>

  constructor(kernel: Kernel<JsType>) {
    this.kernel = kernel
    this.sets = kernel.functions.map(() => new Set())
    kernel.functions.forEach((fn, id) => {
      this.seed(fn, id)
    })
    while (kernel.functions.some((fn, id) => this.spread(fn, id))) {
      // until nothing new is wanted
    }
  }

  wanted(id: FunctionId): ReadonlySet<LocalId> {
    return this.sets[id] as ReadonlySet<LocalId>
  }

  private seed(fn: KernelFunction<JsType>, id: FunctionId): void {
    const want = (expr: Expr<JsType>) => this.want(id, expr)
    const counters = countersOf(fn)
    forEachExprIn(fn.body, expr => {
      if (expr.kind === 'load') want(expr.index)
    })
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'store' || stmt.kind === 'store-row') want(stmt.index)
      else if (isArrayStmt(stmt)) for (const expr of stmtExprs(stmt)) want(expr)
      else if (stmt.kind === 'loop' || stmt.kind === 'if') {
        forEachExpr(stmt.test, expr => {
          if (expr.kind !== 'compare' || !isCounterBound(expr, counters)) return
          want(expr.left)
          want(expr.right)
        })
      }
    })
  }

  private spread(fn: KernelFunction<JsType>, id: FunctionId): boolean {
    const set = this.sets[id] as Set<LocalId>
    const before = this.total()
    forEachStmt(fn.body, stmt => {
      if (stmt.kind === 'set' && set.has(stmt.local)) this.want(id, stmt.value)
      if (stmt.kind === 'call') this.spreadCall(stmt, id)
    })
    return this.total() > before
  }

  private spreadCall(stmt: Stmt<JsType> & { readonly kind: 'call' }, id: FunctionId): void {
    if (typeof stmt.callee !== 'number') return
    const callee = this.kernel.functions[stmt.callee]
    const inside = this.sets[stmt.callee]
    callee?.params.forEach((param, i) => {
      const arg = stmt.args[i]
      if (arg && inside?.has(param)) this.want(id, arg)
    })
  }

  private total(): number {
    return this.sets.reduce((sum, set) => sum + set.size, 0)
  }

  /** Marks the locals an expression is made of, as far as whole numbers give whole numbers. */
  private want(id: FunctionId, expr: Expr<JsType>): void {
    switch (expr.kind) {
      case 'local':
        if (expr.type === 'number') this.sets[id]?.add(expr.local)
        return
      case 'unary':
        if (expr.op === 'neg' || expr.op === 'abs') this.want(id, expr.operand)
        return
      case 'binary':
        if (!wholeOps.has(expr.op)) return
        this.want(id, expr.left)
        this.want(id, expr.right)
        return
      case 'conditional':
        this.want(id, expr.then)
        this.want(id, expr.else)
        return
      default:
        return
    }
  }
}

const wholeOps: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'rem', 'min', 'max'])

/** Locals that start somewhere and move by whole constants: `i++`, `i -= 2`. */
function countersOf(fn: KernelFunction<JsType>): ReadonlySet<LocalId> {
  const counters = new Set<LocalId>()
  forEachStmt(fn.body, stmt => {
    if (stmt.kind !== 'set' || stmt.value.kind !== 'binary') return
    const { op, left, right } = stmt.value
    if (op !== 'add' && op !== 'sub') return
    const moves = left.kind === 'local' && left.local === stmt.local
    if (moves && right.kind === 'const' && Number.isInteger(right.value)) counters.add(stmt.local)
  })
  return counters
}

function isCounterBound(
  expr: Expr<JsType> & { readonly kind: 'compare' },
  counters: ReadonlySet<LocalId>,
): boolean {
  const isCounter = (e: Expr<JsType>) => e.kind === 'local' && counters.has(e.local)
  return isCounter(expr.left) || isCounter(expr.right)
}
