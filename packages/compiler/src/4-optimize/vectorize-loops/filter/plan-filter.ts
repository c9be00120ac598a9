import type { LocalId } from '../../../ir/expr.js'
import type { Loop, Stmt } from '../../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../../ir/stmt-walk.js'
import type { ValueType } from '../../../ir/types.js'
import { elements, isArray } from '../../../ir/types.js'
import type { FreshNames } from '../../fresh-names.js'
import type { AccessPlace, Places } from '../../list-places.js'
import { listPlaces } from '../../list-places.js'
import { isConstant, sub } from '../../symbolic/polynomial.js'
import type { Access } from '../../symbolic/walk.js'
import { readsAny } from '../../varying.js'
import { workIn } from '../choose-lanes.js'
import type { Separation } from '../dependences.js'
import type { Surroundings, VectorPlan } from '../plan-vectorization.js'
import { planBody } from '../plan-vectorization.js'
import type { Filter } from './filter.js'
import { roundedExprs } from './rounded-exprs.js'
import { writeFilter } from './write-filter.js'

type List = readonly Stmt<ValueType>[]

/** A filter, and how its turns run side by side. */
export interface FilterPlan extends Filter {
  readonly plan: VectorPlan
}

/** What a turn stores to one array and reads from another one afterwards, in the same place: they must not be the same. */
type Crossings = readonly (readonly [LocalId, LocalId])[]

/** A plan, and a filter for it where there is one: both for as many turns. */
interface Filtered {
  readonly exact: VectorPlan
  readonly filter: FilterPlan | null
}

/**
 * A filter for the turns of a loop that computes bytes and other integers by way of doubles: twice as many singles fit a
 * register. None where the loop is none of that kind.
 *
 * Soundness: what a filter stores are integers, each by a decision (to which byte a number is rounded, on which side of a
 * whole number or of another number it lies) that comes out the same for the double: the single is no further from it than
 * an error which `Approximation` adds up over the whole range of its inputs, and what decides is further away than that.
 * Where one of a group is not, nothing has been stored yet, and the group runs in doubles. Loads stand before all stores
 * then, so no turn may read what it has stored itself.
 */
export function withFilter(plan: VectorPlan, around: Surroundings, names: FreshNames): Filtered {
  const found = planFilter(plan, around, names)
  const exact = found && planBody(plan.loop, plan.places, around, found.filter.plan.count)
  if (!exact || typeof exact === 'string') return { exact: plan, filter: null }
  const { filter, crossings } = found
  const { apart, distances } = filter.plan.separation
  const separation = {
    apart: [...exact.separation.apart, ...apart],
    distances: [...exact.separation.distances, ...distances],
  }
  const keepsLastTurn = exact.keepsLastTurn || filter.plan.keepsLastTurn
  return { exact: { ...exact, separation: strictest(separation, crossings), keepsLastTurn }, filter }
}

/** What is asked twice is asked once. */
function strictest({ apart, distances }: Separation, crossings: Crossings): Separation {
  const keyOf = (...arrays: readonly LocalId[]) => arrays.toSorted((a, b) => a - b).join()
  const crossed = new Set(crossings.map(pair => keyOf(...pair)))
  const pairs = new Map<string, Separation['apart'][number]>()
  for (const pair of apart) {
    const key = keyOf(pair.written, pair.other)
    const orSame = pair.orSame && !crossed.has(key) && (pairs.get(key)?.orSame ?? true)
    pairs.set(key, { ...pair, orSame })
  }
  return { apart: [...pairs.values()], distances }
}

function planFilter(
  exact: VectorPlan,
  around: Surroundings,
  names: FreshNames,
): { readonly filter: FilterPlan; readonly crossings: Crossings } | null {
  const { loop, counted, places, reductions } = exact
  const { counter } = counted
  if (reductions.size > 0 || !storesIntegersOnly(loop.body, names)) return null
  const assigned = new Set([...places.sets.keys(), counter])
  const rounded = roundedExprs(loop.body, places.sets)
  const filter = writeFilter(loop.body, { names, counter, assigned, rounded })
  if (!filter) return null
  const { computed, stores, origins } = filter
  const single: Loop<ValueType> = { ...loop, body: [...computed, ...stores] }
  const originOf = ({ access }: AccessPlace) => origins.get(access) ?? access
  // One that stands in several places may be left out if it may in any of them.
  const leftOut = new Set(places.accesses.filter(place => place.isConditional).map(({ access }) => access))
  const sketch = listPlaces(single.body)
  const accesses = sketch.accesses.map(
    (place): AccessPlace => ({ ...place, isConditional: leftOut.has(originOf(place)) }),
  )
  const inside = { ...asAround(loop, single, around), needed: filter.decided }
  const plan = planSingles(single, { ...sketch, accesses }, inside)
  if (typeof plan === 'string' || !hasSingles(computed, plan)) return null
  // There a store counts from the first place on, and a load up to the last one.
  const lasts = new Map(places.accesses.map(place => [place.access, place.order]))
  const firsts = new Map([...places.accesses].reverse().map(place => [place.access, place.order]))
  const orderOf = (place: AccessPlace) =>
    (place.access.kind === 'store' ? firsts : lasts).get(originOf(place)) ?? 0
  const crossings = findCrossings(plan, orderOf)
  return crossings && { filter: { ...filter, plan }, crossings }
}

/** A plan for one register of singles where a turn computes much, which more of them would only spill; else for two. */
function planSingles(single: Loop<ValueType>, places: Places, around: Surroundings): VectorPlan | string {
  const plan = planBody(single, places, around)
  if (typeof plan === 'string' || plan.count <= 4) return plan
  const { affine, packed, varying } = plan
  const bytesOf = (access: Access): number => {
    const kind = around.typeOf(access.array)
    return packed.has(access) || !isArray(kind) ? 4 : elements[kind].bytes
  }
  const isWide = [...affine.keys()].every(access => bytesOf(access) >= 4)
  return isWide && workIn(single, varying) > mostOfTwo ? planBody(single, places, around, 4) : plan
}

/** So many operations for two registers each leave no room for constants. */
const mostOfTwo = 12

/** What is around a loop, around another one in its place. */
function asAround(loop: Loop<ValueType>, other: Loop<ValueType>, around: Surroundings): Surroundings {
  const [start, live] = [around.starts.get(loop), around.live.get(loop)]
  return {
    ...around,
    starts: start === undefined ? around.starts : new Map([[other, start]]),
    live: new Map([[other, live ?? new Set<LocalId>()]]),
  }
}

function storesIntegersOnly(body: List, names: FreshNames): boolean {
  let holds = true
  forEachStmt(body, stmt => {
    const kind = stmt.kind === 'store' ? names.typeOf(stmt.array) : null
    if (kind !== null) holds &&= isArray(kind) && elements[kind].loads === 'i32'
  })
  return holds
}

/** Whether any turn computes in singles for itself. */
function hasSingles(body: List, { varying }: VectorPlan): boolean {
  let found = false
  forEachExprIn(body, expr => {
    found ||= expr.type === 'f32' && readsAny(expr, varying)
  })
  return found
}

/** The crossings of a turn, in the order that its accesses had; null where it may read what it has stored itself. */
function findCrossings(
  { places, affine }: VectorPlan,
  orderOf: (place: AccessPlace) => number,
): Crossings | null {
  const found: (readonly [LocalId, LocalId])[] = []
  for (const store of places.accesses) {
    for (const load of places.accesses) {
      const isLater = load.access.kind === 'load' && orderOf(load) > orderOf(store)
      if (store.access.kind !== 'store' || !isLater) continue
      const [a, b] = [affine.get(store.access), affine.get(load.access)]
      const distance = a && b ? sub(a.poly, b.poly) : null
      if (distance && isConstant(distance) && (distance.constant | 0) !== 0) continue
      if (store.access.array === load.access.array) return null
      found.push([store.access.array, load.access.array])
    }
  }
  return found
}
