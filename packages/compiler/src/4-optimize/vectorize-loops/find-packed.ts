import type { LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { AccessPlace } from '../list-places.js'
import { polyKey } from '../symbolic/polynomial.js'
import type { Access } from '../symbolic/walk.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride } from './affine-index.js'

/** An element that is a part of the four bytes of its turn, as a channel of a pixel is. */
export interface Packed {
  /** Equal for the parts of the same four bytes. */
  readonly group: string
  /** The constant of the index of the first byte's element. */
  readonly anchor: number
  /** By how many bits the element lies above the lowest one. */
  readonly shift: number
}

/**
 * The accesses whose turns take four bytes each, one behind the other, so that a lane of 32 bits holds those of a turn. All
 * accesses of such an array must be of that kind, and every turn must make them: the next turn makes them too, so all four
 * bytes are there as long as there is a next turn.
 */
export function findPacked(
  accesses: readonly AccessPlace[],
  affine: ReadonlyMap<Access, AffineIndex>,
  typeOf: (local: LocalId) => ValueType,
): ReadonlyMap<Access, Packed> {
  const found = new Map<Access, Packed>()
  for (const array of new Set(accesses.map(({ access }) => access.array))) {
    const own = accesses.filter(({ access }) => access.array === array)
    for (const [access, packed] of packArray(own, affine, typeOf(array))) found.set(access, packed)
  }
  return found
}

function packArray(
  own: readonly AccessPlace[],
  affine: ReadonlyMap<Access, AffineIndex>,
  type: ValueType,
): readonly (readonly [Access, Packed])[] {
  const bytes = isArray(type) ? elements[type].bytes : 8
  const isSmall = bytes < 4 && isArray(type) && elements[type].loads === 'i32'
  const indexes = own.map(({ access }) => affine.get(access))
  const [first] = indexes
  if (!isSmall || !first) return []
  const group = polyKey({ ...first.poly, constant: 0 })
  const constants = indexes.map(index => index?.poly.constant ?? Infinity)
  const anchor = Math.min(...constants)
  const fits = indexes.every(
    (index, n) =>
      index &&
      constantStride(index) === 4 / bytes &&
      polyKey({ ...index.poly, constant: 0 }) === group &&
      ((constants[n] ?? Infinity) - anchor) * bytes < 4,
  )
  const isSure = own.every(place => !place.isConditional && place.inner.length === 0)
  if (!fits || !isSure) return []
  return own.map(({ access }, n) => {
    const shift = ((constants[n] ?? anchor) - anchor) * bytes * 8
    return [access, { group: `${access.array} ${group}`, anchor, shift }] as const
  })
}
