import type { Expr, LocalId } from '../../../ir/expr.js'
import type { Stmt } from '../../../ir/stmt.js'
import type { ValueType } from '../../../ir/types.js'
import type { FreshNames } from '../../fresh-names.js'
import { splatFloat, splatInt } from '../lanes/convert-lanes.js'
import type { LaneWriter } from '../lanes/lane-writer.js'
import { register } from '../lanes/lane-writer.js'
import type { Wide } from '../lanes/lanes.js'
import type { Group } from '../widen-body.js'
import { BodyWidener } from '../widen-body.js'
import type { Doubt } from './check-lanes.js'
import { checkLanes, magic, masksOf } from './check-lanes.js'
import type { FilterPlan } from './plan-filter.js'

type Typed = Stmt<ValueType>
type Test = Expr<ValueType>

/** How many groups run in doubles at most before one is tried in singles again. */
const mostInDoubles = 32

/**
 * A group of turns in single precision, and in doubles, `exact`, where one of them leaves a doubt.
 *
 * ```
 * if (doubles === 0) { …; if (one of the checks fails) { doubles = doubts; doubts = min(2 * doubts, 32) } else { stores; doubts = 1 } }
 * if (doubles !== 0) { …; doubles -= 1 }
 * ```
 *
 * What leaves a doubt often stands together, so that there are more groups in doubles each time the next one in singles
 * leaves another.
 */
export function widenFilter(filter: FilterPlan, names: FreshNames, exact: () => Group): Group {
  const body = new BodyWidener(filter.plan, names)
  const { writer } = body
  const { at } = filter.plan.loop
  if (filter.checks.length === 0 && filter.assumed.length === 0)
    return body.group(() => singleGroup(filter, body, { certain: [], doubtful: [] }))
  const doubles = names.addLocal('doubles', 'i32', at)
  const doubts = names.addLocal('doubts', 'i32', at)
  const set = (local: LocalId, value: Test): Typed => ({ kind: 'set', local, value, at })
  const left = writer.read(doubles, 'i32')
  const is = (op: 'eq' | 'ne'): Test => ({
    kind: 'compare',
    op,
    left,
    right: writer.int(0),
    type: 'bool',
    at,
  })
  const less: Test = { kind: 'binary', op: 'sub', left, right: writer.int(1), type: 'i32', at }
  const next = writer.read(doubts, 'i32')
  const twice: Test = { kind: 'binary', op: 'add', left: next, right: next, type: 'i32', at }
  const more: Test = {
    kind: 'binary',
    op: 'min',
    left: twice,
    right: writer.int(mostInDoubles),
    type: 'i32',
    at,
  }
  const singles = body.group(() =>
    singleGroup(filter, body, {
      certain: [set(doubts, writer.int(1))],
      doubtful: [set(doubles, next), set(doubts, more)],
    }),
  )
  const others = exact()
  return {
    before: [...singles.before, ...others.before],
    start: [
      set(doubles, startOf(filter, writer)),
      set(doubts, writer.int(1)),
      ...singles.start,
      ...others.start,
    ],
    turns: [
      { kind: 'if', test: is('eq'), then: singles.turns, else: [], at },
      { kind: 'if', test: is('ne'), then: [...others.turns, set(doubles, less)], else: [], at },
    ],
    end: others.end,
  }
}

/** None in doubles, or all of them where what is assumed does not hold. */
function startOf({ assumed, plan }: FilterPlan, writer: LaneWriter): Test {
  const { at } = plan.loop
  const none = writer.int(0)
  return assumed.reduce<Test>((start, { expr, limits }) => {
    const compare = (op: 'ge' | 'le', value: number): Test => {
      const right: Test = { kind: 'const', value, type: 'f64', at }
      return { kind: 'compare', op, left: expr, right, type: 'bool', at }
    }
    const [left, right] = [compare('ge', limits.lo), compare('le', limits.hi)]
    const test: Test = { kind: 'logical', op: 'and', left, right, type: 'bool', at }
    return { kind: 'conditional', test, then: start, else: writer.int(-1), type: 'i32', at }
  }, none)
}

/** Computes in singles, and stores what is certain; what follows then, or where there is a doubt. */
function singleGroup(
  filter: FilterPlan,
  body: BodyWidener,
  follows: Readonly<Record<'certain' | 'doubtful', readonly Typed[]>>,
): readonly Typed[] {
  const { writer } = body
  const doubts: Test[] = []
  const computed = writer.collect(() => {
    body.straight(filter.computed, null)
    keepBytes(filter, body)
    doubts.push(...masksOf(doubtsOf(filter, body), writer))
  })
  const stores = writer.collect(() => {
    body.straight(filter.stores, null)
    body.exprs.flush()
  })
  const [first, ...more] = doubts
  if (!first) return [...computed, ...stores]
  const any = more.reduce((a, b) => writer.op('v128.or', [a, b]), first)
  // What is stored is made before it is known whether it will be: constants behind a way out stay in the loop.
  const made = stores.findIndex(({ kind }) => kind !== 'set')
  const test = writer.op('v128.any_true', [any])
  const certainly = [...stores.slice(made), ...follows.certain]
  const decide: Typed = { kind: 'if', test, then: follows.doubtful, else: certainly, at: writer.at }
  return [...computed, ...stores.slice(0, made), decide]
}

/** What lies among the bytes is stored without being cut to them. */
function keepBytes({ inBytes, checks }: FilterPlan, { writer, slots, stores }: BodyWidener): void {
  for (const local of inBytes) {
    const slot = slots.get(local)
    if (!slot || checks.some(check => check.local === local)) continue
    const pushed = slot.locals.map(id =>
      writer.op('f32x4.add', [writer.read(id, 'v128'), splatFloat(magic, 4, writer)]),
    )
    const regs = pushed.map(reg => writer.op('v128.and', [reg, splatInt(255, 4, writer)]))
    stores.isStored(local, writer.keep({ lanes: { kind: 'int', bytes: 4, lo: 0, hi: 255 }, regs }))
  }
}

/** What is doubtful, of every register of everything that is checked. */
function doubtsOf({ checks, inBytes, notBelow, plan }: FilterPlan, body: BodyWidener): readonly Doubt[] {
  const { writer, slots, exprs } = body
  const lanesOf = (local: LocalId): Wide | null => {
    const slot = slots.get(local)
    if (slot) return { lanes: slot.lanes, regs: slot.locals.map(id => writer.read(id, 'v128')) }
    // What is the same in all turns is in no lanes.
    return plan.varying.has(local) ? null : exprs.splat(writer.read(local, 'f32'), null)
  }
  return checks.flatMap(check => {
    const value = lanesOf(check.local)
    // What nothing is stored by needs no check.
    if (!value) return []
    const limits = { isInByte: inBytes.has(check.local), isNotBelow: notBelow.has(check.local) }
    const results = value.regs.map((single, n) => {
      const beside = (local: LocalId) => register(present(lanesOf(local)), n)
      return checkLanes({ check, single, ...limits, beside }, writer)
    })
    const bytes = results.flatMap(({ byte }) => (byte ? [byte] : []))
    if (bytes.length > 0) {
      body.stores.isStored(check.local, { lanes: { kind: 'int', bytes: 4, lo: 0, hi: 255 }, regs: bytes })
    }
    return results.map(({ doubt }) => doubt)
  })
}

/** The divisor of a ratio, which the ratio itself needs. */
function present(value: Wide | null): Wide {
  if (!value) throw new Error('vectorize-loops: a ratio without its divisor')
  return value
}
