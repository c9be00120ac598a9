import type { Expr, LocalId } from '../../ir/expr.js'
import type { WideStore } from '../../ir/simd.js'
import type { Loop, SetLocal, Stmt, Store } from '../../ir/stmt.js'
import type { ArrayKind, ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import { boundForTurns } from '../counted-loop.js'
import type { FreshNames } from '../fresh-names.js'
import { relabel } from '../fresh-names.js'
import { rewriteList } from '../rewrite-list.js'
import { readsAny } from '../varying.js'
import { writeGuard } from '../write-guard.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride } from './affine-index.js'
import { combineReduction, identityOf } from './combine-reduction.js'
import { select } from './lanes/lane-arithmetic.js'
import { LaneWriter, register } from './lanes/lane-writer.js'
import type { LaneBytes, Lanes, Wide } from './lanes/lanes.js'
import { lanesOf } from './lanes/lanes.js'
import { storedLanes } from './lanes/stored-lanes.js'
import type { VectorPlan } from './plan-vectorization.js'
import type { Slot } from './widen-expr.js'
import { ExprWidener } from './widen-expr.js'

type Typed = Stmt<ValueType>

/** The loop for as many whole groups of turns as there are, and the loop as it was for the rest. */
export function widenLoop(plan: VectorPlan, names: FreshNames): readonly Typed[] {
  const { at } = plan.loop
  const limit = names.addLocal('limit', 'i32', at)
  const turns = plan.keepsLastTurn ? plan.count + 1 : plan.count
  const { before, main } = new LoopWidener(plan, names).build(limit)
  const guard = writeGuard(plan.apart, names, at)
  const guarded: readonly Typed[] = guard ? [{ kind: 'if', test: guard, then: main, else: [], at }] : main
  const setLimit: Typed = { kind: 'set', local: limit, value: boundForTurns(plan.counted, turns), at }
  return [...before, setLimit, ...guarded, { ...plan.loop, isRemainder: true }]
}

const laneStores = {
  1: 'v128.store8_lane',
  2: 'v128.store16_lane',
  4: 'v128.store32_lane',
  8: 'v128.store64_lane',
} as const

class LoopWidener {
  private readonly plan: VectorPlan
  private readonly names: FreshNames
  private readonly writer: LaneWriter
  private readonly before: LaneWriter
  private readonly exprs: ExprWidener
  private readonly slots = new Map<LocalId, Slot>()
  /** Values of locals as arrays keep them, since the last assignment or branch. */
  private readonly stored = new Map<string, Wide>()

  constructor(plan: VectorPlan, names: FreshNames) {
    this.plan = plan
    this.names = names
    this.writer = new LaneWriter(plan.count, names, plan.loop.at)
    this.before = new LaneWriter(plan.count, names, plan.loop.at)
    this.exprs = new ExprWidener(plan, this.writer, this.before, this.slots)
  }

  /** The loop of whole groups with what leads to it and follows it, and what is computed once before all that. */
  build(limit: LocalId): { readonly before: readonly Typed[]; readonly main: readonly Typed[] } {
    const { loop, counted, count } = this.plan
    const { at } = loop
    const starts = this.writer.collect(() => {
      this.startReductions()
    })
    let body: readonly Typed[] = []
    const before = this.before.collect(() => {
      body = this.list(loop.body, null)
    })
    const counter = this.writer.read(counted.counter, 'i32')
    const bound = this.writer.read(limit, 'i32')
    const wide: Loop<ValueType> = {
      kind: 'loop',
      label: loop.label,
      test: {
        kind: 'compare',
        op: counted.isInclusive ? 'le' : 'lt',
        left: counter,
        right: bound,
        type: 'bool',
        at,
      },
      body,
      update: [{ kind: 'set', local: counted.counter, value: this.ahead(counter, count * counted.step), at }],
      at,
    }
    const labels = this.names.relabelling([wide])
    const relabelled = rewriteList([wide], { stmt: stmt => [relabel(stmt, labels)] })
    const ends = this.writer.collect(() => {
      this.endReductions()
    })
    return { before, main: [...starts, ...relabelled, ...ends] }
  }

  private ahead(left: Expr<ValueType>, by: number): Expr<ValueType> {
    return { kind: 'binary', op: 'add', left, right: this.writer.int(by), type: 'i32', at: left.at }
  }

  /** The statements of a list for all turns of a group; with a mask, only for those it names. */
  private list(list: readonly Typed[], mask: Wide | null): readonly Typed[] {
    return this.writer.collect(() => {
      this.forget()
      for (const stmt of list) this.stmt(stmt, mask)
      this.forget()
    })
  }

  private stmt(stmt: Typed, mask: Wide | null): void {
    const { writer } = this
    const { varying, wide } = this.plan
    writer.at = stmt.at
    switch (stmt.kind) {
      case 'set':
        if (!varying.has(stmt.local)) {
          writer.emit(stmt)
          this.forget()
        } else if (wide.has(stmt.local)) this.set(stmt, mask)
        return
      case 'store':
        this.store(stmt, mask)
        return
      case 'if':
        if (readsAny(stmt.test, varying)) this.branch(stmt, mask)
        else writer.emit({ ...stmt, then: this.list(stmt.then, mask), else: this.list(stmt.else, mask) })
        return
      case 'loop':
        writer.emit({ ...stmt, body: this.list(stmt.body, null), update: this.list(stmt.update, null) })
        return
      default:
        throw new Error(`vectorize-loops: a ${stmt.kind} in lanes`)
    }
  }

  /** Both branches one after the other, each for the turns that take it. */
  private branch(stmt: Typed & { readonly kind: 'if' }, mask: Wide | null): void {
    const { writer } = this
    const test = writer.keep(this.exprs.widen(stmt.test))
    const { bytes } = test.lanes
    const lanes: Lanes = { kind: 'mask', bytes }
    const outer = mask && writer.keep(writer.resize(mask, bytes))
    const both = outer ? writer.keep(writer.each(lanes, 'v128.and', test, outer)) : test
    for (const line of this.list(stmt.then, both)) writer.emit(line)
    if (stmt.else.length === 0) return
    writer.at = stmt.at
    const other = outer
      ? writer.each(lanes, 'v128.andnot', outer, test)
      : writer.each(lanes, 'v128.not', test)
    for (const line of this.list(stmt.else, writer.keep(other))) writer.emit(line)
  }

  private forget(): void {
    this.exprs.forget()
    this.stored.clear()
  }

  private set(stmt: SetLocal<ValueType>, mask: Wide | null): void {
    const { writer } = this
    this.stored.clear()
    const value = this.exprs.widen(stmt.value)
    const isOnly = this.plan.places.sets.get(stmt.local)?.length === 1
    const known = this.slots.get(stmt.local)
    const slot = known ?? this.addSlot(stmt.local, isOnly && !mask ? value.lanes : lanesOf(stmt.value.type))
    const fitting = fitTo(value, slot.lanes, writer)
    const old: Wide = { lanes: slot.lanes, regs: slot.locals.map(id => writer.read(id, 'v128')) }
    const result = mask ? select(mask, fitting, old, writer) : fitting
    // All registers are read before any is written: one may be made of several.
    const ready = slot.locals.length > 1 && !isOnly ? writer.keep(result) : result
    slot.locals.forEach((local, n) => {
      const reg = ready.regs[ready.regs.length === 1 ? 0 : n]
      if (reg) writer.emit({ kind: 'set', local, value: reg, at: stmt.at })
    })
  }

  private addSlot(local: LocalId, lanes: Lanes): Slot {
    const name = this.names.nameOf(local)
    const count = this.writer.registers(lanes)
    const locals = Array.from({ length: count }, () =>
      this.names.addLocal(`${name}_lanes`, 'v128', this.writer.at),
    )
    const slot = { lanes, locals }
    this.slots.set(local, slot)
    return slot
  }

  private store(stmt: Store<ValueType>, mask: Wide | null): void {
    const { writer } = this
    const index = this.plan.affine.get(stmt)
    const kind = this.names.typeOf(stmt.array)
    if (!index || !isArray(kind)) throw new Error('vectorize-loops: a store that is not planned')
    const { bytes } = elements[kind]
    const fitting = this.asStored(stmt.value, kind)
    const packed = this.plan.packed.get(stmt)
    if (packed) {
      this.exprs.storePacked(stmt, index, packed, writer.resize(fitting, 4))
      return
    }
    const every = writer.resize(fitting, bytes)
    const value = mask ? select(mask, every, this.exprs.elements(stmt, index, every.lanes), writer) : every
    const isWhole = constantStride(index) === 1
    // Several registers: all of them before the first is stored, which may be what others are made of.
    const ready = writer.registers(value.lanes) > 1 || !isWhole ? writer.keep(value) : value
    this.exprs.forget()
    for (let n = 0; n < writer.registers({ bytes }); n++) {
      const reg = register(ready, n)
      if (isWhole) this.storeRegister(stmt, index, bytes, n, reg)
      else this.scatter(stmt, index, bytes, n, reg)
    }
  }

  /** A value as an array keeps it; what several stores take from one local is converted once. */
  private asStored(value: Expr<ValueType>, kind: ArrayKind): Wide {
    const key = value.kind === 'local' ? `${kind} ${value.local}` : null
    const known = key === null ? undefined : this.stored.get(key)
    if (known) return known
    const fitting = storedLanes(this.exprs.widen(value), kind, this.writer)
    if (key === null) return fitting
    const kept = this.writer.keep(fitting)
    this.stored.set(key, kept)
    return kept
  }

  private storeRegister(
    stmt: Store<ValueType>,
    index: AffineIndex,
    bytes: LaneBytes,
    n: number,
    value: Expr<ValueType>,
  ): void {
    const total = this.writer.count * bytes
    const op = total === 8 ? 'v128.store64_lane' : 'v128.store32_lane'
    const wide: WideStore = total >= 16 ? { op: 'v128.store' } : { op, lane: 0 }
    this.writer.emit({ ...stmt, index: this.exprs.index(index, 0, (n * 16) / bytes), value, wide })
  }

  /** Elements that lie apart, one by one. */
  private scatter(
    stmt: Store<ValueType>,
    index: AffineIndex,
    bytes: LaneBytes,
    n: number,
    value: Expr<ValueType>,
  ): void {
    const perReg = 16 / bytes
    for (let lane = 0; lane < Math.min(perReg, this.writer.count); lane++) {
      const place = this.exprs.index(index, n * perReg + lane, 0)
      this.writer.emit({ ...stmt, index: place, value, wide: { op: laneStores[bytes], lane } })
    }
  }

  private startReductions(): void {
    for (const [local, reduction] of this.plan.reductions) {
      const slot = this.addSlot(local, lanesOf(reduction.type))
      const start = this.writer.op(`${identityOf(reduction).shape}.splat`, [
        identityOf(reduction).value(this.writer.at),
      ])
      for (const register of slot.locals) {
        this.writer.emit({ kind: 'set', local: register, value: start, at: this.writer.at })
      }
    }
  }

  private endReductions(): void {
    for (const [local, reduction] of this.plan.reductions) {
      const slot = this.slots.get(local)
      if (slot) combineReduction(local, reduction, slot, this.writer)
    }
  }
}

/** A value in exactly these lanes, which hold any value of its type. */
function fitTo(value: Wide, lanes: Lanes, writer: LaneWriter): Wide {
  if (value.lanes.kind === 'float') return value
  return { lanes, regs: writer.resize(value, lanes.bytes).regs }
}
