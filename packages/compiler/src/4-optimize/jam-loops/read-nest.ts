import type { LocalId } from '../../ir/expr.js'
import type { Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/** `for (; counter < bound; counter++) { before; inner; after }`, none of it with jumps, the inner loop without loops or stores. */
export interface Nest extends CountedLoop {
  readonly outer: Loop<ValueType>
  readonly before: readonly SetLocal<ValueType>[]
  readonly inner: Loop<ValueType>
  /** Assignments and stores, some of them on conditions. */
  readonly after: readonly Typed[]
  /** What only `after` assigns and reads: its statements run turn by turn, so one turn may hand it on to the next. */
  readonly sequential: ReadonlySet<LocalId>
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
  const sequential = onlyIn(after, [...before, inner])
  return isProven(outer.body) ? { ...head, outer, before, inner, after, sequential, written } : null
}

/** The locals that `after` assigns and nothing in `others` names. */
function onlyIn(after: readonly Typed[], others: readonly Typed[]): ReadonlySet<LocalId> {
  const named = new Set(writtenLocals(others))
  forEachExprIn(others, expr => {
    if (expr.kind === 'local') named.add(expr.local)
  })
  return new Set([...writtenLocals(after)].filter(local => !named.has(local)))
}

function isScalarSet(stmt: Typed): stmt is SetLocal<ValueType> {
  return stmt.kind === 'set' && !isArray(stmt.value.type)
}

function isPlain(stmt: Typed): boolean {
  if (stmt.kind === 'if') return stmt.then.every(isPlain) && stmt.else.every(isPlain)
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
