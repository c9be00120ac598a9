import type { LocalId } from '../../ir/expr.js'
import type { HostFunction } from '../../ir/host-function.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionId, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType, ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { FunctionDemands } from '../demand/analyze-demand.js'
import { analyzeDemand } from '../demand/analyze-demand.js'
import type { Demand } from '../demand/demand.js'
import { noDemand } from '../demand/demand.js'
import { settleGuards, unused } from '../narrow/narrow-numbers.js'
import { pickType } from '../narrow/pick-type.js'
import type { FunctionRanges } from '../ranges/analyze-ranges.js'
import type { Guards } from '../ranges/plan-guards.js'
import type { Range } from '../ranges/range.js'
import { isBig, isSingle } from '../ranges/range.js'
import { causeOf, describeRange } from './describe-cause.js'

/** One step of the way to a value's type: what happens, and where. */
export interface TypeStep {
  readonly text: string
  readonly at: SourceRange
}

/** Why a variable is represented as it is. */
export interface TypeReason {
  readonly function: string
  readonly name: string
  readonly type: ValueType
  readonly at: SourceRange
  /** From the variable itself back to the first cause. */
  readonly steps: readonly TypeStep[]
}

/**
 * Says of every variable of a kernel why it has its type. Computed anew from the kernel as inference left it, so that
 * nothing is paid for what nobody asks.
 */
export function explainTypes(kernel: Kernel<JsType>): readonly TypeReason[] {
  const { ranges, guards } = settleGuards(kernel)
  const demands = analyzeDemand(kernel, ranges)
  return kernel.functions.flatMap((fn, id) =>
    new FunctionReasons(kernel, id, ranges, demands, guards).ofVariables(fn),
  )
}

class FunctionReasons {
  private readonly kernel: Kernel<JsType>
  private readonly id: FunctionId
  private readonly ranges: FunctionRanges | undefined
  private readonly demands: FunctionDemands | undefined
  private readonly guards: Guards

  constructor(
    kernel: Kernel<JsType>,
    id: FunctionId,
    ranges: readonly FunctionRanges[],
    demands: readonly FunctionDemands[],
    guards: Guards,
  ) {
    this.kernel = kernel
    this.id = id
    this.ranges = ranges[id]
    this.demands = demands[id]
    this.guards = id === 0 ? guards : new Map()
  }

  ofVariables(fn: KernelFunction<JsType>): readonly TypeReason[] {
    return fn.locals.flatMap((local, id) => {
      const { name, at, origin } = local
      if (origin === 'temp' || origin === 'table') return []
      return [{ function: fn.name, name, type: this.typeOf(id), at, steps: this.steps(fn, id, new Set()) }]
    })
  }

  private typeOf(id: LocalId): ValueType {
    const type = this.local(id)?.type ?? 'number'
    const range = this.ranges?.locals.get(id)
    return pickType(type, range ?? unused(type), this.demandOf(id))
  }

  private demandOf(id: LocalId): Demand {
    return this.demands?.locals.get(id) ?? noDemand
  }

  private local(id: LocalId): Local<JsType> | undefined {
    return this.kernel.functions[this.id]?.locals[id]
  }

  private steps(fn: KernelFunction<JsType>, id: LocalId, seen: Set<LocalId>): readonly TypeStep[] {
    const local = this.local(id)
    if (local === undefined || seen.has(id)) return []
    seen.add(id)
    const { at } = local
    const guard = this.guards.get(id)
    if (guard !== undefined) {
      const what = guard === 'short' ? 'a whole number from -65536 to 65535' : guard
      return [{ text: `is checked to be ${what} at entry`, at }]
    }
    if (isArray(local.type)) return [{ text: `is ${local.type} by its signature or first value`, at }]
    if (local.type !== 'number') return [{ text: `is a ${local.type}`, at }]
    const type = this.typeOf(id)
    const range = this.ranges?.locals.get(id)
    if (range === undefined || isBig(range)) return [{ text: 'is never given a value', at }]
    if (type === 'f64') return this.widest(fn, id, seen)
    if (type === 'f32') {
      const text = isSingle(range)
        ? 'is always a number of single precision'
        : 'is only seen rounded to single precision'
      return [{ text, at }]
    }
    const isNeeded = this.demandOf(id).bits
    const fits = pickType('number', range, { ...noDemand, bits: 'exact', zeroSign: true }) === type
    if (!fits && isNeeded === 'wrap32') return [{ text: 'needs its low 32 bits only', at }]
    if (!fits && isNeeded === 'wrap64') return [{ text: 'needs its low 64 bits only', at }]
    return [{ text: `is ${describeRange(range)}`, at }]
  }

  /** Why a number needs a double: the first value it is given that does, and why that does. */
  private widest(fn: KernelFunction<JsType>, id: LocalId, seen: Set<LocalId>): readonly TypeStep[] {
    let first: Stmt<JsType> | null = null
    forEachStmt(fn.body, stmt => {
      const isSet = (stmt.kind === 'set' || stmt.kind === 'call') && stmt.local === id
      if (isSet && first === null && this.needsDouble(stmt, id)) first = stmt
    })
    const found: Stmt<JsType> | null = first
    if (found === null) return this.fromOutside(fn, id)
    return this.fromStatement(found, fn, seen)
  }

  private fromOutside(fn: KernelFunction<JsType>, id: LocalId): readonly TypeStep[] {
    const at = this.local(id)?.at ?? fn.at
    if (!fn.params.includes(id)) return [{ text: 'takes values of several kinds together', at }]
    return [{ text: this.id === 0 ? 'may be any number the caller passes' : 'takes what its calls pass', at }]
  }

  private needsDouble(stmt: Stmt<JsType>, id: LocalId): boolean {
    const range = this.rangeOf(stmt)
    return range !== undefined && pickType('number', range, this.demandOf(id)) === 'f64'
  }

  private rangeOf(stmt: Stmt<JsType>): Range | undefined {
    if (stmt.kind === 'set') return this.ranges?.exprs.get(stmt.value)
    return this.ranges?.calls.get(stmt)
  }

  private fromStatement(
    stmt: Stmt<JsType>,
    fn: KernelFunction<JsType>,
    seen: Set<LocalId>,
  ): readonly TypeStep[] {
    if (stmt.kind === 'call') {
      const { callee, at } = stmt
      const name = nameOf(callee, this.kernel)
      return [{ text: `takes what \`${name}\` returns`, at }]
    }
    if (stmt.kind !== 'set') return []
    const cause = causeOf(stmt.value, {
      rangeOf: expr => this.ranges?.exprs.get(expr),
      nameOf: local => fn.locals[local]?.name ?? '',
      self: stmt.local,
    })
    const step = { text: cause.text, at: cause.at }
    return cause.local === null ? [step] : [step, ...this.steps(fn, cause.local, seen)]
  }
}

function nameOf(callee: FunctionId | HostFunction, kernel: Kernel<JsType>): string {
  if (typeof callee === 'number') return kernel.functions[callee]?.name ?? ''
  return typeof callee === 'string' ? callee : callee.name
}
