import type { Expr, LocalId } from '../../ir/expr.js'
import type { WideStore } from '../../ir/simd.js'
import type { Store } from '../../ir/stmt.js'
import type { ArrayKind, ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride } from './affine-index.js'
import { select } from './lanes/lane-arithmetic.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import { register } from './lanes/lane-writer.js'
import type { LaneBytes, Wide } from './lanes/lanes.js'
import { storedLanes } from './lanes/stored-lanes.js'
import type { VectorPlan } from './plan-vectorization.js'
import type { ExprWidener } from './widen-expr.js'

const laneStores = {
  1: 'v128.store8_lane',
  2: 'v128.store16_lane',
  4: 'v128.store32_lane',
  8: 'v128.store64_lane',
} as const

/** Writes stores for all turns of a group at once. */
export class StoreWidener {
  private readonly plan: VectorPlan
  private readonly writer: LaneWriter
  private readonly exprs: ExprWidener
  /** The same of locals that have one value per turn. */
  private readonly lasting = new Map<LocalId, Wide>()
  /** Values of locals as arrays keep them, since the last assignment or branch. */
  private readonly stored = new Map<string, Wide>()

  constructor(plan: VectorPlan, writer: LaneWriter, exprs: ExprWidener) {
    this.plan = plan
    this.writer = writer
    this.exprs = exprs
  }

  /** Whatever follows may have other values. */
  forget(): void {
    this.stored.clear()
  }

  /** From here on a local is stored as this. */
  isStored(local: LocalId, value: Wide): void {
    this.lasting.set(local, value)
  }

  /** One store for all turns of a group; with a mask, only for those it names. */
  store(stmt: Store<ValueType>, mask: Wide | null): void {
    const { writer } = this
    const index = this.plan.affine.get(stmt)
    const kind = writer.names.typeOf(stmt.array)
    if (!index || !isArray(kind)) throw new Error('vectorize-loops: a store that is not planned')
    const { bytes } = elements[kind]
    const fitting = this.asStored(stmt.value, kind)
    const packed = this.plan.packed.get(stmt)
    if (packed) {
      this.exprs.storePacked(stmt, index, packed, writer.resize(fitting, 4), mask)
      return
    }
    this.exprs.flush()
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
    const lasting = value.kind === 'local' ? this.lasting.get(value.local) : undefined
    if (lasting) return lasting
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
}
