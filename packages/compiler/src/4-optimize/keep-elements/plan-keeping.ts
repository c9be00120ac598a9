import type { Binary, Const, Expr, Load, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr, forEachLocal } from '../../ir/expr-walk.js'
import type { Loop, Store } from '../../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import { isReadAs } from '../as-read.js'
import type { Apart } from '../write-guard.js'
import { staysNaN } from './stays-nan.js'

type Place = Load<ValueType> | Store<ValueType>

/** An element that stays where it is through all turns of a loop, some of which store to it. */
export interface Kept {
  /** One of its loads, to be made before the loop. */
  readonly load: Load<ValueType>
  readonly store: Store<ValueType>
  readonly key: string
}

/** What a loop keeps, and which arrays must not share memory for it. */
export interface Keeping {
  readonly kept: readonly Kept[]
  readonly apart: readonly Apart[]
}

/** What is known around a loop. */
export interface Surroundings {
  readonly typeOf: (local: LocalId) => ValueType
  /** Arrays that share memory with no other one. */
  readonly own: ReadonlySet<LocalId>
}

/** Each takes a register for the whole loop. */
const mostKept = 6
/** Each costs two comparisons, once per nest. */
const mostPairs = 8

/** What names an access of an array at a place. */
export function placeKey({ array, index }: Place): string {
  return `${array} ${exprKey(index)}`
}

/** The elements that a loop can keep in locals; null where there are none. */
export function planKeeping(loop: Loop<ValueType>, around: Surroundings): Keeping | null {
  if (!isQuiet(loop)) return null
  const moving = movingLocals(loop)
  const places = placesIn(loop)
  const arrays = new Set(places.map(({ array }) => array))
  const kept = [...arrays].flatMap(array => keptOf(places, array, { moving, around }))
  if (kept.length === 0 || kept.length > mostKept) return null
  const apart = apartFor(new Set(kept.map(({ store }) => store.array)), arrays, around)
  return apart.length > mostPairs ? null : { kept, apart }
}

/** A loop that is left at its end only, calls nobody, and changes memory by storing single elements. */
function isQuiet(loop: Loop<ValueType>): boolean {
  const labels = new Set<number>()
  let holds = true
  forEachStmt([loop], stmt => {
    if (stmt.kind === 'loop' || stmt.kind === 'block' || stmt.kind === 'switch') labels.add(stmt.label)
    else if (stmt.kind === 'break' || stmt.kind === 'continue') holds &&= labels.has(stmt.label)
    else holds &&= ['set', 'store', 'if', 'output', 'set-global'].includes(stmt.kind)
  })
  return holds
}

function movingLocals({ body, update }: Loop<ValueType>): ReadonlySet<LocalId> {
  const moving = new Set<LocalId>()
  forEachStmt([...body, ...update], stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) moving.add(local)
  })
  return moving
}

function placesIn(loop: Loop<ValueType>): readonly Place[] {
  const places: Place[] = []
  forEachExprIn([loop], expr => {
    if (expr.kind === 'load') places.push(expr)
  })
  forEachStmt([loop], stmt => {
    if (stmt.kind === 'store') places.push(stmt)
  })
  return places
}

interface Turns {
  readonly moving: ReadonlySet<LocalId>
  readonly around: Surroundings
}

/** The elements of one array; none where any access to it may be another element from turn to turn. */
function keptOf(
  all: readonly Place[],
  array: LocalId,
  { moving, around: { typeOf } }: Turns,
): readonly Kept[] {
  const type = typeOf(array)
  const places = all.filter(place => place.array === array)
  const isSteady = places.every(({ index, raw, wide, offset }) => {
    const isPlain = raw === undefined && wide === undefined && offset === undefined
    return isPlain && indexTypes.has(index.type) && isStill(index, moving)
  })
  if (!isTypedArray(type) || moving.has(array) || !isSteady) return []
  // Apart from a constant all are the same, so that they differ where the constants do, and not by how they are written.
  if (new Set(places.map(({ index }) => baseOf(index))).size > 1) return []
  const keys = new Set(places.map(placeKey))
  if (new Set(places.map(({ index }) => offsetOf(index))).size < keys.size) return []
  const kept = [...keys].map(key =>
    keptAt(
      key,
      places.filter(place => placeKey(place) === key),
    ),
  )
  return kept.every(one => one === null || isReadAs(one.store.value.type, type))
    ? kept.flatMap(one => one ?? [])
    : []
}

const indexTypes: ReadonlySet<ValueType> = new Set(['i32', 'u32', 'i64'])

function isStill(index: Expr<ValueType>, moving: ReadonlySet<LocalId>): boolean {
  let holds = true
  forEachLocal(index, local => {
    if (moving.has(local)) holds = false
  })
  forEachExpr(index, part => {
    const isSum =
      part.kind === 'binary' && ['add', 'sub', 'mul', 'shl'].includes(part.op) && part.overflow === undefined
    const isPlain = part.kind === 'const' || part.kind === 'local' || part.kind === 'length'
    holds &&= isPlain || isSum || (part.kind === 'convert' && part.mode !== 'round')
  })
  return holds
}

/** An index without the constant that is added last. */
function baseOf(index: Expr<ValueType>): string {
  if (index.kind === 'const') return index.type
  return exprKey(isOffset(index) ? index.left : index)
}

/** That constant, as its type holds it: `i + 1` and `i - -1` are one place. */
function offsetOf(index: Expr<ValueType>): bigint {
  const added = isOffset(index) ? index.right : index
  const value = added.kind === 'const' ? BigInt(added.value) : 0n
  return BigInt.asIntN(index.type === 'i64' ? 64 : 32, isOffset(index) && index.op === 'sub' ? -value : value)
}

interface Offset extends Binary<ValueType> {
  readonly right: Const<ValueType>
}

function isOffset(index: Expr<ValueType>): index is Offset {
  return index.kind === 'binary' && (index.op === 'add' || index.op === 'sub') && index.right.kind === 'const'
}

function keptAt(key: string, places: readonly Place[]): Kept | null {
  const loads = places.filter(place => place.kind === 'load')
  const stores = places.filter(place => place.kind === 'store')
  const [load] = loads
  const [store] = stores
  if (!load || !store || stores.some(({ value }) => value.type !== store.value.type)) return null
  if (loads.some(({ bounds, type }) => bounds !== load.bounds || type !== load.type)) return null
  return isExactWhereMissing(load, stores, loads) ? { load, store, key } : null
}

/** Whether a local shows nothing else than an element that is not there: reads of that start over, give NaN or are not seen. */
function isExactWhereMissing(
  { bounds }: Load<ValueType>,
  stores: readonly Store<ValueType>[],
  loads: readonly Load<ValueType>[],
): boolean {
  if (bounds === 'restart') return true
  if (bounds !== 'nan' && bounds !== 'zero') return false
  const own = new Set(loads)
  if (bounds === 'nan' && stores.every(({ value }) => staysNaN(value, load => own.has(load)))) return true
  const unseen = new Set<Load<ValueType>>()
  for (const { value } of stores) {
    forEachExpr(value, part => {
      if (part.kind === 'load') unseen.add(part)
    })
  }
  return loads.every(load => unseen.has(load))
}

/** A kept array against every other one in the loop, but for those that share memory with none. */
function apartFor(
  kept: ReadonlySet<LocalId>,
  arrays: ReadonlySet<LocalId>,
  { own, typeOf }: Surroundings,
): readonly Apart[] {
  const isAlone = (array: LocalId): boolean => own.has(array) || typeOf(array) === 'string'
  return [...kept].flatMap(written =>
    [...arrays]
      .filter(other => other !== written && !(kept.has(other) && other < written))
      .filter(other => !isAlone(written) && !isAlone(other))
      .map(other => ({ written, other, orSame: false })),
  )
}
