import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Expr<ValueType>

/** A loop in the turns of another one that looks around its counter, as far as the ends of what both go along. */
export interface Window {
  /** The first and the last of the distances it looks at, the same in all turns: int32. */
  readonly from: Typed
  readonly to: Typed
  /** What is cut to the ends, and what it is where no end is near. */
  readonly inside: ReadonlyMap<Typed, Typed>
}

/** The window of a loop that counts up to below a bound; null where it has none, or several. */
export function findWindow(loop: Loop<ValueType>, { counter, bound }: CountedLoop): Window | null {
  const [place, ...more] = loop.body.flatMap((stmt, n) => (stmt.kind === 'loop' ? [n] : []))
  const [start, inner] = [loop.body[(place ?? 0) - 1], loop.body[place ?? 0]]
  if (inner?.kind !== 'loop' || more.length > 0 || start?.kind !== 'set') return null
  const counted = readCountedLoop(inner, writtenLocals(inner.body))
  const written = new Set([...writtenLocals(loop.body), counter])
  const isFixed = (expr: Typed) => !reads(expr, written)
  if (counted?.counter !== start.local || counted.step !== 1) return null
  if (!isFixed(start.value) || !isFixed(counted.bound)) return null
  const reader = new WindowReader({ counter, bound: exprKey(bound) }, counted.counter)
  const inside = new Map<Typed, Typed>()
  forEachExprIn([inner], expr => {
    const found = reader.inside(expr)
    if (found) inside.set(expr, found)
  })
  if (inside.size === 0) return null
  const names = inner.body.flatMap((stmt, n) => readsOf(stmt, inner.body.slice(n + 1), loop, inside))
  return { from: start.value, to: lastOf(counted), inside: new Map([...inside, ...names]) }
}

/** The reads of a local that is such a place in the rest of a turn of the inner loop, and read nowhere else in the loop. */
function readsOf(
  stmt: Stmt<ValueType>,
  rest: readonly Stmt<ValueType>[],
  loop: Loop<ValueType>,
  inside: ReadonlyMap<Typed, Typed>,
): readonly (readonly [Typed, Typed])[] {
  const sum = stmt.kind === 'set' ? inside.get(stmt.value) : undefined
  if (stmt.kind !== 'set' || !sum) return []
  let sets = 0
  forEachStmt(loop.body, other => {
    if (assignedLocal(other) === stmt.local) sets++
  })
  const readsIn = (list: readonly Stmt<ValueType>[]) => {
    const found: Typed[] = []
    forEachExprIn(list, expr => {
      if (expr.kind === 'local' && expr.local === stmt.local) found.push(expr)
    })
    return found
  }
  const reads = readsIn(rest)
  return sets === 1 && reads.length === readsIn(loop.body).length ? reads.map(read => [read, sum]) : []
}

function reads(expr: Typed, locals: ReadonlySet<LocalId>): boolean {
  let found = false
  forEachLocal(expr, local => {
    found ||= locals.has(local)
  })
  return found
}

/** Below 2^30 and more than one, which is asked of it, it does not wrap. */
function lastOf({ bound, isInclusive }: CountedLoop): Typed {
  const { at } = bound
  const one: Typed = { kind: 'const', value: 1, type: 'i32', at }
  return isInclusive ? bound : { kind: 'binary', op: 'sub', left: bound, right: one, type: 'i32', at }
}

const numbers: readonly ValueType[] = ['i32', 'u32', 'i64', 'f64']

/** Reads `min(bound - 1, max(0, counter + distance))`, whichever way around and through whichever conversions. */
class WindowReader {
  private readonly around: { readonly counter: LocalId; readonly bound: string }
  private readonly distance: LocalId

  constructor(around: { readonly counter: LocalId; readonly bound: string }, distance: LocalId) {
    this.around = around
    this.distance = distance
  }

  /** The sum in place of what is cut to both ends; null for anything else. */
  inside(expr: Typed): Typed | null {
    if (expr.type !== 'i32') return null
    const ends = new Set<'min' | 'max'>()
    return this.isSum(expr, ends) && ends.size === 2 ? this.sum(expr) : null
  }

  /** Whether this is the sum wherever that lies between 0 and `bound - 1`; `ends` gets those it is cut to. */
  private isSum(expr: Typed, ends: Set<'min' | 'max'>): boolean {
    if (!numbers.includes(expr.type)) return false
    if (expr.kind === 'convert') return this.isSum(expr.operand, ends)
    if (expr.kind !== 'binary') return false
    const { op, left, right } = expr
    if (op === 'add') {
      const { counter } = this.around
      return (
        (isRead(left, counter) && isRead(right, this.distance)) ||
        (isRead(left, this.distance) && isRead(right, counter))
      )
    }
    if (op !== 'min' && op !== 'max') return false
    const isEnd = (side: Typed) => (op === 'max' ? isNumber(side, 0) : this.isLast(side))
    const [moving, end] = isEnd(left) ? [right, left] : [left, right]
    if (!isEnd(end) || !this.isSum(moving, ends)) return false
    ends.add(op)
    return true
  }

  /** `bound - 1`, where the bound is above 0. */
  private isLast(expr: Typed): boolean {
    if (expr.kind === 'convert') return numbers.includes(expr.type) && this.isLast(expr.operand)
    if (expr.kind !== 'binary' || !numbers.includes(expr.type)) return false
    const { op, left, right } = expr
    const isBound = (side: Typed): boolean =>
      exprKey(side) === this.around.bound || (side.kind === 'convert' && isBound(side.operand))
    return isBound(left) && ((op === 'sub' && isNumber(right, 1)) || (op === 'add' && isNumber(right, -1)))
  }

  private sum({ at }: Typed): Typed {
    const read = (local: LocalId): Typed => ({ kind: 'local', local, type: 'i32', at })
    const [left, right] = [read(this.around.counter), read(this.distance)]
    return { kind: 'binary', op: 'add', left, right, type: 'i32', at }
  }
}

function isRead(expr: Typed, local: LocalId): boolean {
  if (expr.kind === 'convert') return numbers.includes(expr.type) && isRead(expr.operand, local)
  return expr.kind === 'local' && expr.local === local && expr.type === 'i32'
}

function isNumber(expr: Typed, value: number): boolean {
  return expr.kind === 'convert'
    ? isNumber(expr.operand, value)
    : expr.kind === 'const' && Number(expr.value) === value
}
