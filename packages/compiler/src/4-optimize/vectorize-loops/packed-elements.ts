import type { Load } from '../../ir/expr.js'
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

type Place = Pick<Load<ValueType> | Store<ValueType>, 'array' | 'bounds' | 'at' | 'index'>

const words: Lanes = { kind: 'int', bytes: 4, ...wordLimits.i32 }

/** Elements that are a part of the four bytes of their turn: read by shifts, written by putting the four together again. */
export class PackedElements {
  private readonly writer: LaneWriter
  /** The four bytes of each turn, by group, since something else was stored. */
  private readonly known = new Map<string, Wide>()

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

  /** Stores all four bytes of each turn, this part of them new; with a mask, of those turns only that it names. */
  store(
    stmt: Store<ValueType>,
    index: AffineIndex,
    packed: Packed,
    { value, mask, whole }: { readonly value: Wide; readonly mask: Wide | null; readonly whole: Wide },
  ): void {
    const { writer } = this
    const bits = 8 * elements[this.kindOf(stmt)].bytes
    const part = (2 ** bits - 1) * 2 ** packed.shift
    const others = splatInt(~part, 4, writer)
    const low = splatInt(2 ** bits - 1, 4, writer)
    const regs = Array.from({ length: writer.registers(words) }, (_, n) => {
      const inside = writer.op('v128.and', [register(value, n), low])
      const moved = packed.shift === 0 ? inside : writer.op('i32x4.shl', [inside, writer.int(packed.shift)])
      return writer.op('v128.or', [writer.op('v128.and', [register(whole, n), others]), moved])
    })
    const every: Wide = { lanes: words, regs }
    const next = writer.keep(mask ? select(mask, every, whole, writer) : every)
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

  private kindOf({ array }: Store<ValueType>): ArrayKind {
    return this.writer.names.typeOf(array) as ArrayKind
  }

  private index(index: AffineIndex, anchor: number, register: number) {
    const back = anchor - index.poly.constant
    return writeInt32(inTurn(index, 4 * register, back), this.writer.at)
  }
}
