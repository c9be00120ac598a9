import type { LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { Loop } from '../../ir/stmt.js'
import { forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import type { Places } from '../list-places.js'
import type { Access } from '../symbolic/walk.js'
import { readsAny } from '../varying.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride } from './affine-index.js'
import type { Packed } from './find-packed.js'

/** What the number of lanes depends on. */
export interface LaneNeeds {
  readonly loop: Loop<ValueType>
  readonly counted: CountedLoop
  readonly varying: ReadonlySet<LocalId>
  readonly wide: ReadonlySet<LocalId>
  readonly places: Places
  readonly affine: ReadonlyMap<Access, AffineIndex>
  readonly packed: ReadonlyMap<Access, Packed>
  readonly typeOf: (local: LocalId) => ValueType
  /** The constant that the counter starts at; null where it is none. */
  readonly start: number | null
}

/** How many turns run side by side, or why it would not pay. */
export function chooseLanes(needs: LaneNeeds): number | string {
  const { loop, varying, affine } = needs
  const moved = [...affine.keys()]
  if (moved.length === 0) return 'it touches no memory that moves with its turns'
  const { packed } = needs
  const sizes = moved.map(access => (packed.has(access) ? 4 : sizeOf(needs.typeOf(access.array))))
  const narrowest = Math.min(...sizes)
  const widest = Math.max(...sizes, ...computedSizes(needs))
  const isNest = loop.body.some(stmt => stmt.kind === 'loop')
  if (isNest && !hasWideInner(needs)) return 'its inner loop computes the same in every turn'
  const apart = moved.filter(access => liesApart(access, needs)).length
  if (apart > workIn(loop, varying) / 2) return 'most of its elements lie apart'
  const registers = isNest ? registersOfNest(needs) : 4
  // As many as fill a register with the narrowest elements, as long as the widest values do not need too many.
  const full = Math.max(16 / narrowest, isNest ? 0 : 32 / widest)
  const count = Math.min(isNest ? (registers * 16) / widest : full, (registers * 16) / widest)
  const turns = turnsOf(needs)
  if (turns === null || turns >= count) return count
  // A short loop is a group of its own: a pixel's channels, which fill at least one register.
  const fewer = 2 ** Math.floor(Math.log2(turns))
  return fewer * widest >= 16 && fewer * narrowest >= 4 ? fewer : 'it has too few turns'
}

/** How many turns there are where the bound says so; null where any number of them may be. */
function turnsOf({ counted: { bound, isInclusive, step }, start }: LaneNeeds): number | null {
  if (bound.kind !== 'const') return null
  const distance = Number(bound.value) - (start ?? 0) + (isInclusive ? 1 : 0)
  return Math.max(0, Math.ceil(distance / step))
}

const none: AffineIndex = {
  poly: { constant: 0, terms: [] },
  stride: { constant: 0, terms: [] },
  rest: { constant: 0, terms: [] },
  isMoving: false,
}

function sizeOf(type: ValueType): number {
  if (isArray(type)) return elements[type].bytes
  return type === 'f64' || type === 'i64' || type === 'u64' ? 8 : 4
}

/** The sizes of what is computed in lanes. Integers of 32 bits may take fewer, as their limits say. */
function computedSizes({ loop, varying, wide }: LaneNeeds): readonly number[] {
  const sizes: number[] = []
  forEachStmt(loop.body, stmt => {
    const isNeeded = stmt.kind === 'set' ? wide.has(stmt.local) : stmt.kind === 'store' || stmt.kind === 'if'
    if (!isNeeded) return
    const exprs = stmt.kind === 'store' ? [stmt.value] : stmtExprs(stmt)
    for (const expr of exprs) {
      forEachExpr(expr, part => {
        if (part.kind !== 'const' && readsAny(part, varying)) sizes.push(sizeOf(part.type))
      })
    }
  })
  return sizes
}

function hasWideInner({ loop, wide }: LaneNeeds): boolean {
  let found = false
  for (const stmt of loop.body) {
    if (stmt.kind !== 'loop') continue
    forEachStmt(stmt.body, inner => {
      found ||= inner.kind === 'store' || (inner.kind === 'set' && wide.has(inner.local))
    })
  }
  return found
}

/** Whether neighbouring turns have an access in places that are no neighbours. */
function liesApart(access: Access, { affine, packed }: LaneNeeds): boolean {
  return !packed.has(access) && constantStride(affine.get(access) ?? none) !== 1
}

/** Several registers per value let sums wait for each other less; too many do not fit. */
function registersOfNest(needs: LaneNeeds): number {
  const { affine, places, wide } = needs
  const inside = [...wide].filter(local => places.sets.get(local)?.some(({ inner }) => inner.length > 0))
  const isApart = places.accesses.some(
    ({ access, inner }) => inner.length > 0 && affine.has(access) && liesApart(access, needs),
  )
  if (isApart) return inside.length <= 3 ? 2 : 1
  return inside.length <= 2 ? 4 : inside.length <= 5 ? 2 : 1
}

/** How many operations a turn takes that depend on it. */
export function workIn(loop: Loop<ValueType>, varying: ReadonlySet<LocalId>): number {
  let work = 0
  forEachStmt(loop.body, stmt => {
    const exprs = stmt.kind === 'store' ? [stmt.value] : stmtExprs(stmt)
    for (const expr of exprs) {
      forEachExpr(expr, part => {
        const isWork = part.kind === 'unary' || part.kind === 'binary' || part.kind === 'compare'
        if (isWork && readsAny(part, varying)) work++
      })
    }
  })
  return work
}
