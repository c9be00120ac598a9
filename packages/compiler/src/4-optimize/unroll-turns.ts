import type { Expr, LocalId } from '../ir/expr.js'
import { forEachExpr } from '../ir/expr-walk.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteList } from '../ir/rewrite-list.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { forEachExprIn, forEachStmt, mapStmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import type { CountedLoop } from './counted-loop.js'
import { boundForTurns, readCountedLoop } from './counted-loop.js'
import { FreshNames, relabel } from './fresh-names.js'
import { accessesIn, sizeOf } from './measure-list.js'
import { writtenLocals } from './symbolic/writes.js'
import { readsAny } from './varying.js'

type Typed = Stmt<ValueType>

/**
 * Runs several turns of an innermost loop between two looks at its counter.
 *
 * ```
 * for (; i < n; i++) { sum += xs[i]; out[i] = sum }
 * →
 * for (; i < n - 3; i += 4) { sum += xs[i]; out[i] = sum; sum += xs[i + 1]; out[i + 1] = sum; … }
 * for (; i < n; i++) { sum += xs[i]; out[i] = sum }
 * ```
 *
 * Soundness: the same statements in the same order, each with the counter it had. Only tests are left out whose answer is
 * known: the bound is the same in all turns, nothing in the body moves the counter or jumps, and where the last turn of a
 * group is below the bound, so are those before it. Behind the last whole group the loop goes on as it was.
 */
export const unrollTurns: Pass = {
  name: 'unroll-turns',
  copiesLoops: true,
  after: {
    'jam-loops': 'a nest is read as loops of one turn each',
    'read-missing': 'so is what is left of a loop',
    'outline-loops': 'a part of a loop is a loop too, and a short one is worth no call',
  },
  run: kernel => {
    const seen = new Set<string>()
    // Parts of loops come behind the loops that call them.
    const functions = kernel.functions.toReversed().map(fn => unrollFunction(fn, seen))
    return { ...kernel, functions: functions.toReversed() }
  },
}

/** How large a body may be, in statements and expressions, to be written so many times. */
const sizes = [
  { turns: 4, most: 32 },
  { turns: 2, most: 64 },
] as const
/** A loop that is known to have fewer turns stays as it is. */
const leastTurns = 16

/** `seen`: the places of loops that have been unrolled; other copies of the same are the slower or the shorter ones. */
function unrollFunction(fn: KernelFunction<ValueType>, seen: Set<string>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const loaded = loadedLocals(fn.body)
  const unroll = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const inner = mapStmtBodies(stmt, unroll)
      if (inner.kind !== 'loop' || inner.isRemainder || readsAny(inner.test, loaded)) return [inner]
      const place = `${inner.at.file} ${inner.at.start} ${inner.at.end}`
      const unrolled = seen.has(place) ? null : unrollLoop(inner, names)
      if (!unrolled) return [inner]
      seen.add(place)
      return unrolled
    })
  const body = unroll(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

/**
 * The locals that get what memory holds. As a loop's bound, it is another one each time: the processor would be wrong about
 * the end of two loops instead of one.
 */
function loadedLocals(list: readonly Typed[]): ReadonlySet<LocalId> {
  const found = new Set<LocalId>()
  forEachStmt(list, stmt => {
    if (stmt.kind !== 'set') return
    forEachExpr(stmt.value, part => {
      if (part.kind === 'load') found.add(stmt.local)
    })
  })
  return found
}

function unrollLoop(loop: Loop<ValueType>, names: FreshNames): readonly Typed[] | null {
  const counted = isStraight(loop) ? readCountedLoop(loop, writtenLocals(loop.body)) : null
  const size = sizeOf(loop.body)
  const turns = sizes.find(({ most }) => size <= most)?.turns
  if (!counted || !turns || isKnownShort(counted) || leapsFar(loop, counted) || isSlow(loop)) return null
  const { at } = loop
  const limit = names.addLocal('limit', 'i32', at)
  const body = Array.from({ length: turns }, (_, turn) => inTurn(loop.body, counted, turn)).flat()
  const counter = readCounter(counted, at)
  const read: Expr<ValueType> = { kind: 'local', local: limit, type: 'i32', at }
  const op = counted.isInclusive ? 'le' : 'lt'
  const group: Loop<ValueType> = {
    ...loop,
    test: { kind: 'compare', op, left: counter, right: read, type: 'bool', at },
    body,
    update: [{ kind: 'set', local: counted.counter, value: ahead(counted, turns, at), at }],
  }
  const labels = names.relabelling([group])
  return [
    { kind: 'set', local: limit, value: boundForTurns(counted, turns), at },
    relabel(group, labels),
    { ...loop, isRemainder: true },
  ]
}

/** Whether a body has neither loops nor jumps, and calls nothing. */
function isStraight({ body }: Loop<ValueType>): boolean {
  let holds = true
  forEachStmt(body, ({ kind }) => {
    holds &&= kind === 'set' || kind === 'store' || kind === 'if'
  })
  return holds
}

/** Whether the counter is multiplied by what is no constant: each turn of a group would need pointers of its own. */
function leapsFar({ body }: Loop<ValueType>, { counter }: CountedLoop): boolean {
  const counters = new Set([counter])
  let found = false
  forEachExprIn(body, expr => {
    if (expr.kind !== 'binary' || expr.op !== 'mul' || expr.type !== 'i32') return
    const isConstant = expr.left.kind === 'const' || expr.right.kind === 'const'
    found ||= !isConstant && readsAny(expr, counters)
  })
  return found
}

/** Whether most of its time goes into checks of bounds, as in a nest that another copy is faster than. */
function isSlow({ body }: Loop<ValueType>): boolean {
  const accesses = accessesIn(body)
  const checked = accesses.filter(({ bounds }) => bounds !== 'proven')
  return checked.length > 0 && 2 * checked.length >= accesses.length
}

function isKnownShort({ bound, step }: CountedLoop): boolean {
  return bound.kind === 'const' && Number(bound.value) < leastTurns * step
}

/** A body as a later turn of the group runs it. */
function inTurn(body: readonly Typed[], counted: CountedLoop, turn: number): readonly Typed[] {
  if (turn === 0) return body
  return rewriteList(body, {
    expr: expr =>
      expr.kind === 'local' && expr.local === counted.counter ? ahead(counted, turn, expr.at) : { ...expr },
    stmt: stmt => [{ ...stmt }],
  })
}

function ahead(counted: CountedLoop, turns: number, at: Loop<ValueType>['at']): Expr<ValueType> {
  const right: Expr<ValueType> = { kind: 'const', value: turns * counted.step, type: 'i32', at }
  return { kind: 'binary', op: 'add', left: readCounter(counted, at), right, type: 'i32', at }
}

function readCounter({ counter }: CountedLoop, at: Loop<ValueType>['at']): Expr<ValueType> {
  return { kind: 'local', local: counter, type: 'i32', at }
}
