import type { LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { AccessPlace } from '../list-places.js'
import type { Polynomial } from '../symbolic/polynomial.js'
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

/** A counter, and the constant it starts at; `null` where that is not known. */
interface Start {
  readonly counter: LocalId
  readonly start: number | null
}

/**
 * The accesses whose turns take four bytes each, one behind the other, so that a lane of 32 bits holds those of a turn. All
 * accesses of such an array must be of that kind, and every turn must make one of them: the next turn makes it too, so that
 * all bytes from there to the next turn's are in the array as long as there is one. What lies before it in the first turn is
 * in the array where nothing does, or where it is no element before the first.
 */
export function findPacked(
  accesses: readonly AccessPlace[],
  affine: ReadonlyMap<Access, AffineIndex>,
  typeOf: (local: LocalId) => ValueType,
  counter: Start,
): ReadonlyMap<Access, Packed> {
  const found = new Map<Access, Packed>()
  for (const array of new Set(accesses.map(({ access }) => access.array))) {
    const own = accesses.filter(({ access }) => access.array === array)
    for (const [access, packed] of packArray(own, affine, typeOf(array), counter)) found.set(access, packed)
  }
  return found
}

function packArray(
  own: readonly AccessPlace[],
  affine: ReadonlyMap<Access, AffineIndex>,
  type: ValueType,
  counter: Start,
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
  const isStraight = own.every(({ inner }) => inner.length === 0)
  const sure = constants.filter((_, n) => own[n]?.isConditional === false)
  const isSure = sure.includes(anchor) || (sure.length > 0 && isInside(first.poly, anchor, counter))
  if (!fits || !isStraight || !isSure) return []
  return own.map(({ access }, n) => {
    const shift = ((constants[n] ?? anchor) - anchor) * bytes * 8
    return [access, { group: `${access.array} ${group}`, anchor, shift }] as const
  })
}

/** Whether the element at this distance from the counter is none before the first. */
function isInside({ terms }: Polynomial, distance: number, { counter, start }: Start): boolean {
  const [term, ...more] = terms
  const [atom, ...others] = term?.atoms ?? []
  const isCounter = atom?.entry?.kind === 'local' && atom.entry.local === counter
  const isPlain = more.length === 0 && others.length === 0 && term?.coef === 1
  return isCounter && isPlain && start !== null && start + distance >= 0
}
