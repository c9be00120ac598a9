import type { Expr } from '../../ir/expr.js'
import type { Kernel, KernelFunction, Local } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import type { JsType, ValueType } from '../../ir/types.js'
import type { FunctionDemands } from '../demand/analyze-demand.js'
import { analyzeDemand } from '../demand/analyze-demand.js'
import { noDemand } from '../demand/demand.js'
import type { FunctionRanges } from '../ranges/analyze-ranges.js'
import { analyzeRanges } from '../ranges/analyze-ranges.js'
import { uint64Range } from '../ranges/bigint-range.js'
import type { Guard, Guards } from '../ranges/plan-guards.js'
import { guardRange, planGuards } from '../ranges/plan-guards.js'
import type { Range } from '../ranges/range.js'
import { anyInt32, anyNumber, anyUint32, exactly, fits, isBig } from '../ranges/range.js'
import { convertValue } from './convert.js'
import { ExprNarrower } from './narrow-expr.js'
import type { ChosenTypes } from './narrow-stmt.js'
import { StmtNarrower } from './narrow-stmt.js'
import { pickType } from './pick-type.js'

/**
 * Chooses for every value how Wasm represents it: int32, uint32 or int64 where ranges or demands prove that exact,
 * doubles everywhere else; and makes every conversion visible.
 */
export function narrowNumbers(kernel: Kernel<JsType>): Kernel<ValueType> {
  const { ranges, guards } = settleGuards(kernel)
  const demands = analyzeDemand(kernel, ranges)
  const chosen = kernel.functions.map((fn, id) => chooseTypes(kernel, fn, id, ranges, demands, guards))
  return {
    ...kernel,
    functions: kernel.functions.map((fn, id) =>
      narrowFunction(fn, ranges[id] as FunctionRanges, chosen[id] as ChosenTypes, chosen),
    ),
  }
}

interface Settled {
  readonly ranges: readonly FunctionRanges[]
  readonly guards: Guards
}

/** Whoever chooses between versions of a kernel narrows it several times. */
const known = new WeakMap<Kernel<JsType>, Settled>()

/** Ranges with every check at entry that recursion inside the kernel keeps true as well. */
export function settleGuards(kernel: Kernel<JsType>): Settled {
  const settled = known.get(kernel) ?? settle(kernel)
  known.set(kernel, settled)
  return settled
}

function settle(kernel: Kernel<JsType>): Settled {
  let guards = planGuards(kernel)
  for (;;) {
    const ranges = analyzeRanges(kernel, guards)
    const kept = new Map([...guards].filter(([id, type]) => holdsGuard(ranges[0]?.params.get(id), type)))
    if (kept.size === guards.size) return { ranges, guards }
    guards = kept
  }
}

function holdsGuard(range: Range | undefined, guard: Guard): boolean {
  if (!range || isBig(range) || range.negZero) return false
  const { lo, hi } = guardRange(guard)
  return fits(range, lo, hi)
}

function chooseTypes(
  kernel: Kernel<JsType>,
  fn: KernelFunction<JsType>,
  id: number,
  ranges: readonly FunctionRanges[],
  demands: readonly FunctionDemands[],
  guards: Guards,
): ChosenTypes {
  const own = ranges[id] as FunctionRanges
  const needs = demands[id] as FunctionDemands
  const locals = fn.locals.map((local, i) =>
    pickType(local.type, own.locals.get(i) ?? unused(local.type), needs.locals.get(i) ?? noDemand),
  )
  const declared = id === 0 ? kernel.declaredResult : null
  const result = own.result ?? unused(fn.result)
  const chosen = declared ?? pickType(fn.result, result, needs.result)
  const entry = fn.params.map(param => {
    const kept = locals[param] ?? 'f64'
    return id === 0 ? entryType(fn.locals[param], kept, guards.get(param)) : kept
  })
  const entryRanges = fn.params.map((param, i) => {
    const guard = id === 0 ? guards.get(param) : undefined
    return guard ? guardRange(guard) : rangeOfEntry(entry[i] ?? 'f64')
  })
  return { params: fn.params, entry, entryRanges, locals, result: chosen, calls: own.calls, demands: needs }
}

/** The range of what is never given a value. */
export function unused(type: JsType): Range {
  return type === 'bigint' ? { big: true, lo: 0n, hi: 0n } : exactly(0)
}

function narrowFunction(
  fn: KernelFunction<JsType>,
  ranges: FunctionRanges,
  own: ChosenTypes,
  all: readonly ChosenTypes[],
): KernelFunction<ValueType> {
  const locals: Local<ValueType>[] = fn.locals.map((local, id) => ({
    ...local,
    type: own.locals[id] ?? 'f64',
  }))
  const expr = new ExprNarrower({ types: own.locals, ranges: ranges.exprs })
  const body = new StmtNarrower(expr, own, all, locals).list(fn.body)
  return receiveParams({ ...fn, locals, result: own.result, body }, own)
}

/** Where a parameter arrives in another representation than its variable needs, it is copied at the start. */
function receiveParams(fn: KernelFunction<ValueType>, own: ChosenTypes): KernelFunction<ValueType> {
  const locals = [...fn.locals]
  const copies: Stmt<ValueType>[] = []
  const params = fn.params.map((id, i) => {
    const local = locals[id] as Local<ValueType>
    const entry = own.entry[i] ?? local.type
    if (entry === local.type) return id
    const param = locals.push({ ...local, type: entry }) - 1
    locals[id] = { ...local, origin: 'variable' }
    const read: Expr<ValueType> = { kind: 'local', local: param, type: entry, at: local.at }
    const range = own.entryRanges[i] ?? rangeOfEntry(entry)
    const value = convertValue(read, local.type, range, own.demands.locals.get(id) ?? noDemand)
    copies.push({ kind: 'set', local: id, value, at: local.at })
    return param
  })
  return { ...fn, params, locals, body: [...copies, ...fn.body] }
}

function rangeOfEntry(entry: ValueType): Range {
  if (entry === 'u64') return uint64Range
  if (entry === 'f64') return anyNumber
  return entry === 'u32' ? anyUint32 : anyInt32
}

/** Nothing but a check at entry makes a number an integer; one that is only seen rounded arrives as it is. */
function entryType(local: Local<JsType> | undefined, kept: ValueType, guard: Guard | undefined): ValueType {
  if (guard) return guard === 'u32' ? 'u32' : 'i32'
  if (local?.type === 'bigint' && local.promised === 'u64') return 'u64'
  return kept === 'f32' ? 'f64' : kept
}
