import type { LocalId } from '../../ir/expr.js'
import type { Loop, SetLocal, Stmt, Store } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/** `for (; counter < bound; counter++) { before; inner; after }`, the inner loop without loops, stores or jumps. */
export interface Nest extends CountedLoop {
  readonly outer: Loop<ValueType>
  readonly before: readonly SetLocal<ValueType>[]
  readonly inner: Loop<ValueType>
  readonly after: readonly (SetLocal<ValueType> | Store<ValueType>)[]
  /** Everything one turn of the outer loop assigns. */
  readonly written: ReadonlySet<LocalId>
}

/** Reads a loop as such a nest, every access of it proven to be in bounds; null where it is none. */
export function readNest(outer: Loop<ValueType>): Nest | null {
  const place = outer.body.findIndex(stmt => stmt.kind === 'loop')
  const inner = outer.body[place]
  const written = writtenLocals(outer.body)
  const head = readCountedLoop(outer, written)
  if (inner?.kind !== 'loop' || head?.step !== 1) return null
  const before = outer.body.slice(0, place)
  const after = outer.body.slice(place + 1)
  if (!before.every(isScalarSet) || !after.every(isPlain) || !isSimpleInner(inner)) return null
  return isProven(outer.body) ? { ...head, outer, before, inner, after, written } : null
}

function isScalarSet(stmt: Typed): stmt is SetLocal<ValueType> {
  return stmt.kind === 'set' && !isArray(stmt.value.type)
}

function isPlain(stmt: Typed): stmt is SetLocal<ValueType> | Store<ValueType> {
  return isScalarSet(stmt) || stmt.kind === 'store'
}

function isSimpleInner(inner: Loop<ValueType>): boolean {
  let isSimple = inner.update.every(isScalarSet)
  forEachStmt(inner.body, stmt => {
    isSimple &&= stmt.kind === 'if' || isScalarSet(stmt)
  })
  return isSimple
}

function isProven(list: readonly Typed[]): boolean {
  let holds = true
  forEachExprIn(list, expr => {
    if (expr.kind === 'load') holds &&= expr.bounds === 'proven'
  })
  forEachStmt(list, stmt => {
    if (stmt.kind === 'store') holds &&= stmt.bounds === 'proven'
  })
  return holds
}
