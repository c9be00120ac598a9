import type { Expr, LocalId, LocalRead } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies, stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { asRead } from '../as-read.js'
import { countReads } from '../count-reads.js'
import { FreshNames, relabel } from '../fresh-names.js'
import { isSimple, unfoldLocals } from '../hoist-invariants/unfold-locals.js'
import { liveBehindLoops } from '../live-locals.js'
import { sizeOf } from '../measure-list.js'
import { ownArrays } from '../own-arrays.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Apart } from '../write-guard.js'
import { writeGuard } from '../write-guard.js'
import type { Keeping, Kept, Surroundings } from './plan-keeping.js'
import { placeKey, planKeeping } from './plan-keeping.js'

type Typed = Stmt<ValueType>
type TypedLoop = Loop<ValueType>

/**
 * Keeps an element in a local for as long as a loop adds to it, so that sums are sums wherever they are written:
 *
 * ```
 * for (k = 0; k < n; k++) c[at] += a[k] * b[k]
 * →
 * if (c lies apart from a and b) {
 *   kept = c[at]
 *   for (k = 0; k < n; k++) kept += a[k] * b[k]
 *   c[at] = kept
 * } else for (k = 0; k < n; k++) c[at] += a[k] * b[k]
 * ```
 *
 * Soundness: every access to the array in the loop is at an index that no turn changes, and two of them are the same or
 * differ by a constant; all other arrays in it lie elsewhere, which is asked where it is not known. The loop ends behind
 * itself and calls nobody, so nothing sees the element before it is stored. A loop whose turns do not store it writes back
 * the bits that were there. Where there is no such element, stores do nothing, and either the read ahead starts the call
 * over, as every read does, or every read gives NaN, which is what the local stays, as only arithmetic on it is stored, or
 * nothing but the stores looks at it.
 */
export const keepElements: Pass = {
  name: 'keep-elements',
  copiesLoops: true,
  after: { 'share-rows': 'a row is an array like others once it is taken before the loop' },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(keepFunction) }),
}

/** A nest that is larger is not worth a second copy. */
const largestNest = 400

function keepFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const around: Surroundings = { typeOf: local => names.typeOf(local), own: ownArrays(fn) }
  const behind = liveBehindLoops(fn.body)
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const kept = stmt.kind === 'loop' ? keepIn(stmt, around, behind.get(stmt), names) : null
      return kept ?? [mapStmtBodies(stmt, visit)]
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

/** A nest whose loops keep elements, beside itself where arrays may share memory; null where there is nothing to keep. */
function keepIn(
  nest: TypedLoop,
  around: Surroundings,
  behind: ReadonlySet<LocalId> | undefined,
  names: FreshNames,
): readonly Typed[] | null {
  const unfolded = unfold(nest)
  const plans = plansFor(unfolded, around)
  if (plans.size === 0) return null
  const pairs = new Map([...plans.values()].flatMap(({ apart }) => apart.map(pair => [pairKey(pair), pair])))
  const test = writeGuard([...pairs.values()], names, nest.at)
  if (test && sizeOf([nest]) > largestNest) return null
  const copy = withoutUnread(keepAll([unfolded], plans, names), behind ?? new Set())
  if (!test) return copy
  const labels = names.relabelling(copy)
  const then = rewriteList(copy, { stmt: stmt => [relabel(stmt, labels)] })
  return [{ kind: 'if', test, then, else: asRemainders([nest]), at: nest.at }]
}

function pairKey({ written, other }: Apart): string {
  return `${written} ${other}`
}

/** Inner loops first: what does not change in one may not change in those around it either. */
function unfold(loop: TypedLoop): TypedLoop {
  const inside = (list: readonly Typed[]): readonly Typed[] =>
    list.map(stmt => (stmt.kind === 'loop' ? unfold(stmt) : mapStmtBodies(stmt, inside)))
  return unfoldLocals({ ...loop, body: inside(loop.body) })
}

/** The outermost loops of a nest that keep elements, as far as the arrays to ask about are the same all through the nest. */
function plansFor(nest: TypedLoop, around: Surroundings): ReadonlyMap<TypedLoop, Keeping> {
  const written = writtenLocals([nest])
  const plans = new Map<TypedLoop, Keeping>()
  const visit = (list: readonly Typed[]): void => {
    for (const stmt of list) {
      const plan = stmt.kind === 'loop' ? planKeeping(stmt, around) : null
      const isKnown = plan?.apart.every(pair => !written.has(pair.written) && !written.has(pair.other))
      if (stmt.kind === 'loop' && plan && isKnown) plans.set(stmt, plan)
      else for (const body of stmtBodies(stmt)) visit(body)
    }
  }
  visit([nest])
  return plans
}

function keepAll(
  list: readonly Typed[],
  plans: ReadonlyMap<Typed, Keeping>,
  names: FreshNames,
): readonly Typed[] {
  return list.flatMap(stmt => {
    const plan = plans.get(stmt)
    return plan ? keep(stmt, plan, names) : [mapStmtBodies(stmt, body => keepAll(body, plans, names))]
  })
}

/** The loop on locals, between the reads that give them their values and the stores that put these back. */
function keep(loop: Typed, { kept }: Keeping, names: FreshNames): readonly Typed[] {
  const locals = new Map(kept.map(({ key, load }) => [key, readOf(load, names)]))
  const rewritten = rewriteList([loop], {
    expr: (expr, original) => (original.kind === 'load' ? locals.get(placeKey(original)) : null) ?? expr,
    stmt: (stmt, original) => {
      const local = original.kind === 'store' ? locals.get(placeKey(original)) : undefined
      const array = original.kind === 'store' ? names.typeOf(original.array) : 'void'
      if (!local || stmt.kind !== 'store' || !isArray(array)) return [stmt]
      return [{ kind: 'set', local: local.local, value: asRead(stmt.value, array), at: stmt.at }]
    },
  })
  const ends = kept.flatMap(({ key, store }): readonly Typed[] => {
    const local = locals.get(key)
    return local ? [{ ...store, value: inType(local, store.value.type) }] : []
  })
  const starts = kept.flatMap(({ key, load }): readonly Typed[] => {
    const local = locals.get(key)
    return local ? [{ kind: 'set', local: local.local, value: load, at: load.at }] : []
  })
  return [...starts, ...rewritten, ...ends]
}

function readOf({ type, at }: Kept['load'], names: FreshNames): LocalRead<ValueType> {
  return { kind: 'local', local: names.addLocal('kept', type, at), type, at }
}

/** Words are their bits in both types. */
function inType(value: LocalRead<ValueType>, type: ValueType): Expr<ValueType> {
  return value.type === type ? value : { kind: 'convert', mode: 'wrap', type, operand: value, at: value.at }
}

/** Without what was assigned to find indexes that are now computed where they are used. */
function withoutUnread(list: readonly Typed[], behind: ReadonlySet<LocalId>): readonly Typed[] {
  const reads = countReads(list)
  const isUnread = (stmt: Typed): boolean =>
    stmt.kind === 'set' && !reads.has(stmt.local) && !behind.has(stmt.local) && isSimple(stmt.value)
  return rewriteList(list, { stmt: (stmt, original) => (isUnread(original) ? [] : [stmt]) })
}

/** Arrays overlap so rarely that the nest as it was is worth no more code. */
function asRemainders(list: readonly Typed[]): readonly Typed[] {
  return rewriteList(list, {
    stmt: stmt => [stmt.kind === 'loop' ? { ...stmt, isRemainder: true } : stmt],
  })
}
