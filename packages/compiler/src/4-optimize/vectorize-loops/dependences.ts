import type { LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { AccessPlace } from '../list-places.js'
import { isSteady } from '../reduce-strength/linear-index.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { atomsOf, isConstant, polyKey, sub } from '../symbolic/polynomial.js'
import type { Access } from '../symbolic/walk.js'
import type { Apart } from '../write-guard.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride } from './affine-index.js'

/** Everything a loop does to memory, and who may share it. */
export interface MemoryUse {
  readonly accesses: readonly AccessPlace[]
  /** Of those whose index differs from turn to turn. */
  readonly affine: ReadonlyMap<Access, AffineIndex>
  readonly own: ReadonlySet<LocalId>
  /** What the loop assigns. */
  readonly written: ReadonlySet<LocalId>
  readonly typeOf: (local: LocalId) => ValueType
}

const mostPairs = 10

/** What must lie apart so that turns can run side by side. */
export interface Separation {
  readonly apart: readonly Apart[]
  /** Distances of elements of one array, modulo 2^32, which must not lie between -`least` and `least`. */
  readonly distances: readonly { readonly by: Polynomial; readonly least: number }[]
}

/**
 * What must lie apart so that `lanes` turns can run side by side, statement by statement; or why they cannot. Turns keep
 * the order of their statements, so only what one turn writes and another one of the same group touches can be wrong.
 */
export function checkDependences(use: MemoryUse, lanes: number): Separation | string {
  const pairs = new Map<string, Apart>()
  const distances = new Map<string, Separation['distances'][number]>()
  for (const store of use.accesses) {
    if (store.access.kind !== 'store') continue
    const index = use.affine.get(store.access)
    if (!index) return 'every turn stores to the same place'
    for (const other of use.accesses) {
      const [written, array] = [store.access.array, other.access.array]
      const isHarmless = keepsOrder(store, other, use, lanes)
      if (written === array) {
        const distance = isHarmless ? null : openDistance(store, other, use)
        if (!isHarmless && !distance) return 'what one turn writes another one touches'
        if (distance) {
          const key = polyKey(distance.by)
          const least = Math.max(lanes * distance.stride, distances.get(key)?.least ?? 0)
          distances.set(key, { by: distance.by, least })
        }
      } else if (!use.own.has(written) && !use.own.has(array)) {
        const key = [written, array].sort((a, b) => a - b).join()
        const isSameSize = bytesOf(written, use) === bytesOf(array, use)
        const orSame = isHarmless && isSameSize && (pairs.get(key)?.orSame ?? true)
        pairs.set(key, { written, other: array, orSame })
      }
    }
  }
  if (pairs.size + distances.size > mostPairs) return 'too many arrays could share memory'
  return { apart: [...pairs.values()], distances: [...distances.values()] }
}

/** How far two accesses of one array lie apart in every turn, where that can be asked before the loop. */
function openDistance(
  store: AccessPlace,
  other: AccessPlace,
  { affine, written }: MemoryUse,
): { readonly by: Polynomial; readonly stride: number } | null {
  const [a, b] = [affine.get(store.access), affine.get(other.access)]
  const stride = a ? constantStride(a) : null
  if (!a || !b || stride === null || stride === 0 || constantStride(b) !== stride) return null
  // What moves in an inner loop meets what stood there in another turn of that.
  if (a.isMoving || b.isMoving) return null
  const by = sub(b.rest, a.rest)
  const isFixed = atomsOf(by).every(atom => isSteady(atom, written))
  return isFixed && !isConstant(by) ? { by, stride: Math.abs(stride) } : null
}

function bytesOf(local: LocalId, { typeOf }: MemoryUse): number {
  const type = typeOf(local)
  return isArray(type) ? elements[type].bytes : 0
}

/** Whether two accesses of one array do the same when `lanes` turns run side by side. */
function keepsOrder(store: AccessPlace, other: AccessPlace, { affine }: MemoryUse, lanes: number): boolean {
  const [a, b] = [affine.get(store.access), affine.get(other.access)]
  const stride = a ? constantStride(a) : null
  if (!a || !b || stride === null || stride === 0 || a.isMoving) return false
  if (store.access === other.access) return true
  if (b.isMoving || constantStride(b) !== stride) return false
  const apart = sub(b.rest, a.rest)
  if (!isConstant(apart)) return false
  // What the store writes in turn t, the other touches in turn t - distance.
  const distance = (apart.constant | 0) / stride
  if (!Number.isInteger(distance) || distance === 0 || Math.abs(distance) >= lanes) return true
  const isStraight = store.inner.length === 0 && other.inner.length === 0
  const otherIsFirst = other.order < store.order
  return isStraight && otherIsFirst === distance > 0
}
