import type { Expr, LocalId } from '../../ir/expr.js'
import { stmtRestarts } from '../../ir/restarts.js'
import type { LabelId, Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { otherBreaks, unevenLoops } from '../leaving.js'
import type { AccessPlace, Places } from '../list-places.js'
import { listPlaces } from '../list-places.js'
import { polyKey } from '../symbolic/polynomial.js'
import type { Access } from '../symbolic/walk.js'
import { writtenLocals } from '../symbolic/writes.js'
import { readsAny, spreadVarying } from '../varying.js'
import type { AffineIndex } from './affine-index.js'
import { AffineIndexes, constantStride } from './affine-index.js'
import type { WideContext } from './can-widen.js'
import { chooseLanes } from './choose-lanes.js'
import type { Separation } from './dependences.js'
import { checkDependences } from './dependences.js'
import type { Carried } from './find-carried.js'
import { findCarried, forEachComputed } from './find-carried.js'
import type { Packed } from './find-packed.js'
import { findPacked } from './find-packed.js'
import type { Limits } from './lanes/lanes.js'
import { unite } from './lanes/lanes.js'
import { wideObstacle } from './wide-obstacle.js'

type List = readonly Stmt<ValueType>[]

/** How a loop runs several turns side by side. */
export interface VectorPlan {
  readonly loop: Loop<ValueType>
  readonly counted: CountedLoop
  /** How many turns. */
  readonly count: number
  /** What differs from turn to turn. */
  readonly varying: ReadonlySet<LocalId>
  /** Those of them whose values are needed in lanes, and not only to find an element. */
  readonly wide: ReadonlySet<LocalId>
  readonly places: Places
  readonly reductions: Carried['reductions']
  readonly affine: ReadonlyMap<Access, AffineIndex>
  /** Of those, the ones that several turns have in one register. */
  readonly packed: ReadonlyMap<Access, Packed>
  /** The inner loops that go on as long as any turn does, with a mask of those that do. */
  readonly uneven: ReadonlySet<LabelId>
  /** By loop: what something behind it may read. */
  readonly live: Surroundings['live']
  readonly separation: Separation
  /** Whether the last turn runs alone in any case: what it leaves is as it would be, and groups always have a next turn. */
  readonly keepsLastTurn: boolean
}

/** The function around a loop. */
export interface Surroundings {
  /** Arrays that share memory with no other. */
  readonly own: ReadonlySet<LocalId>
  /** By loop: what something behind it may read. */
  readonly live: ReadonlyMap<Loop<ValueType>, ReadonlySet<LocalId>>
  readonly typeOf: (local: LocalId) => ValueType
  /** The constants that counters start at, where they do. */
  readonly starts: ReadonlyMap<Loop<ValueType>, number>
  /** Whether floats may be summed in another order. */
  readonly reassociates: boolean
  /** Locals whose lanes are needed though nothing in the loop reads them. */
  readonly needed?: ReadonlySet<LocalId>
}

/** A plan for a loop, or the reason why its turns run one by one. */
export function planVectorization(loop: Loop<ValueType>, around: Surroundings): VectorPlan | string {
  return planBody(loop, listPlaces(loop.body), around)
}

/** A plan for a loop whose body has its accesses in these places; for so many turns, where another plan has chosen them. */
export function planBody(
  loop: Loop<ValueType>,
  places: Places,
  around: Surroundings,
  turns?: number,
): VectorPlan | string {
  const counted = readCountedLoop(loop, writtenLocals(loop.body))
  if (!counted) return 'it does not count up to a fixed bound'
  const varying = spreadVarying(loop.body, [counted.counter])
  const problem = shapeProblem(loop.body, varying, around)
  if (problem !== null) return problem
  const carried = findCarried(loop.body, places, around.reassociates)
  if (typeof carried === 'string') {
    const isOrdered = !around.reassociates && typeof findCarried(loop.body, places, true) !== 'string'
    return isOrdered ? "floats are summed up in JavaScript's order (`fastmath` would lift that)" : carried
  }
  const all = new Set([...varying, ...carried.reductions.keys()])
  const leftovers = leftoversOf(loop, carried, places, around)
  if ([...leftovers].some(local => !carried.certain.has(local)))
    return 'a variable that only some turns assign is read behind it'
  const uneven = unevenLoops(loop.body, test => readsAny(test, all))
  const affine = readIndexes(places, counted, all)
  const start = around.starts.get(loop) ?? null
  const packed = findPacked(places.accesses, affine, around.typeOf, { counter: counted.counter, start })
  const wide = findWide(loop.body, all, [...carried.reductions.keys(), ...(around.needed ?? [])])
  const context = wideContext(places, { affine, packed, uneven }, all, around)
  const obstacle = wideObstacle(loop.body, { varying: all, wide, uneven }, context)
  if (obstacle !== null) return obstacle
  const { typeOf, own } = around
  const needs = { loop, counted, varying: all, wide, places, affine, packed, typeOf, start }
  const count = turns ?? chooseLanes(needs)
  if (typeof count === 'string') return count
  const written = new Set([...places.sets.keys(), counted.counter])
  const separation = checkDependences({ accesses: places.accesses, affine, own, written, typeOf }, count)
  if (typeof separation === 'string') return separation
  const keepsLastTurn = leftovers.size > 0 || packed.size > 0
  const { reductions } = carried
  return {
    loop,
    counted,
    count,
    varying: all,
    wide,
    places,
    reductions,
    affine,
    packed,
    separation,
    uneven,
    live: around.live,
    keepsLastTurn,
  }
}

const obstacles: Readonly<Partial<Record<Stmt<ValueType>['kind'], string>>> = {
  call: 'it calls a function',
  continue: 'a `continue` ends some turns early',
  return: 'a turn may leave it early',
  throw: 'a turn may leave it early',
  switch: 'it has a `switch`',
  block: 'a turn may skip a part of it',
  'new-array': 'it makes arrays',
  resize: 'an array grows in it',
  bulk: 'it moves many elements at once',
  output: 'it writes what the caller sees',
}

/** Why a body cannot run side by side whatever it computes: jumps, calls, checks, arrays that come and go. */
function shapeProblem(body: List, varying: ReadonlySet<LocalId>, { typeOf }: Surroundings): string | null {
  let problem: string | null = null
  forEachStmt(body, stmt => {
    const isArraySet = stmt.kind === 'set' && isArray(stmt.value.type)
    if (!['set', 'store', 'if', 'loop', 'break'].includes(stmt.kind) || isArraySet) {
      problem ??= obstacles[stmt.kind] ?? 'an array changes its place in it'
    }
    if (stmt.kind === 'store' && (stmt.bounds !== 'proven' || stmt.raw || stmt.wide))
      problem ??= 'a bounds check is left in it'
    if (stmt.kind === 'store' && !isPlainElement(typeOf(stmt.array)))
      problem ??= 'it stores elements for which there are no lanes'
  })
  if (otherBreaks(body).length > 0) problem ??= 'a turn may leave it early'
  forEachExprIn(body, expr => {
    // What all turns read is read once, check and all.
    const isOpen = expr.kind === 'load' && expr.bounds !== 'proven' && readsAny(expr.index, varying)
    if (expr.kind === 'load' && (isOpen || expr.raw || expr.wide)) problem ??= 'a bounds check is left in it'
    if (expr.kind === 'local' && expr.type === 'pointer') problem ??= 'the place of an array changes in it'
  })
  // What no lane needs is not computed at all, so it must not end the call either.
  forEachStmt(body, stmt => {
    if (stmtRestarts(stmt)) problem ??= 'it may have to start over in JavaScript'
  })
  return problem
}

/** Whether an array's elements are numbers that fit lanes. */
function isPlainElement(type: ValueType): boolean {
  return isArray(type) && !['u64', 'bool'].includes(elements[type].loads) && type !== 'DataView'
}

/** What the loop assigns and something behind it reads; reductions are put together there. */
function leftoversOf(
  loop: Loop<ValueType>,
  { reductions }: Carried,
  places: Places,
  { live }: Surroundings,
): ReadonlySet<LocalId> {
  const behind = live.get(loop)
  return new Set([...places.sets.keys()].filter(local => !reductions.has(local) && behind?.has(local)))
}

function readIndexes(
  places: Places,
  counted: CountedLoop,
  varying: ReadonlySet<LocalId>,
): ReadonlyMap<Access, AffineIndex> {
  const indexes = new AffineIndexes(places, counted, varying)
  const found = new Map<Access, AffineIndex>()
  const failed = new Set<Access>()
  for (const place of places.accesses) {
    if (!readsAny(place.access.index, varying)) continue
    const index = indexes.read(place)
    if (index) found.set(place.access, index)
    else failed.add(place.access)
  }
  for (const access of failed) found.delete(access)
  return found
}

/** The locals whose lanes are computed with: what stores, tests and reductions need, and what that needs in turn. */
function findWide(
  body: List,
  varying: ReadonlySet<LocalId>,
  needed: readonly LocalId[],
): ReadonlySet<LocalId> {
  const wide = new Set(needed.filter(local => varying.has(local)))
  const need = (expr: Expr<ValueType>) =>
    forEachComputed(expr, local => {
      if (varying.has(local)) wide.add(local)
    })
  for (let size = -1; size !== wide.size; ) {
    size = wide.size
    forEachStmt(body, stmt => {
      if (stmt.kind === 'store') need(stmt.value)
      if (stmt.kind === 'if' || stmt.kind === 'loop') need(stmt.test)
      if (stmt.kind === 'set' && wide.has(stmt.local)) need(stmt.value)
    })
  }
  return wide
}

/** What can be said of single loads: one that some turns leave out is sure to be in bounds between two that none does. */
function wideContext(
  places: Places,
  { affine, packed, uneven }: Pick<VectorPlan, 'affine' | 'packed' | 'uneven'>,
  varying: ReadonlySet<LocalId>,
  { typeOf }: Surroundings,
): WideContext {
  const sure = new Map<string, Limits>()
  const unsure = new Map<Access, AccessPlace>()
  for (const place of places.accesses) {
    const index = affine.get(place.access)
    if (!index) continue
    const key = streamKey(place, index)
    const { constant } = index.poly
    const isLeftOut = place.isConditional || place.inner.some(label => uneven.has(label))
    if (isLeftOut) unsure.set(place.access, place)
    else sure.set(key, unite(sure.get(key) ?? { lo: constant, hi: constant }, { lo: constant, hi: constant }))
  }
  const isThere = (access: Access, index: AffineIndex) => {
    const place = unsure.get(access)
    if (!place) return true
    const known = sure.get(streamKey(place, index))
    const { constant } = index.poly
    return known !== undefined && known.lo <= constant && constant <= known.hi
  }
  return {
    varies: expr => readsAny(expr, varying),
    canLoad: load => {
      if (packed.has(load)) return true
      const index = affine.get(load)
      if (!index || !isPlainElement(typeOf(load.array)) || !isThere(load, index)) return false
      return constantStride(index) === 1 || elementBytes(typeOf(load.array)) >= 4
    },
    canMask: store => {
      if (packed.has(store)) return true
      const index = affine.get(store)
      return index !== undefined && constantStride(index) === 1 && isThere(store, index)
    },
  }
}

/** Equal for accesses in one place of the loop whose indexes differ by constants only. */
function streamKey({ access, inner }: AccessPlace, { poly }: AffineIndex): string {
  return `${inner.join()} ${access.array} ${polyKey({ ...poly, constant: 0 })}`
}

function elementBytes(type: ValueType): number {
  return isArray(type) ? elements[type].bytes : 0
}
