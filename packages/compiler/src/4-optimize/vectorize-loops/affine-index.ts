import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import { rewriteExpr } from '../../ir/rewrite-list.js'
import type { LabelId } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import type { AccessPlace, Places, SetPlace } from '../list-places.js'
import { IndexParts, isSteady, localOf } from '../reduce-strength/linear-index.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { add, atomsOf, isConstant, scale, splitBy } from '../symbolic/polynomial.js'
import { readsAny } from '../varying.js'

/** An index `stride * turn + rest` of a counted loop, modulo 2^32. */
export interface AffineIndex {
  /** The whole index, over the counter. */
  readonly poly: Polynomial
  /** By how many elements it moves from one turn to the next. */
  readonly stride: Polynomial
  /** Without the counter's part. */
  readonly rest: Polynomial
  /** Whether what it is made of changes within a turn: in inner loops, or because a local is not the same all through it. */
  readonly isMoving: boolean
}

/** The stride where it is a constant. */
export function constantStride({ stride }: AffineIndex): number | null {
  // Modulo 2^32 as the index itself; what is in bounds in two turns is no further apart than that.
  return isConstant(stride) ? stride.constant | 0 : null
}

/** Reads the indexes of one loop, through the locals they are made of. */
export class AffineIndexes {
  private readonly parts = new IndexParts()
  private readonly places: Places
  private readonly counter: LocalId
  private readonly step: number
  private readonly varying: ReadonlySet<LocalId>

  constructor(
    places: Places,
    { counter, step }: Pick<CountedLoop, 'counter' | 'step'>,
    varying: ReadonlySet<LocalId>,
  ) {
    this.places = places
    this.varying = varying
    this.counter = counter
    this.step = step
  }

  /** The index of an access; null where it is nothing of the kind. */
  read({ access, inner, order }: AccessPlace): AffineIndex | null {
    if (access.index.type !== 'i32') return null
    const index = this.inlined(access.index, inner, 0)
    const poly = index && this.parts.read(index)
    if (!poly) return null
    const counter = this.counterAtom()
    const split = splitBy(poly, counter)
    if (!split) return null
    const others = [...atomsOf(split.factor), ...atomsOf(split.rest)]
    const written = this.writtenInside()
    const isReadable = others.every(atom => localOf(atom) !== null || isSteady(atom, written))
    const varies = others.some(({ entry }) => !entry || readsAny(entry, this.varying))
    if (!isReadable || varies) return null
    const isMoving = others.some(atom => !this.isSettled(localOf(atom), order))
    return { poly, stride: scale(split.factor, this.step), rest: split.rest, isMoving }
  }

  /** Whether a local is by then what it is to the end of the turn: set by nothing, or once and before. */
  private isSettled(local: LocalId | null, order: number): boolean {
    const [only, ...more] = this.placesOf(local)
    return !only || (more.length === 0 && only.inner.length === 0 && only.order < order)
  }

  private counterAtom() {
    const at = { file: '', start: 0, end: 0 }
    const poly = this.parts.read({ kind: 'local', local: this.counter, type: 'i32', at })
    const [atom] = poly ? atomsOf(poly) : []
    if (!atom) throw new Error('vectorize-loops: a counter that is no atom')
    return atom
  }

  private writtenInside(): ReadonlySet<LocalId> {
    return new Set(this.places.sets.keys())
  }

  private placesOf(local: LocalId | null): readonly SetPlace[] {
    return local === null ? [] : (this.places.sets.get(local) ?? [])
  }

  /** The expression with each local that this loop varies replaced by what it was set to; null where that is not one thing. */
  private inlined(expr: Expr<ValueType>, inner: readonly LabelId[], depth: number): Expr<ValueType> | null {
    if (depth > 8) return null
    let fits = true
    const result = rewriteExpr(expr, {
      expr: part => {
        if (part.kind === 'load' && this.isWritten(part)) fits = false
        if (part.kind !== 'local' || part.type !== 'i32') return part
        const places = this.placesOf(part.local)
        if (part.local === this.counter || !this.varying.has(part.local)) return part
        const [only, ...more] = places
        const definition =
          only && more.length === 0 && isAround(only.inner, inner) && this.isStableFor(only)
            ? this.inlined(only.set.value, inner, depth + 1)
            : null
        if (!definition) fits = false
        return definition ?? part
      },
    })
    return fits ? result : null
  }

  private isWritten(expr: Expr<ValueType>): boolean {
    let found = false
    forEachLocal(expr, local => {
      found ||= local === this.counter || this.places.sets.has(local)
    })
    return found
  }

  /** Whether what a local was set to would be the same a little later, in the same turn of the loops around it. */
  private isStableFor({ set, inner }: SetPlace): boolean {
    let holds = true
    forEachLocal(set.value, local => {
      const places = this.placesOf(local)
      const [only, ...more] = places
      if (only) holds &&= more.length === 0 && local !== set.local && isAround(only.inner, inner)
    })
    return holds
  }
}

/** Whether these loops all stand around those. */
function isAround(outer: readonly LabelId[], inner: readonly LabelId[]): boolean {
  return outer.every((label, n) => inner[n] === label)
}

/** `poly` with the counter moved on by some turns. */
export function inTurn({ poly, stride }: AffineIndex, turn: number, elements = 0): Polynomial {
  const ahead = scale(stride, turn)
  return add(poly, { ...ahead, constant: ahead.constant + elements })
}
