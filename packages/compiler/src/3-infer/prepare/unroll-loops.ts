import type { BinaryOp, Expr, LocalId } from '../../ir/expr.js'
import { forEachExpr, forEachLocal } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { TellLoop } from '../../ir/loop-fact.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { LabelId, Loop, Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, mapStmtBodies, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Preparation } from '../../pass.js'

type List = readonly Stmt<JsType>[]

/**
 * Writes the turns of a short innermost loop one behind the other, the counter being a constant in each.
 *
 * ```
 * for (c = 0; c < 3; c++) to[i + c] = from[i + c] * a
 * →
 * to[i] = from[i] * a; to[i + 1] = from[i + 1] * a; to[i + 2] = from[i + 2] * a
 * ```
 *
 * Soundness: start, bound and step are constants, and nothing but the step moves the counter, so that these are its values
 * and these are all turns, in their order. A `continue` leaves the block of its turn, a `break` the block of them all.
 */
export const unrollLoops: Preparation = {
  name: 'unroll-loops',
  copiesLoops: true,
  run: (kernel, tell) => ({ ...kernel, functions: kernel.functions.map(fn => unrollFunction(fn, tell)) }),
}

/** Longer loops hardly lose by being loops. */
const mostTurns = 8
/** As much code, in statements and reads, as an unrolled loop may have: in another loop, where time is spent, and elsewhere. */
const largest = { inLoop: 400, elsewhere: 100 }

function unrollFunction(fn: KernelFunction<JsType>, tell: TellLoop): KernelFunction<JsType> {
  const labels = new Labels(fn.body)
  const reads = readsIn(fn.body)
  const opaque = opaqueIn(fn.body)
  const visit = (list: List, around: List, most: number): List =>
    list.flatMap((original, place) => {
      const before = [...around, ...list.slice(0, place)]
      const within = original.kind === 'loop' ? largest.inLoop : most
      // What stands before a choice stands before both sides of it.
      const stmt = mapStmtBodies(original, body => visit(body, original.kind === 'if' ? before : [], within))
      if (original.kind !== 'loop' || stmt.kind !== 'loop') return [stmt]
      return (
        unroll(stmt, before, { labels, most, opaque, isReadBehind: isReadBeside(original, reads), tell }) ?? [
          stmt,
        ]
      )
    })
  return { ...fn, body: visit(fn.body, [], largest.elsewhere) }
}

interface Surroundings {
  readonly labels: Labels
  /** How much code it may come to. */
  readonly most: number
  /** Numbers that no condition before the loops around can tell. */
  readonly opaque: ReadonlySet<LocalId>
  readonly isReadBehind: (local: LocalId) => boolean
  readonly tell: TellLoop
}

function unroll(
  loop: Loop<JsType>,
  before: List,
  { labels, most, opaque, isReadBehind, tell }: Surroundings,
): List | null {
  const counted = readCounter(loop)
  const start = counted && startOf(counted.counter, before)
  const values = counted && start !== null ? valuesOf(counted, start) : null
  if (!counted || values === null || hasLoop(loop.body)) return null
  // As a loop, its bounds can be checked once before it, and not before any loop around it.
  if (accessesAt(opaque, loop.body)) return null
  if (measure(loop.body) * values.length > most) return null
  const { counter } = counted
  const { at, label, body } = loop
  const int = (value: number): Expr<JsType> => ({ kind: 'const', value, type: 'number', at })
  const set = (value: number): List => [{ kind: 'set', local: counter, value: int(value), at }]
  const isLeft = leaves(body, 'break', label)
  const isRead = isReadBehind(counter)
  const [end, ...turns] = values.toReversed()
  const all = turns.toReversed().flatMap(value => {
    const turn = turnAt(loop, counter, int(value), labels)
    // Whoever leaves early leaves the counter where it is.
    return isLeft && isRead ? [...set(value), ...turn] : turn
  })
  tell(at, { kind: 'unrolled', turns: turns.length })
  const unrolled = isRead && end !== undefined ? [...all, ...set(end)] : all
  return isLeft ? [{ kind: 'block', label, body: unrolled, at }] : unrolled
}

/** The locals that are ever given something else than sums, products and choices, or something made of those. */
function opaqueIn(list: List): ReadonlySet<LocalId> {
  const opaque = new Set<LocalId>()
  for (let before = -1; before !== opaque.size; ) {
    before = opaque.size
    forEachStmt(list, stmt => {
      const local = assignedLocal(stmt)
      if (local !== null && (stmt.kind !== 'set' || !isPlain(stmt.value, opaque))) opaque.add(local)
    })
  }
  return opaque
}

const plainOps: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['add', 'sub', 'mul', 'rem', 'min', 'max'])

function isPlain(expr: Expr<JsType>, opaque: ReadonlySet<LocalId>): boolean {
  if (expr.kind === 'local') return !opaque.has(expr.local)
  if (expr.kind === 'binary' && plainOps.has(expr.op)) {
    return isPlain(expr.left, opaque) && isPlain(expr.right, opaque)
  }
  if (expr.kind === 'conditional') return isPlain(expr.then, opaque) && isPlain(expr.else, opaque)
  return expr.kind === 'const' || expr.kind === 'length'
}

/** Whether a list reads or writes elements at places made of these. */
function accessesAt(locals: ReadonlySet<LocalId>, list: List): boolean {
  let found = false
  const note = (index: Expr<JsType>) => {
    forEachExpr(index, part => {
      found ||= part.kind === 'local' && part.type === 'number' && locals.has(part.local)
    })
  }
  forEachStmt(list, stmt => {
    if (stmt.kind === 'store') note(stmt.index)
  })
  forEachExprIn(list, expr => {
    if (expr.kind === 'load') note(expr.index)
  })
  return found
}

/** `for (; counter < bound; counter += step)` and the like. */
interface Counted {
  readonly counter: LocalId
  readonly goesOn: (value: number) => boolean
  readonly step: number
}

function readCounter({ test, update, body }: Loop<JsType>): Counted | null {
  if (test.kind !== 'compare' || test.left.kind !== 'local' || test.right.kind !== 'const') return null
  const counter = test.left.local
  const bound = Number(test.right.value)
  const [next, ...more] = update
  if (test.right.type !== 'number' || next?.kind !== 'set' || next.local !== counter || more.length > 0)
    return null
  const step = stepOf(next.value, counter)
  const tests: Readonly<Record<typeof test.op, (value: number) => boolean>> = {
    lt: value => value < bound,
    le: value => value <= bound,
    gt: value => value > bound,
    ge: value => value >= bound,
    ne: value => value !== bound,
    eq: value => value === bound,
  }
  let isMoved = false
  forEachStmt(body, stmt => {
    isMoved ||= assignedLocal(stmt) === counter
  })
  return step === null || isMoved ? null : { counter, goesOn: tests[test.op], step }
}

function stepOf(value: Expr<JsType>, counter: LocalId): number | null {
  if (value.kind !== 'binary' || (value.op !== 'add' && value.op !== 'sub')) return null
  const { left, right } = value
  if (left.kind !== 'local' || left.local !== counter || right.kind !== 'const') return null
  const step = Number(right.value) * (value.op === 'add' ? 1 : -1)
  return Number.isInteger(step) && step !== 0 && Math.abs(step) < 2 ** 16 ? step : null
}

/** The whole number that a counter is set to directly before. */
function startOf(counter: LocalId, before: List): number | null {
  const isPlain = (stmt: Stmt<JsType>) => stmt.kind === 'set' || stmt.kind === 'store'
  const recent = before.slice(before.findLastIndex(stmt => !isPlain(stmt)) + 1)
  const last = recent.findLast(stmt => assignedLocal(stmt) === counter)
  if (last?.kind !== 'set' || last.value.kind !== 'const') return null
  const start = Number(last.value.value)
  return Number.isInteger(start) && Math.abs(start) < 2 ** 31 && !Object.is(start, -0) ? start : null
}

/** What the counter is in each turn and behind the last; `null` where those are none or too many. */
function valuesOf({ goesOn, step }: Counted, start: number): readonly number[] | null {
  const values = [start]
  for (let value = start; goesOn(value); values.push(value)) {
    if (values.length > mostTurns) return null
    value += step
  }
  return values.length > 1 ? values : null
}

/** One turn, with labels of its own. */
function turnAt(
  { label, body, at }: Loop<JsType>,
  counter: LocalId,
  value: Expr<JsType>,
  labels: Labels,
): List {
  const end = labels.fresh()
  const own = labels.renaming(body)
  const turn = rewriteList(body, {
    // Nodes of its own, as ranges are known by node.
    expr: expr => ({ ...(expr.kind === 'local' && expr.local === counter ? value : expr), at: expr.at }),
    stmt: stmt => {
      if (stmt.kind === 'continue' && stmt.label === label)
        return [{ kind: 'break', label: end, at: stmt.at }]
      return 'label' in stmt ? [{ ...stmt, label: own.get(stmt.label) ?? stmt.label }] : [stmt]
    },
  })
  return leaves(body, 'continue', label) ? [{ kind: 'block', label: end, body: turn, at }] : turn
}

/** Labels that nothing in a function has yet. */
class Labels {
  #last = -1

  constructor(body: List) {
    forEachStmt(body, stmt => {
      if ('label' in stmt) this.#last = Math.max(this.#last, stmt.label)
    })
  }

  fresh(): LabelId {
    return ++this.#last
  }

  renaming(list: List): ReadonlyMap<LabelId, LabelId> {
    const names = new Map<LabelId, LabelId>()
    forEachStmt(list, stmt => {
      if (stmt.kind === 'switch' || stmt.kind === 'block') names.set(stmt.label, this.fresh())
    })
    return names
  }
}

function leaves(list: List, kind: 'break' | 'continue', label: LabelId): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === kind && stmt.label === label
  })
  return found
}

function hasLoop(list: List): boolean {
  let found = false
  forEachStmt(list, stmt => {
    found ||= stmt.kind === 'loop'
  })
  return found
}

/** How often each local is read. */
function readsIn(list: List): ReadonlyMap<LocalId, number> {
  const reads = new Map<LocalId, number>()
  forEachStmt(list, stmt => {
    for (const expr of stmtExprs(stmt)) {
      forEachLocal(expr, local => reads.set(local, (reads.get(local) ?? 0) + 1))
    }
  })
  return reads
}

function isReadBeside(loop: Loop<JsType>, all: ReadonlyMap<LocalId, number>): (local: LocalId) => boolean {
  const inside = readsIn([loop])
  return local => (all.get(local) ?? 0) > (inside.get(local) ?? 0)
}

function measure(list: List): number {
  let size = 0
  forEachStmt(list, stmt => {
    size++
    for (const expr of stmtExprs(stmt)) forEachLocal(expr, () => size++)
  })
  return size
}
