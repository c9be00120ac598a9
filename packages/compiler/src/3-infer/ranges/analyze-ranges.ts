import type { Expr, LocalId } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import type { JsType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { int64Range, uint64Range } from './bigint-range.js'
import { clampStep } from './counters.js'
import type { RangeScope } from './evaluate.js'
import type { Guards } from './plan-guards.js'
import { guardRange } from './plan-guards.js'
import type { Range } from './range.js'
import { anyNumber, emptyRange, integers, join, sameRange } from './range.js'
import type { FlowSink } from './range-flow.js'
import { RangeFlow } from './range-flow.js'
import { widen } from './widen.js'

/** Everything interval analysis knows about one function. */
export interface FunctionRanges {
  /** Every value a local is ever given, parameters included. */
  readonly locals: ReadonlyMap<LocalId, Range>
  /** What each call that is ever made gives to its local. */
  readonly calls: ReadonlyMap<Stmt<JsType>, Range>
  /** What calls pass in, by parameter. */
  readonly params: ReadonlyMap<LocalId, Range>
  /** Every value an expression can have; missing where it is never evaluated. */
  readonly exprs: ReadonlyMap<Expr<JsType>, Range>
  /** Null: it never returns a value. */
  readonly result: Range | null
}

/**
 * Interval analysis of a whole kernel: ranges flow through statements, loops, branches and calls. `guards` are the
 * checks made before the kernel runs.
 */
export function analyzeRanges(kernel: Kernel<JsType>, guards: Guards): readonly FunctionRanges[] {
  return new KernelRanges(kernel, guards).run()
}

const patience = 4

type CallStmt = Stmt<JsType> & { readonly kind: 'call' }

class KernelRanges {
  private readonly kernel: Kernel<JsType>
  /** Ranges of parameters over all calls seen; null: not called yet. */
  private readonly params: (readonly Range[] | null)[]
  private readonly results: (Range | null)[]
  /** The same of calls that take no parameter a small step further, as recursion does. */
  private readonly starts: (readonly Range[] | null)[]
  private changed = false

  constructor(kernel: Kernel<JsType>, guards: Guards) {
    this.kernel = kernel
    this.params = kernel.functions.map((fn, id) => (id === 0 ? entryRanges(fn, guards) : null))
    this.results = kernel.functions.map(() => null)
    this.starts = [...this.params]
  }

  run(): readonly FunctionRanges[] {
    for (let round = 0; ; round++) {
      this.changed = false
      const found = this.kernel.functions.map((fn, id) => this.analyze(fn, id, round))
      if (!this.changed) return found
    }
  }

  private analyze(fn: KernelFunction<JsType>, id: FunctionId, round: number): FunctionRanges {
    const exprs = new Map<Expr<JsType>, Range>()
    const params = this.params[id]
    if (!params) return { locals: new Map(), calls: new Map(), params: new Map(), exprs, result: null }
    const entry = new Map(fn.params.map((local, i) => [local, params[i] ?? anyNumber]))
    const assigned = new Map<Stmt<JsType>, readonly [LocalId, Range]>()
    const returned = new Map<Stmt<JsType>, Range>()
    const calls = new Map<CallStmt, readonly Range[]>()
    const sink: FlowSink = {
      scope: scopeOf(fn, exprs),
      callee: (stmt, args) => {
        calls.set(stmt, args)
        return this.resultOf(stmt)
      },
      assigned: (stmt, local, range) => assigned.set(stmt, [local, range]),
      returned: (stmt, range) => returned.set(stmt, range),
    }
    new RangeFlow(sink).run(fn, entry)
    const constant = new Set(fn.params)
    for (const [local] of assigned.values()) constant.delete(local)
    for (const [stmt, args] of calls) this.called(stmt, args, stmt.callee === id ? constant : null, round)
    const result = [...returned.values()].reduce<Range | null>(
      (sum, range) => (sum ? join(sum, range) : range),
      null,
    )
    this.returns(id, result, round)
    return {
      locals: joinAll([...entry, ...assigned.values()]),
      calls: new Map([...assigned].map(([stmt, [, range]]) => [stmt, range])),
      params: entry,
      exprs,
      result,
    }
  }

  /** `own`: the parameters that stay what they are, where a function calls itself. */
  private called(
    stmt: CallStmt,
    ranges: readonly Range[],
    own: ReadonlySet<LocalId> | null,
    round: number,
  ): void {
    const id = stmt.callee as FunctionId
    const starts = this.starts[id]
    const steps = stmt.args.map((arg, i) => {
      const param = this.kernel.functions[id]?.params[i]
      if (!own || param === undefined || !own.has(param)) return null
      return clampStep(arg, param, ranges[i] ?? anyNumber, starts?.[i])
    })
    const args = ranges.map((range, i) => steps[i] ?? range)
    this.starts[id] = args.map((range, i) => {
      const start = starts?.[i]
      return steps[i] ? (start ?? range) : start ? join(start, range) : range
    })
    const before = this.params[id]
    const next = before ? before.map((range, i) => grow(range, args[i] ?? anyNumber, round)) : args
    if (before && next.every((range, i) => sameRange(range, before[i]))) return
    this.params[id] = next
    this.changed = true
  }

  /** Null while nothing has returned yet: the rest of the caller waits for the next round. */
  private resultOf(stmt: CallStmt): Range | null {
    const id = stmt.callee as FunctionId
    const fn = this.kernel.functions[id]
    if (!fn || fn.result === 'undefined' || isArray(fn.result)) return emptyRange
    return this.results[id] ?? null
  }

  private returns(id: FunctionId, result: Range | null, round: number): void {
    const before = this.results[id] ?? null
    if (!result) return
    const next = before ? grow(before, result, round) : result
    if (before && sameRange(before, next)) return
    this.results[id] = next
    this.changed = true
  }
}

function grow(before: Range, next: Range, round: number): Range {
  const joined = join(before, next)
  return round < patience || sameRange(before, joined) ? joined : widen(before, joined)
}

function joinAll(entries: readonly (readonly [LocalId, Range])[]): ReadonlyMap<LocalId, Range> {
  const all = new Map<LocalId, Range>()
  for (const [local, range] of entries) {
    const before = all.get(local)
    all.set(local, before ? join(before, range) : range)
  }
  return all
}

function scopeOf(fn: KernelFunction<JsType>, exprs: Map<Expr<JsType>, Range>): RangeScope {
  return {
    arrayType: local => {
      const type = fn.locals[local]?.type
      return type && isArray(type) ? type : 'Float64Array'
    },
    note: (expr, range) => exprs.set(expr, range),
  }
}

function entryRanges(fn: KernelFunction<JsType>, guards: Guards): readonly Range[] {
  return fn.params.map(id => {
    const local = fn.locals[id]
    const guard = guards.get(id)
    if (guard) return guardRange(guard)
    if (local?.type === 'boolean') return integers(0, 1)
    if (local?.type === 'bigint') return local.promised === 'u64' ? uint64Range : int64Range
    return anyNumber
  })
}
