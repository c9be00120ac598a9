import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr, forEachLocal } from '../../ir/expr-walk.js'
import type { Loop, SetLocal, Stmt, Store } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Stmt<ValueType>

/** `for (; counter < bound; counter++) { before; inner; after }`, the inner loop without loops, stores or jumps. */
export interface Nest {
  readonly outer: Loop<ValueType>
  readonly counter: LocalId
  readonly bound: Expr<ValueType>
  readonly isInclusive: boolean
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
  const head = readHead(outer, written)
  if (inner?.kind !== 'loop' || !head) return null
  const before = outer.body.slice(0, place)
  const after = outer.body.slice(place + 1)
  if (!before.every(isScalarSet) || !after.every(isPlain) || !isSimpleInner(inner)) return null
  return isProven(outer.body) ? { ...head, outer, before, inner, after, written } : null
}

function readHead(
  { test, update }: Loop<ValueType>,
  written: ReadonlySet<LocalId>,
): Pick<Nest, 'counter' | 'bound' | 'isInclusive'> | null {
  if (test.kind !== 'compare' || (test.op !== 'lt' && test.op !== 'le')) return null
  const { left, right } = test
  if (left.kind !== 'local' || left.type !== 'i32' || written.has(left.local)) return null
  const [step, ...more] = update
  const counts = step?.kind === 'set' && step.local === left.local && isNext(step.value, left.local)
  if (!counts || more.length > 0 || !isFixed(right, written, left.local)) return null
  return { counter: left.local, bound: right, isInclusive: test.op === 'le' }
}

function isNext(value: Expr<ValueType>, counter: LocalId): boolean {
  if (value.kind !== 'binary' || value.op !== 'add') return false
  const { left, right } = value
  return left.kind === 'local' && left.local === counter && right.kind === 'const' && right.value === 1
}

/** Whether a bound is the same in every turn and does not read memory. */
function isFixed(bound: Expr<ValueType>, written: ReadonlySet<LocalId>, counter: LocalId): boolean {
  let holds = true
  forEachLocal(bound, local => {
    holds &&= !written.has(local) && local !== counter
  })
  forEachExpr(bound, part => {
    holds &&= part.kind !== 'load' && part.kind !== 'math'
  })
  return holds
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
