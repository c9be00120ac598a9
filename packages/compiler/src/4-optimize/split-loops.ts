import type { Expr, LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { TellLoop } from '../ir/loop-fact.js'
import { rewriteList } from '../ir/rewrite-list.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import type { CountedLoop } from './counted-loop.js'
import { readCountedLoop } from './counted-loop.js'
import { FreshNames, relabel } from './fresh-names.js'
import type { AccessPlace } from './list-places.js'
import { listPlaces } from './list-places.js'
import { loopStarts } from './loop-starts.js'
import { mayLeave } from './may-leave.js'
import type { Access } from './symbolic/walk.js'
import { writtenLocals } from './symbolic/writes.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Runs a loop without the checks of what lies behind its counter as far as that is there, and the last turns as they are.
 *
 * ```
 * for (; i < a.length; i += 4) f(a[i], a[i + 2]?restart)
 * →
 * until = min(a.length, a.length - 2)
 * for (; i < until; i += 4) f(a[i], a[i + 2])
 * for (; i < a.length; i += 4) f(a[i], a[i + 2]?restart)
 * ```
 *
 * Soundness: in the first loop `i < a.length - 2`, so `a[i + 2]` ends in bounds; it starts there too, for `i` counts up from
 * a number that is not negative at that distance, or every turn makes an access that is proven to be in bounds at `i` or
 * further back, before anything that could end the turn. The loops together make the same turns in the same order: nothing
 * leaves the first one but its test, a return or a throw.
 */
export const splitLoops: Pass = {
  name: 'split-loops',
  copiesLoops: true,
  after: {
    'prove-bounds': 'what is proven needs no loop of its own, and it tells where the counter is not negative',
    'hoist-invariants': 'what leaves the loop is then not written twice',
  },
  run: (kernel, tell) => ({ ...kernel, functions: kernel.functions.map(fn => splitFunction(fn, tell)) }),
}

/** Further ahead than this a loop looks no more at its own element. */
const farthest = 64

function splitFunction(fn: KernelFunction<ValueType>, tell: TellLoop): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const starts = loopStarts(fn.body)
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      if (stmt.kind !== 'loop' || !isStraight(stmt)) return [mapStmtBodies(stmt, visit)]
      const split = splitLoop(stmt, starts.get(stmt) ?? null, names)
      if (split) tell(stmt.at, { kind: 'split' })
      return split ?? [stmt]
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

/** Whether it is an innermost loop that no break leaves. */
function isStraight({ body }: Loop<ValueType>): boolean {
  let holds = true
  forEachStmt(body, stmt => {
    holds &&= stmt.kind !== 'loop' && stmt.kind !== 'break'
  })
  return holds
}

function splitLoop(loop: Loop<ValueType>, start: number | null, names: FreshNames): readonly Typed[] | null {
  const written = writtenLocals(loop.body)
  const counted = readCountedLoop(loop, written)
  if (!counted || counted.isInclusive) return null
  const ahead = accessesAhead(loop, counted, start, written)
  if (ahead.size === 0) return null
  const reach = new Map<LocalId, number>()
  for (const [{ array }, by] of ahead) reach.set(array, Math.max(reach.get(array) ?? 0, by))
  const { at } = loop
  const until = names.addLocal('until', 'i32', at)
  const value = [...reach].reduce<TypedExpr>(
    (least, [array, by]) => ({
      kind: 'binary',
      op: 'min',
      left: least,
      right: lengthMinus(array, by, at),
      type: 'i32',
      at,
    }),
    counted.bound,
  )
  return [
    { kind: 'set', local: until, value, at },
    firstTurns(loop, ahead, until, names),
    { ...loop, isRemainder: true },
  ]
}

/** The checked accesses at `counter + by`, where no other condition can say that they are there. */
function accessesAhead(
  loop: Loop<ValueType>,
  counted: CountedLoop,
  start: number | null,
  written: ReadonlySet<LocalId>,
): ReadonlyMap<Access, number> {
  const { accesses } = listPlaces(loop.body)
  // What every turn makes for certain stands before anything that could end the turn.
  const leaving = loop.body.findIndex(mayLeave)
  const certain = listPlaces(leaving === -1 ? loop.body : loop.body.slice(0, leaving)).accesses
  const by = ({ access }: AccessPlace) => distanceFrom(counted.counter, access.index)
  const least = Math.min(
    // Counting up from there, it is not negative at this distance.
    start === null ? Infinity : -start,
    ...certain.map(place => {
      const isSure = !place.isConditional && place.access.bounds === 'proven'
      return isSure && place.access.index.type === 'i32' ? (by(place) ?? Infinity) : Infinity
    }),
  )
  const { bound, step } = counted
  const found = new Map<Access, number>()
  for (const place of accesses) {
    const { access } = place
    const distance = by(place)
    if (distance === null || distance < least || distance < 0 || distance > farthest) continue
    const isBound = bound.kind === 'length' && bound.array === access.array
    const isChecked = access.bounds !== 'proven' && access.kind !== 'row' && !access.raw
    if (isChecked && (isBound || step > 1) && !written.has(access.array)) found.set(access, distance)
  }
  // What lies at the counter itself costs one condition before the loop.
  return [...found.values()].some(distance => distance > 0) ? found : new Map()
}

/** `by` where an index is `counter + by`. */
function distanceFrom(counter: LocalId, index: TypedExpr): number | null {
  if (index.kind === 'local') return index.local === counter ? 0 : null
  if (index.kind !== 'binary' || index.type !== 'i32' || (index.op !== 'add' && index.op !== 'sub'))
    return null
  const { left, right } = index
  if (left.kind !== 'local' || left.local !== counter || right.kind !== 'const') return null
  return index.op === 'add' ? Number(right.value) : -Number(right.value)
}

function lengthMinus(array: LocalId, by: number, at: TypedExpr['at']): TypedExpr {
  const left: TypedExpr = { kind: 'length', array, type: 'i32', at }
  const right: TypedExpr = { kind: 'const', value: by, type: 'i32', at }
  return { kind: 'binary', op: 'sub', left, right, type: 'i32', at }
}

function firstTurns(
  loop: Loop<ValueType>,
  ahead: ReadonlyMap<Access, number>,
  until: LocalId,
  names: FreshNames,
): Typed {
  const labels = names.relabelling([loop])
  const isThere = (access: unknown) => ahead.has(access as Access)
  const [copy] = rewriteList([loop], {
    expr: (expr, original) =>
      expr.kind === 'load' && isThere(original) ? { ...expr, bounds: 'proven' } : expr,
    stmt: (stmt, original) => {
      const inBounds: Typed =
        stmt.kind === 'store' && isThere(original) ? { ...stmt, bounds: 'proven' } : stmt
      return [relabel(inBounds, labels)]
    },
  })
  if (copy?.kind !== 'loop' || copy.test.kind !== 'compare') return loop
  const right: TypedExpr = { kind: 'local', local: until, type: 'i32', at: loop.at }
  return { ...copy, test: { ...copy.test, right } }
}
