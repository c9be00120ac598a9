import type { Load, LocalId } from '../../ir/expr.js'
import type { Store } from '../../ir/stmt.js'
import type { ArrayKind, ValueType } from '../../ir/types.js'
import { elements } from '../../ir/types.js'
import { writeInt32 } from '../reduce-strength/linear-index.js'
import { rangeOfElement } from '../symbolic/atom.js'
import type { AffineIndex } from './affine-index.js'
import { inTurn } from './affine-index.js'
import type { Packed } from './find-packed.js'
import { splatInt } from './lanes/convert-lanes.js'
import { select } from './lanes/lane-arithmetic.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import { register } from './lanes/lane-writer.js'
import type { Lanes, Wide } from './lanes/lanes.js'
import { wordLimits } from './lanes/lanes.js'
import type { Part } from './packed-parts.js'
import { joinParts, placeBytes } from './packed-parts.js'

type Place = Pick<Load<ValueType> | Store<ValueType>, 'array' | 'bounds' | 'at' | 'index'>

/** Parts of the same four bytes of each turn, put together. */
interface Pending {
  readonly stmt: Store<ValueType>
  readonly index: AffineIndex
  readonly packed: Packed
  readonly mask: Wide | null
  /** Which of the 32 bits they are. */
  readonly bits: number
  readonly parts: readonly Part[]
}

const words: Lanes = { kind: 'int', bytes: 4, ...wordLimits.i32 }

/** Elements that are a part of the four bytes of their turn: read by shifts, written by putting the four together again. */
export class PackedElements {
  private readonly writer: LaneWriter
  /** The four bytes of each turn, by group, since something else was stored. */
  private readonly known = new Map<string, Wide>()
  private pending: Pending | null = null

  constructor(writer: LaneWriter) {
    this.writer = writer
  }

  /** Whatever follows reads memory anew. */
  forget(): void {
    this.known.clear()
  }

  /** One part of each turn. */
  load(expr: Load<ValueType>, index: AffineIndex, packed: Packed, kind: ArrayKind): Wide {
    const { writer } = this
    const bits = 8 * elements[kind].bytes
    const limits = rangeOfElement(kind)
    if (!limits) throw new Error(`vectorize-loops: parts of ${kind}`)
    const whole = this.whole(expr, index, packed)
    const shift = (name: string, wide: Wide, by: number): Wide =>
      by === 0
        ? wide
        : { ...wide, regs: wide.regs.map(reg => writer.op(`i32x4.${name}`, [reg, writer.int(by)])) }
    const above = 32 - bits - packed.shift
    if (limits.lo < 0) {
      const part = shift('shr_s', shift('shl', whole, above), 32 - bits)
      return { lanes: { ...words, ...limits }, regs: part.regs }
    }
    if (bits === 8 && packed.shift > 0 && above > 0) {
      const regs = whole.regs.map(reg => placeBytes(reg, packed.shift, [0], writer))
      return { lanes: { ...words, ...limits }, regs }
    }
    const low = shift('shr_u', whole, packed.shift)
    const mask = splatInt(limits.hi, 4, writer)
    const regs = above === 0 ? low.regs : low.regs.map(reg => writer.op('v128.and', [reg, mask]))
    return { lanes: { ...words, ...limits }, regs }
  }

  /** All four bytes of each turn. */
  whole(access: Place, index: AffineIndex, { group, anchor }: Packed): Wide {
    const known = this.known.get(group)
    if (known) return known
    const regs = Array.from({ length: this.writer.registers(words) }, (_, n): Load<ValueType> => {
      const { array, bounds, at } = access
      const place = this.index(index, anchor, n)
      return { kind: 'load', array, bounds, at, index: place, wide: 'v128.load', type: 'v128' }
    })
    const whole = this.writer.keep({ lanes: words, regs })
    this.known.set(group, whole)
    return whole
  }

  /** Puts a part of each turn beside others that are going to be stored with it; whether it is one of the same four bytes. */
  gather(
    stmt: Store<ValueType>,
    index: AffineIndex,
    packed: Packed,
    value: Wide,
    mask: Wide | null,
  ): boolean {
    const part = this.partOf(stmt, packed)
    const { pending } = this
    const { group } = packed
    if (pending && (pending.packed.group !== group || pending.mask !== mask || (pending.bits & part) !== 0)) {
      return false
    }
    const bits = (pending?.bits ?? 0) | part
    const parts = [...(pending?.parts ?? []), { value, shift: packed.shift, bits: part }]
    this.pending = { stmt, index, packed, mask, bits, parts }
    return true
  }

  /** Whether a load may read what is still to be stored. */
  isOpen(load: Load<ValueType>, packed: Packed | undefined): boolean {
    const { pending } = this
    if (!pending) return false
    return packed?.group !== pending.packed.group || (this.partOf(load, packed) & pending.bits) !== 0
  }

  /** Stores all four bytes of each turn, those that were gathered new; with a mask, of those turns only that it names. */
  store(forget: () => void): void {
    const { pending, writer } = this
    if (!pending) return
    this.pending = null
    const { stmt, index, packed, mask, bits, parts } = pending
    const value: Wide = { lanes: words, regs: joinParts(parts, writer) }
    const isAll = bits === -1 && !mask
    const whole = isAll ? null : this.whole(stmt, index, packed)
    const others = splatInt(~bits, 4, writer)
    const regs = Array.from({ length: writer.registers(words) }, (_, n) =>
      whole && bits !== -1
        ? writer.op('v128.or', [writer.op('v128.and', [register(whole, n), others]), register(value, n)])
        : register(value, n),
    )
    const every: Wide = { lanes: words, regs }
    const next = writer.keep(mask && whole ? select(mask, every, whole, writer) : every)
    forget()
    next.regs.forEach((reg, n) => {
      writer.emit({
        ...stmt,
        index: this.index(index, packed.anchor, n),
        value: reg,
        wide: { op: 'v128.store' },
      })
    })
    this.known.set(packed.group, next)
  }

  /** Which of the 32 bits of a turn an element takes. */
  private partOf({ array }: Place, { shift }: Packed): number {
    return ((2 ** (8 * elements[this.kindOf(array)].bytes) - 1) * 2 ** shift) | 0
  }

  private kindOf(array: LocalId): ArrayKind {
    return this.writer.names.typeOf(array) as ArrayKind
  }

  private index(index: AffineIndex, anchor: number, register: number) {
    const back = anchor - index.poly.constant
    return writeInt32(inTurn(index, 4 * register, back), this.writer.at)
  }
}
