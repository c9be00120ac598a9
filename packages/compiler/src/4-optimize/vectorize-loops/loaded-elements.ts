import type { Expr, Load } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ValueType } from '../../ir/types.js'
import { writeInt32 } from '../reduce-strength/linear-index.js'
import { polyKey } from '../symbolic/polynomial.js'
import type { AffineIndex } from './affine-index.js'
import { constantStride, inTurn } from './affine-index.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import type { LaneBytes, Lanes, Wide } from './lanes/lanes.js'

type Typed = Expr<ValueType>

/** Elements of all turns of a group, in registers of their own; what is loaded twice with nothing stored between is loaded once. */
export class LoadedElements {
  private readonly writer: LaneWriter
  /** Registers by what they hold: neighbours of one turn are those of another one too. */
  private readonly known = new Map<string, Typed>()

  constructor(writer: LaneWriter) {
    this.writer = writer
  }

  /** Whatever follows reads memory and locals anew. */
  forget(): void {
    this.known.clear()
  }

  load(expr: Load<ValueType>, index: AffineIndex, lanes: Lanes): Wide {
    const { bytes } = lanes
    const isWhole = constantStride(index) === 1
    const read = isWhole ? this.contiguous(expr, index, bytes) : this.gathered(expr, index, bytes)
    const regs = read.map((reg, n) => {
      const first = polyKey(inTurn(index, 0, isWhole ? (n * 16) / bytes : 0))
      const key = `${expr.array} ${first} ${isWhole ? '' : `${n} ${polyKey(index.stride)}`}`
      const kept = this.known.get(key) ?? this.writer.kept(reg)
      this.known.set(key, kept)
      return kept
    })
    return { lanes, regs }
  }

  contiguous(expr: Load<ValueType>, index: AffineIndex, bytes: LaneBytes): readonly Typed[] {
    const { writer } = this
    const total = writer.count * bytes
    const wide = total >= 16 ? 'v128.load' : total === 8 ? 'v128.load64_zero' : 'v128.load32_zero'
    return Array.from({ length: writer.registers({ bytes }) }, (_, n) => ({
      ...expr,
      wide,
      type: 'v128' as const,
      index: indexIn(index, 0, (n * 16) / bytes, writer.at),
    }))
  }

  /** Elements that lie apart, one by one. */
  private gathered(expr: Load<ValueType>, index: AffineIndex, bytes: LaneBytes): readonly Typed[] {
    const { writer } = this
    const perReg = 16 / bytes
    return Array.from({ length: writer.registers({ bytes }) }, (_, reg) => {
      const lane = (n: number): Typed => ({
        ...expr,
        wide: bytes === 8 ? 'v128.load64_zero' : 'v128.load32_zero',
        type: 'v128',
        index: indexIn(index, reg * perReg + n, 0, writer.at),
      })
      const two = (a: number, b: number) =>
        bytes === 8
          ? writer.op('i64x2.shuffle', [lane(a), lane(b)], [0, 2])
          : writer.op('i32x4.shuffle', [lane(a), lane(b)], [0, 4, 1, 5])
      if (bytes === 8 || writer.count === 2) return two(0, 1)
      return writer.op('i64x2.shuffle', [two(0, 1), two(2, 3)], [0, 2])
    })
  }
}

/** The index in a later turn of the group, some elements on. */
export function indexIn(index: AffineIndex, turn: number, more: number, at: SourceRange): Typed {
  return writeInt32(inTurn(index, turn, more), at)
}
