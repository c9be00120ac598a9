import type { Expr, LocalId } from '../../ir/expr.js'
import type { Loop, Stmt, Store } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { IndexParts, localOf } from '../reduce-strength/linear-index.js'
import { atomsOf, isConstant, splitBy } from '../symbolic/polynomial.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>
type List = readonly Typed[]

/** A loop whose turns write a row each, by loops inside, in lanes. */
export interface Rows extends CountedLoop {
  readonly outer: Loop<ValueType>
  /** The one array it writes. */
  readonly target: LocalId
  /** Everything one turn of the outer loop assigns. */
  readonly written: ReadonlySet<LocalId>
}

/**
 * Reads a loop as such; null where it is none. Each store is at `width * counter + column + c`, where the column counts from
 * 0 up to the width less what the store is ahead: so turns write elements of their own.
 */
export function readRows(outer: Loop<ValueType>, typeOf: (local: LocalId) => ValueType): Rows | null {
  const written = writtenLocals(outer.body)
  const head = readCountedLoop(outer, written)
  if (head?.step !== 1 || !isPlain(outer.body) || !hasLanes(outer.body)) return null
  const columns = new Columns(outer.body, written)
  const stores = columns.stores(outer.body, null)
  const [first] = stores
  const target = first?.store.array
  if (target === undefined || stores.some(({ store }) => store.array !== target)) return null
  const parts = new IndexParts()
  const rows = stores.map(({ store, column }) =>
    column ? widthOf(store, { counter: head.counter, column, typeOf, parts }) : null,
  )
  const [width] = rows
  if (width === undefined || width === null || written.has(width) || rows.some(other => other !== width))
    return null
  return { ...head, outer, target, written }
}

/** A counter from 0 on that is below a local by at least `ahead + 1`. */
interface Column {
  readonly counter: LocalId
  readonly width: LocalId
  readonly ahead: number
}

interface Placed {
  readonly store: Store<ValueType>
  readonly column: Column | null
}

/** What the counters of the loops in a turn are. */
class Columns {
  private readonly written: ReadonlySet<LocalId>
  private readonly sets = new Map<LocalId, Expr<ValueType>[]>()

  constructor(body: List, written: ReadonlySet<LocalId>) {
    this.written = written
    forEachStmt(body, stmt => {
      if (stmt.kind === 'set') this.sets.set(stmt.local, [...(this.sets.get(stmt.local) ?? []), stmt.value])
    })
  }

  /** Every store, with the counter of the loop it stands directly in. */
  stores(list: List, column: Column | null): readonly Placed[] {
    return list.flatMap((stmt): readonly Placed[] => {
      if (stmt.kind === 'store') return [{ store: stmt, column }]
      if (stmt.kind === 'if') return [...this.stores(stmt.then, column), ...this.stores(stmt.else, column)]
      return stmt.kind === 'loop' ? this.stores(stmt.body, this.read(stmt)) : []
    })
  }

  private read(loop: Loop<ValueType>): Column | null {
    const { test } = loop
    const counted = readCountedLoop(loop, writtenLocals(loop.body))
    if (!counted || counted.isInclusive || test.kind !== 'compare' || test.right.kind !== 'local') return null
    const { counter } = counted
    if (!this.countsUp(counter)) return null
    const bound = test.right.local
    if (!this.written.has(bound)) return { counter, width: bound, ahead: 0 }
    const [limit, ...more] = this.sets.get(bound) ?? []
    return limit && more.length === 0 ? belowLimit(limit, counter) : null
  }

  /** Whether it starts at a number that is not negative each time, and only grows from there. */
  private countsUp(counter: LocalId): boolean {
    return (this.sets.get(counter) ?? []).every(value => {
      if (value.kind === 'const') return Number(value.value) >= 0
      if (value.kind !== 'binary' || value.op !== 'add' || value.right.kind !== 'const') return false
      return value.left.kind === 'local' && value.left.local === counter && Number(value.right.value) > 0
    })
  }
}

/** Below `max(width, least) - ahead`, the least being negative: what is not negative is below `width - ahead` then. */
function belowLimit(limit: Expr<ValueType>, counter: LocalId): Column | null {
  if (limit.kind !== 'binary' || limit.op !== 'sub' || limit.right.kind !== 'const') return null
  const { left, right } = limit
  const ahead = Number(right.value)
  if (left.kind !== 'binary' || left.op !== 'max' || left.left.kind !== 'local' || ahead < 0) return null
  const isLow = left.right.kind === 'const' && Number(left.right.value) < 0
  return isLow ? { counter, width: left.left.local, ahead } : null
}

interface Reading {
  readonly counter: LocalId
  readonly column: Column
  readonly typeOf: (local: LocalId) => ValueType
  readonly parts: IndexParts
}

/** By what a store's index multiplies the counter, where it lies in the row that begins there; null: nowhere known. */
function widthOf(store: Store<ValueType>, { counter, column, typeOf, parts }: Reading): LocalId | null {
  const type = typeOf(store.array)
  const poly = store.index.type === 'i32' ? parts.read(store.index) : null
  if (!poly || !isArray(type) || typeOf(column.width) !== 'i32') return null
  const atomOf = (local: LocalId) => atomsOf(poly).find(atom => localOf(atom) === local)
  const [row, place] = [atomOf(counter), atomOf(column.counter)]
  const byRow = row && splitBy(poly, row)
  const byPlace = byRow && place && splitBy(byRow.rest, place)
  if (!byRow || !byPlace || !isConstant(byPlace.factor) || byPlace.factor.constant !== 1) return null
  const [term, ...more] = byRow.factor.terms
  const [width, ...others] = term?.atoms ?? []
  if (!width || term?.coef !== 1 || more.length > 0 || others.length > 0 || byRow.factor.constant !== 0)
    return null
  const wide = store.wide ? (store.wide.op === 'v128.store' ? 16 / elements[type].bytes : Infinity) : 1
  const first = byPlace.rest
  const isInside = isConstant(first) && first.constant >= 0 && first.constant + wide - 1 <= column.ahead
  return isInside && localOf(width) === column.width ? column.width : null
}

/** Whether it only assigns, stores, asks and loops, every element being there. */
function isPlain(body: List): boolean {
  let holds = true
  forEachStmt(body, stmt => {
    holds &&= stmt.kind === 'set' || stmt.kind === 'store' || stmt.kind === 'if' || stmt.kind === 'loop'
    if (stmt.kind === 'set') holds &&= !isArray(stmt.value.type)
    if (stmt.kind === 'store') holds &&= stmt.bounds === 'proven'
  })
  forEachExprIn(body, expr => {
    if (expr.kind === 'load') holds &&= expr.bounds === 'proven'
    holds &&= expr.kind !== 'math' && expr.kind !== 'global'
  })
  return holds
}

/** Whether a loop around another one works in lanes. */
function hasLanes(body: List): boolean {
  let found = false
  forEachStmt(body, stmt => {
    if (stmt.kind !== 'loop' || !stmt.body.some(inner => inner.kind === 'loop')) return
    found ||= stmt.body.some(inner => inner.kind === 'store' && inner.wide?.op === 'v128.store')
  })
  return found
}
