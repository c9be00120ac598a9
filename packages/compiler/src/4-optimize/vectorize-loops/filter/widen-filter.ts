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
import { checkLanes, magic } from './check-lanes.js'
import type { FilterPlan } from './plan-filter.js'

type Typed = Stmt<ValueType>
type Test = Expr<ValueType>

/** How many groups run in doubles after one that has to: what leaves a doubt often stands together. */
const groupsInDoubles = 8

/**
 * A group of turns in single precision, and in doubles, `exact`, where one of them leaves a doubt.
 *
 * ```
 * if (doubles === 0) { …; if (one of the checks fails) doubles = 9 else { stores } }
 * if (doubles !== 0) { …; doubles -= 1 }
 * ```
 */
export function widenFilter(filter: FilterPlan, names: FreshNames, exact: () => Group): Group {
  const body = new BodyWidener(filter.plan, names)
  const { writer } = body
  const { at } = filter.plan.loop
  if (filter.checks.length === 0 && filter.assumed.length === 0)
    return body.group(() => singleGroup(filter, body, []))
  const doubles = names.addLocal('doubles', 'i32', at)
  const set = (value: Test): Typed => ({ kind: 'set', local: doubles, value, at })
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
  const singles = body.group(() => singleGroup(filter, body, [set(writer.int(groupsInDoubles + 1))]))
  const others = exact()
  return {
    before: [...singles.before, ...others.before],
    start: [set(startOf(filter, writer)), ...singles.start, ...others.start],
    turns: [
      { kind: 'if', test: is('eq'), then: singles.turns, else: [], at },
      { kind: 'if', test: is('ne'), then: [...others.turns, set(less)], else: [], at },
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

/** Computes in singles, and stores what is certain; else does what leads to doubles. */
function singleGroup(filter: FilterPlan, body: BodyWidener, leave: readonly Typed[]): readonly Typed[] {
  const { writer } = body
  const certain: Test[] = []
  const computed = writer.collect(() => {
    body.straight(filter.computed, null)
    keepBytes(filter, body)
    certain.push(...certainLanes(filter, body))
  })
  const stores = writer.collect(() => {
    body.straight(filter.stores, null)
    body.exprs.flush()
  })
  const [first, ...more] = certain
  if (!first) return [...computed, ...stores]
  const all = more.reduce((a, b) => writer.op('v128.and', [a, b]), first)
  const test = writer.op('v128.any_true', [writer.op('v128.not', [all])])
  return [...computed, { kind: 'if', test, then: leave, else: stores, at: writer.at }]
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

/** Masks of what is certain, of every register of everything that is checked. */
function certainLanes({ checks, inBytes, plan }: FilterPlan, body: BodyWidener): readonly Test[] {
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
    const results = value.regs.map((single, n) => {
      const beside = (local: LocalId) => register(present(lanesOf(local)), n)
      return checkLanes({ check, single, isInByte: inBytes.has(check.local), beside }, writer)
    })
    const bytes = results.flatMap(({ byte }) => (byte ? [byte] : []))
    if (bytes.length > 0) {
      body.stores.isStored(check.local, { lanes: { kind: 'int', bytes: 4, lo: 0, hi: 255 }, regs: bytes })
    }
    return results.map(({ certain }) => certain)
  })
}

/** The divisor of a ratio, which the ratio itself needs. */
function present(value: Wide | null): Wide {
  if (!value) throw new Error('vectorize-loops: a ratio without its divisor')
  return value
}
