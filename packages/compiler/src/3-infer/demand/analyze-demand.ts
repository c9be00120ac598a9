import type { Expr, LocalId } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import { forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import { elements, isArray, isPlainArray } from '../../ir/types.js'
import type { FunctionRanges } from '../ranges/analyze-ranges.js'
import { emptyRange } from '../ranges/range.js'
import type { Demand } from './demand.js'
import {
  everythingDemand,
  exactDemand,
  indexDemand,
  joinDemand,
  noDemand,
  sameDemand,
  singleDemand,
  valueDemand,
  wrap32Demand,
  wrap64Demand,
} from './demand.js'
import { operandDemands } from './operand-demands.js'

/** What the uses of every local and of the result of one function need. */
export interface FunctionDemands {
  readonly locals: ReadonlyMap<LocalId, Demand>
  readonly result: Demand
}

/** Flows demand backwards through a kernel: from stores, returns and operators to the locals that feed them. */
export function analyzeDemand(
  kernel: Kernel<JsType>,
  ranges: readonly FunctionRanges[],
): readonly FunctionDemands[] {
  return new DemandFlow(kernel, ranges).run()
}

class DemandFlow {
  private readonly kernel: Kernel<JsType>
  private readonly ranges: readonly FunctionRanges[]
  private readonly locals: readonly Map<LocalId, Demand>[]
  private readonly results: Demand[]
  private changed = false

  constructor(kernel: Kernel<JsType>, ranges: readonly FunctionRanges[]) {
    this.kernel = kernel
    this.ranges = ranges
    this.locals = kernel.functions.map(() => new Map())
    this.results = kernel.functions.map((_, id) => (id === 0 ? entryDemand(kernel) : noDemand))
  }

  run(): readonly FunctionDemands[] {
    do {
      this.changed = false
      this.kernel.functions.forEach((fn, id) => {
        forEachStmt(fn.body, stmt => this.stmt(stmt, fn, id))
      })
    } while (this.changed)
    return this.locals.map((locals, id) => ({ locals, result: this.results[id] ?? noDemand }))
  }

  private stmt(stmt: Stmt<JsType>, fn: KernelFunction<JsType>, id: FunctionId): void {
    const need = (expr: Expr<JsType>, demand: Demand) => this.expr(expr, demand, id)
    switch (stmt.kind) {
      case 'set':
        return need(stmt.value, this.of(stmt.local, id))
      case 'store':
        need(stmt.index, indexDemand)
        return need(stmt.value, storeDemand(stmt.raw?.element ?? fn.locals[stmt.array]?.type ?? 'number'))
      case 'row':
        return need(stmt.index, indexDemand)
      case 'store-row':
        need(stmt.index, indexDemand)
        return need(stmt.row, valueDemand)
      case 'new-array':
      case 'view':
      case 'bulk':
      case 'resize':
        for (const expr of stmtExprs(stmt)) need(expr, valueDemand)
        return
      case 'output':
        return need(stmt.value, everythingDemand)
      case 'call':
        return this.call(stmt, id)
      case 'if':
      case 'loop':
        return need(stmt.test, valueDemand)
      case 'switch':
        need(stmt.discriminant, switchDemand(stmt))
        for (const c of stmt.cases) if (c.test) need(c.test, switchDemand(stmt))
        return
      case 'return':
        if (stmt.value) need(stmt.value, this.results[id] ?? noDemand)
        return
      default:
        return
    }
  }

  private call(stmt: Stmt<JsType> & { readonly kind: 'call' }, id: FunctionId): void {
    if (typeof stmt.callee !== 'number') {
      for (const arg of stmt.args) this.expr(arg, everythingDemand, id)
      return
    }
    const callee = this.kernel.functions[stmt.callee]
    callee?.params.forEach((param, i) => {
      const arg = stmt.args[i]
      if (arg) this.expr(arg, this.of(param, stmt.callee as FunctionId), id)
    })
    if (stmt.local === null && stmt.sorts === undefined) return
    const before = this.results[stmt.callee] ?? noDemand
    const needed = stmt.local === null ? valueDemand : this.of(stmt.local, id)
    const joined = joinDemand(before, needed)
    if (sameDemand(before, joined)) return
    this.results[stmt.callee] = joined
    this.changed = true
  }

  private expr(expr: Expr<JsType>, demand: Demand, id: FunctionId): void {
    // Nobody needs it so far; when somebody does, this is asked again. Only whether it throws counts already.
    if (demand.bits === 'none') return this.throwing(expr, id)
    if (expr.kind === 'local') return this.need(expr.local, demand, id)
    const range = (e: Expr<JsType>) => this.ranges[id]?.exprs.get(e) ?? emptyRange
    const demands = operandDemands(expr, demand, range)
    operands(expr).forEach((operand, i) => {
      this.expr(operand, demands[i] ?? everythingDemand, id)
    })
  }

  /** What decides whether an expression throws whose value nobody needs. */
  private throwing(expr: Expr<JsType>, id: FunctionId): void {
    if (mayThrow(expr)) this.expr(expr, valueDemand, id)
    else for (const operand of operands(expr)) this.throwing(operand, id)
  }

  private of(local: LocalId, id: FunctionId): Demand {
    return this.locals[id]?.get(local) ?? noDemand
  }

  private need(local: LocalId, demand: Demand, id: FunctionId): void {
    const before = this.of(local, id)
    const joined = joinDemand(before, demand)
    if (sameDemand(before, joined)) return
    this.locals[id]?.set(local, joined)
    this.changed = true
  }
}

/** A DataView throws out of bounds; bigints throw when they are divided by zero, raised to less than zero, made of fractions or grow too large. */
function mayThrow(expr: Expr<JsType>): boolean {
  if (expr.kind === 'load') return expr.raw !== undefined
  if (expr.kind === 'unary') return expr.op === 'to-bigint' || expr.op === 'defined'
  return expr.kind === 'binary' && expr.type === 'bigint' && throwingOps.has(expr.op)
}

const throwingOps: ReadonlySet<string> = new Set(['div', 'rem', 'pow', 'shl', 'shr'])

function entryDemand(kernel: Kernel<JsType>): Demand {
  switch (kernel.declaredResult) {
    case 'i32':
    case 'u32':
      return { ...wrap32Demand, undefIsZero: false, modular: true }
    case 'i64':
    case 'u64':
      return { ...wrap64Demand, modular: true }
    case 'f32':
      return singleDemand
    case null:
      return everythingDemand
    default:
      return exactDemand
  }
}

/** A switch compares with `===`; constants cannot tell undefined from NaN. */
function switchDemand(stmt: Stmt<JsType> & { readonly kind: 'switch' }): Demand {
  const constant = stmt.cases.every(c => c.test === null || c.test.kind === 'const')
  return { ...valueDemand, undef: !constant }
}

/** What storing into an array of this kind keeps of a value. */
export function storeDemand(array: JsType): Demand {
  if (!isArray(array)) return exactDemand
  if (isPlainArray(array)) return everythingDemand
  if (elements[array].jsType === 'bigint') return wrap64Demand
  if (array === 'Float32Array') return singleDemand
  if (array === 'Float64Array') return exactDemand
  return array === 'Uint8ClampedArray' ? valueDemand : wrap32Demand
}
