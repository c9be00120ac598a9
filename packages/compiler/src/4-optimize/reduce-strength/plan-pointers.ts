import type { LocalId } from '../../ir/expr.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import type { ArrayKind, ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { Atom } from '../symbolic/atom.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { add, atomsOf, isConstant, mul, polyKey, splitBy, zero } from '../symbolic/polynomial.js'
import type { Access } from '../symbolic/walk.js'
import { writtenLocals } from '../symbolic/writes.js'
import type { Derived } from './find-derived.js'
import { findDerived } from './find-derived.js'
import type { Movers, Step } from './find-movers.js'
import { findMovers } from './find-movers.js'
import { IndexParts, isSteady, localOf } from './linear-index.js'
import type { Place } from './list-accesses.js'
import { listAccesses } from './list-accesses.js'

/** A byte pointer that stays at `array[index]` while the locals in the index move. */
export interface PointerPlan {
  readonly array: LocalId
  readonly element: ArrayKind
  readonly index: Polynomial
  /** By how many elements it moves behind each of these statements. */
  readonly moves: ReadonlyMap<Stmt<ValueType>, Polynomial>
  /** The accesses it serves, each so many bytes beyond it. */
  readonly offsets: ReadonlyMap<Access, number>
}

/** Accesses of one array at indexes that differ by constants only. */
interface Stream {
  readonly array: LocalId
  readonly element: ArrayKind
  /** Without its constant. */
  readonly index: Polynomial
  readonly steps: readonly Move[]
  readonly members: readonly Member[]
}

interface Member extends Place {
  readonly constant: number
}

interface Move extends Step {
  readonly factor: Polynomial
}

/** More pointers than registers are slower than none. */
const mostPointers = 8
const farthest = 2 ** 20

/** The pointers worth having in a loop; none where the plain index does as well. */
export function planPointers(
  loop: Loop<ValueType>,
  typeOf: (local: LocalId) => ValueType,
): readonly PointerPlan[] {
  return new PointerPlanner(loop, typeOf).plan()
}

class PointerPlanner {
  private readonly loop: Loop<ValueType>
  private readonly typeOf: (local: LocalId) => ValueType
  private readonly written: ReadonlySet<LocalId>
  private readonly parts = new IndexParts()
  private readonly movers: Movers
  private readonly derived: Derived

  constructor(loop: Loop<ValueType>, typeOf: (local: LocalId) => ValueType) {
    this.loop = loop
    this.typeOf = typeOf
    this.written = writtenLocals([...loop.body, ...loop.update])
    this.movers = findMovers(loop, this.written, this.parts, typeOf)
    this.derived = findDerived(loop, this.movers, typeOf)
  }

  plan(): readonly PointerPlan[] {
    const streams = new Map<string, Stream>()
    for (const place of single(listAccesses(this.loop))) {
      const stream = this.readStream(place)
      if (!stream) continue
      const key = `${stream.array} ${polyKey(stream.index)}`
      const members = [...(streams.get(key)?.members ?? []), ...stream.members]
      streams.set(key, { ...stream, members })
    }
    return [...streams.values()]
      .filter(isWorthPointers)
      .flatMap(stream => fewMoves(pointersOf(stream), stream))
      .sort((a, b) => b.offsets.size - a.offsets.size)
      .slice(0, mostPointers)
  }

  private readStream(place: Place): Stream | null {
    const { array, index, bounds } = place.access
    const element = this.typeOf(array)
    if (bounds !== 'proven' || index.type !== 'i32' || this.written.has(array) || !isArray(element))
      return null
    const poly = this.parts.read(index, local => this.derived(local, place.position))
    const moves = poly && this.movesOf(poly)
    if (!poly || !moves) return null
    const { constant } = poly
    return {
      array,
      element,
      index: { ...poly, constant: 0 },
      steps: moves,
      members: [{ ...place, constant }],
    }
  }

  /** What moves the index; null where something else changes it, or two moving parts are multiplied. */
  private movesOf(poly: Polynomial): readonly Move[] | null {
    const moving = atomsOf(poly).filter(atom => !isSteady(atom, this.written))
    const moves: Move[] = []
    for (const atom of moving) {
      const steps = this.stepsOf(atom)
      const factor = splitBy(poly, atom)?.factor
      if (!steps || !factor || atomsOf(factor).some(other => moving.includes(other))) return null
      moves.push(...steps.map(step => ({ ...step, factor })))
    }
    return moves
  }

  private stepsOf(atom: Atom): readonly Step[] | undefined {
    const local = localOf(atom)
    return local === null ? undefined : this.movers.get(local)
  }
}

/** A node that stands in several places could need several pointers: it is left alone. */
function single(places: readonly Place[]): readonly Place[] {
  const counts = new Map<Access, number>()
  for (const { access } of places) counts.set(access, (counts.get(access) ?? 0) + 1)
  return places.filter(({ access }) => counts.get(access) === 1)
}

/**
 * The engine addresses `base + i` as well as a pointer, and what seldom runs should not cost every turn. Where no turn
 * moves the index, it computes the address before the loop by itself: each in a register of its own, where one would do.
 */
function isWorthPointers({ index, steps, members }: Stream): boolean {
  if (steps.length === 0) {
    if (isConstant(index)) return false
    const often = members.filter(member => member.runs !== 'branch')
    return new Set(often.map(member => member.constant)).size > 1
  }
  const [term, ...more] = index.terms
  const isPlainCounter = more.length === 0 && term?.coef === 1 && term.atoms.length === 1
  const isPlain = isPlainCounter && members.every(member => member.constant === 0)
  return !isPlain && members.some(member => member.runs !== 'branch')
}

/** Pointers that move more often than the index is computed would be are none. */
function fewMoves(pointers: readonly PointerPlan[], { steps, members }: Stream): readonly PointerPlan[] {
  return pointers.length * steps.length > 2 * members.length ? [] : pointers
}

/**
 * One pointer for the accesses from the lowest one that every turn makes upwards, as far as the pointer stands still until
 * them: its address is that of an element, so adding to it cannot leave the 32-bit addresses. One pointer each for others.
 */
function pointersOf(stream: Stream): readonly PointerPlan[] {
  const firstMove = Math.min(...stream.steps.map(step => step.position))
  const still = stream.members.filter(member => member.position >= 0 && member.position < firstMove)
  const anchors = still.filter(member => member.runs === 'always').map(member => member.constant)
  const anchor = Math.min(...anchors)
  const { bytes } = elements[stream.element]
  const isShared = (member: Member) =>
    still.includes(member) && member.constant >= anchor && (member.constant - anchor) * bytes <= farthest
  const shared = stream.members.filter(isShared)
  const isStill = stream.steps.length === 0
  const others = isStill ? [] : stream.members.filter(member => !isShared(member))
  const constants = [...new Set(others.map(member => member.constant))]
  return [
    ...(shared.length > 0 ? [pointerAt(stream, anchor, shared)] : []),
    ...constants.map(constant =>
      pointerAt(
        stream,
        constant,
        others.filter(member => member.constant === constant),
      ),
    ),
  ]
}

function pointerAt(stream: Stream, constant: number, members: readonly Member[]): PointerPlan {
  const { array, element, index, steps } = stream
  const { bytes } = elements[element]
  const moves = new Map<Stmt<ValueType>, Polynomial>()
  for (const { stmt, by, factor } of steps) moves.set(stmt, add(moves.get(stmt) ?? zero, mul(factor, by)))
  const offsets = new Map(
    members.map(member => [member.access, (member.constant - constant) * bytes] as const),
  )
  return { array, element, index: { ...index, constant }, moves, offsets }
}
