import type { Expr, LocalId } from '../../ir/expr.js'
import type { Loop, SetLocal, Stmt } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { countReads } from '../count-reads.js'
import type { FreshNames } from '../fresh-names.js'
import type { Leaving } from '../leaving.js'
import { readLeaving } from '../leaving.js'
import { readsAny } from '../varying.js'
import { hasMuchToDo } from './branch-work.js'
import { combineReduction, identityOf } from './combine-reduction.js'
import { splatInt } from './lanes/convert-lanes.js'
import { select } from './lanes/lane-arithmetic.js'
import { LaneWriter, register } from './lanes/lane-writer.js'
import type { Lanes, Wide } from './lanes/lanes.js'
import { lanesOf } from './lanes/lanes.js'
import type { VectorPlan } from './plan-vectorization.js'
import type { Slot } from './widen-expr.js'
import { ExprWidener } from './widen-expr.js'
import { StoreWidener } from './widen-store.js'

type Typed = Stmt<ValueType>

/** The innermost loop that turns leave one by one. */
interface Active {
  /** Who is still in it. */
  readonly mask: Wide
  readonly set: (mask: Wide) => void
  /** Whose values have to stay when a turn has left; `null`: all. */
  readonly kept: ReadonlySet<LocalId> | null
}

/** Several turns of a loop at once. */
export interface Group {
  /** What is computed once, before it is known whether there are any groups. */
  readonly before: readonly Typed[]
  /** What comes before the first group. */
  readonly start: readonly Typed[]
  readonly turns: readonly Typed[]
  /** What comes behind the last one. */
  readonly end: readonly Typed[]
}

/** Writes the body of a loop for all turns of a group at once. */
export class BodyWidener {
  private readonly plan: VectorPlan
  private readonly names: FreshNames
  readonly writer: LaneWriter
  private readonly before: LaneWriter
  private readonly turn: LaneWriter
  readonly exprs: ExprWidener
  readonly stores: StoreWidener
  /** Where the lanes of what has been assigned are kept. */
  readonly slots = new Map<LocalId, Slot>()
  private active: Active | null = null

  constructor(plan: VectorPlan, names: FreshNames) {
    this.plan = plan
    this.names = names
    this.writer = new LaneWriter(plan.count, names, plan.loop.at)
    this.before = new LaneWriter(plan.count, names, plan.loop.at)
    this.turn = new LaneWriter(plan.count, names, plan.loop.at)
    const { writer, before, turn } = this
    this.exprs = new ExprWidener(plan, { writer, before, turn }, this.slots)
    this.stores = new StoreWidener(plan, this.writer, this.exprs)
  }

  /** A group of turns, as `write` writes it. */
  group(write: () => readonly Typed[]): Group {
    const { writer } = this
    const start = writer.collect(() => {
      this.startReductions()
    })
    let turns: readonly Typed[] = []
    const before = this.before.collect(() => {
      const starts = this.turn.collect(() => {
        turns = write()
      })
      turns = [...starts, ...turns]
    })
    const end = writer.collect(() => {
      this.endReductions()
    })
    return { before, start, turns, end }
  }

  /** The statements of a list for all turns of a group; with a mask, only for those it names. */
  list(list: readonly Typed[], mask: Wide | null): readonly Typed[] {
    return this.writer.collect(() => {
      this.forget()
      this.straight(list, mask)
      this.exprs.flush()
      this.forget()
    })
  }

  /** The same where it goes on from what comes before, in any case. */
  straight(list: readonly Typed[], mask: Wide | null): void {
    for (const stmt of list) this.stmt(stmt, mask)
  }

  private stmt(stmt: Typed, mask: Wide | null): void {
    const { writer } = this
    const { varying, wide } = this.plan
    writer.at = stmt.at
    const isWide = stmt.kind === 'store' || (stmt.kind === 'set' && wide.has(stmt.local))
    if (!isWide) this.exprs.flush()
    switch (stmt.kind) {
      case 'set':
        if (!varying.has(stmt.local)) {
          writer.emit(stmt)
          if (countReads(this.plan.loop.body).has(stmt.local)) this.forget()
        } else if (wide.has(stmt.local)) this.set(stmt, mask)
        return
      case 'store':
        this.stores.store(stmt, mask)
        return
      case 'if':
        if (!readsAny(stmt.test, varying)) {
          writer.emit({ ...stmt, then: this.list(stmt.then, mask), else: this.list(stmt.else, mask) })
        } else if (readLeaving(stmt)) this.leave(stmt, mask)
        else this.branch(stmt, mask)
        return
      case 'break':
        writer.emit(stmt)
        return
      case 'loop':
        if (this.plan.uneven.has(stmt.label)) this.unevenLoop(stmt, mask)
        else writer.emit({ ...stmt, body: this.list(stmt.body, null), update: this.list(stmt.update, null) })
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
    this.taken(stmt.then, both)
    if (stmt.else.length === 0) return
    writer.at = stmt.at
    const other = outer
      ? writer.each(lanes, 'v128.andnot', outer, test)
      : writer.each(lanes, 'v128.not', test)
    this.taken(stmt.else, writer.keep(other))
  }

  /** A branch for the turns that take it; one with much to do is left out where none does. */
  private taken(list: readonly Typed[], mask: Wide): void {
    const { writer } = this
    if (!hasMuchToDo(list)) {
      this.straight(list, mask)
      return
    }
    this.exprs.flush()
    const any = mask.regs.reduce((all, reg) => writer.op('v128.or', [all, reg]))
    const then = writer.collect(() => {
      this.straight(list, mask)
      this.exprs.flush()
    })
    writer.emit({ kind: 'if', test: writer.op('v128.any_true', [any]), then, else: [], at: writer.at })
    this.forget()
  }

  /** Goes on as long as any turn does; those that have left keep what they had. */
  private unevenLoop(stmt: Loop<ValueType>, mask: Wide | null): void {
    const { writer, names } = this
    const { at, label } = stmt
    const outer = this.active
    const lanes: Lanes = { kind: 'mask', bytes: 8 }
    const start = mask ? writer.resize(mask, 8) : { lanes, regs: [splatInt(-1, 8, writer)] }
    const locals = Array.from({ length: writer.registers(lanes) }, () => names.addLocal('active', 'v128', at))
    const set = (value: Wide) => {
      const ready = writer.keep(value)
      locals.forEach((local, n) => {
        writer.emit({ kind: 'set', local, value: register(ready, n), at })
      })
    }
    set(start)
    const active: Wide = { lanes, regs: locals.map(local => writer.read(local, 'v128')) }
    const body = writer.collect(() => {
      this.forget()
      writer.at = at
      const test = writer.resize(this.exprs.widen(stmt.test), 8)
      set(writer.each(lanes, 'v128.and', active, test))
      const any = active.regs.reduce((all, reg) => writer.op('v128.or', [all, reg]))
      const operand = writer.op('v128.any_true', [any])
      const isOver: Expr<ValueType> = { kind: 'unary', op: 'not', operand, type: 'bool', at }
      writer.emit({ kind: 'if', test: isOver, then: [{ kind: 'break', label, at }], else: [], at })
      // Turns that did not come to the loop may still read anything.
      this.active = { mask: active, set, kept: (mask ? null : this.plan.live.get(stmt)) ?? null }
      for (const line of this.list([...stmt.body, ...stmt.update], active)) writer.emit(line)
      this.active = outer
    })
    const always: Expr<ValueType> = { kind: 'const', value: true, type: 'bool', at }
    writer.emit({ ...stmt, test: always, body, update: [] })
    this.forget()
  }

  /** Some turns leave the innermost loop; what follows is for those that stay. */
  private leave(stmt: Leaving, mask: Wide | null): void {
    const { writer, active } = this
    if (!active || mask !== active.mask) throw new Error('vectorize-loops: a way out of no loop')
    const { lanes } = active.mask
    const test = writer.resize(this.exprs.widen(stmt.test), lanes.bytes)
    active.set(writer.each(lanes, 'v128.andnot', active.mask, test))
    for (const line of this.list(stmt.else, mask)) writer.emit(line)
  }

  private forget(): void {
    this.exprs.forget()
    this.stores.forget()
  }

  private set(stmt: SetLocal<ValueType>, around: Wide | null): void {
    // What nobody reads behind the loop may go on in the turns that have left it.
    const { mask: active, kept } = this.active ?? {}
    const isFree = around !== null && around === active && kept?.has(stmt.local) === false
    const mask = isFree ? null : around
    const { writer } = this
    this.stores.forget()
    const value = this.exprs.widen(stmt.value)
    const isOnly = this.plan.places.sets.get(stmt.local)?.length === 1
    // What is still to be stored may be made of what it held.
    if (!isOnly) this.exprs.flush()
    const known = this.slots.get(stmt.local)
    const slot = known ?? this.addSlot(stmt.local, isOnly && !mask ? value.lanes : lanesOf(stmt.value.type))
    const fitting = fitTo(value, slot.lanes, writer)
    const old: Wide = { lanes: slot.lanes, regs: slot.locals.map(id => writer.read(id, 'v128')) }
    const result = mask ? (this.stepped(stmt, mask, old) ?? select(mask, fitting, old, writer)) : fitting
    // All registers are read before any is written: one may be made of several.
    const ready = slot.locals.length > 1 && !isOnly ? writer.keep(result) : result
    slot.locals.forEach((local, n) => {
      const reg = ready.regs[ready.regs.length === 1 ? 0 : n]
      if (reg) writer.emit({ kind: 'set', local, value: reg, at: stmt.at })
    })
  }

  /** A counter moved on in the turns of a mask: those that it does not name move by 0. */
  private stepped({ local, value }: SetLocal<ValueType>, mask: Wide, old: Wide): Wide | null {
    if (value.kind !== 'binary' || value.op !== 'add' || value.type !== 'i32') return null
    const { left, right } = value
    if (left.kind !== 'local' || left.local !== local || right.kind !== 'const') return null
    const { writer } = this
    const { lanes } = old
    if (lanes.kind !== 'int' || lanes.bytes !== 4) return null
    const named = writer.resize(mask, lanes.bytes)
    // All ones are -1.
    if (Number(right.value) === 1) return writer.each(lanes, 'i32x4.sub', old, named)
    const step: Wide = { lanes, regs: [splatInt(Number(right.value), lanes.bytes, writer)] }
    return writer.each(lanes, 'i32x4.add', old, writer.each(lanes, 'v128.and', named, step))
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
