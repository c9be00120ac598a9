import type { Expr, LocalId } from '../../../ir/expr.js'
import type { SimdOp } from '../../../ir/simd.js'
import { isSimdOp, simdSignature } from '../../../ir/simd.js'
import type { SourceRange } from '../../../ir/source-range.js'
import type { Stmt } from '../../../ir/stmt.js'
import type { ValueType } from '../../../ir/types.js'
import type { FreshNames } from '../../fresh-names.js'
import type { LaneBytes, Lanes, Wide } from './lanes.js'
import { fitsSigned, fitsUnsigned, intShapes } from './lanes.js'

type Typed = Expr<ValueType>

/** Writes instructions on lanes, and statements for what has to be computed once. */
export class LaneWriter {
  /** How many turns run side by side. */
  readonly count: number
  readonly names: FreshNames
  /** The place in the source that everything written now stands for. */
  at: SourceRange
  #statements: Stmt<ValueType>[] = []

  constructor(count: number, names: FreshNames, at: SourceRange) {
    this.count = count
    this.names = names
    this.at = at
  }

  /** One that writes at the same place, of values in one full register each. */
  alone(): LaneWriter {
    const { names, at } = this
    const outer = this
    return new (class extends LaneWriter {
      override registers(): number {
        return 1
      }
      override emit(stmt: Stmt<ValueType>): void {
        outer.emit(stmt)
      }
    })(this.count, names, at)
  }

  /** How many registers such lanes take. */
  registers({ bytes }: Pick<Lanes, 'bytes'>): number {
    return Math.max(1, (this.count * bytes) / 16)
  }

  emit(stmt: Stmt<ValueType>): void {
    this.#statements.push(stmt)
  }

  /** What `write` emits. */
  collect(write: () => void): readonly Stmt<ValueType>[] {
    const before = this.#statements
    this.#statements = []
    write()
    const written = this.#statements
    this.#statements = before
    return written
  }

  op(name: string, args: readonly Typed[], immediates?: readonly number[]): Typed {
    if (!isSimdOp(name)) throw new Error(`vectorize-loops: there is no ${name}`)
    const type = simdSignature(name)?.gives ?? 'v128'
    const { at } = this
    return { kind: 'simd', op: name satisfies SimdOp, args, type, at, ...(immediates ? { immediates } : {}) }
  }

  int(value: number): Typed {
    return { kind: 'const', value, type: 'i32', at: this.at }
  }

  read(local: LocalId, type: ValueType): Typed {
    return { kind: 'local', local, type, at: this.at }
  }

  /** The value of an expression that is used more than once. */
  kept(value: Typed, name = 'lanes'): Typed {
    if (value.kind === 'local' || (value.kind === 'simd' && value.args.length === 0)) return value
    const local = this.names.addLocal(name, value.type, this.at)
    this.emit({ kind: 'set', local, value, at: this.at })
    return this.read(local, value.type)
  }

  keep<W extends Wide>(wide: W): W {
    if (wide.resplat) return wide
    return { ...wide, regs: wide.regs.map(reg => this.kept(reg)) }
  }

  /** The same operation on every register. */
  each(lanes: Lanes, name: string, ...operands: readonly Wide[]): Wide {
    const count = this.registers(lanes)
    const regs = Array.from({ length: count }, (_, n) =>
      this.op(
        name,
        operands.map(operand => register(operand, n)),
      ),
    )
    return { lanes, regs }
  }

  /** Integers or masks in lanes of another size; integers must fit. */
  resize<W extends Wide>(wide: W, bytes: LaneBytes): W {
    if (wide.lanes.bytes === bytes) return wide
    const lanes = { ...wide.lanes, bytes }
    if (wide.resplat) return { ...wide, lanes, regs: wide.resplat(bytes) }
    const next = wide.lanes.bytes < bytes ? doubled(wide.lanes.bytes) : halved(wide.lanes.bytes)
    const regs = wide.lanes.bytes < bytes ? this.#widened(wide, next) : this.#narrowed(wide, next)
    return this.resize({ ...wide, lanes: { ...wide.lanes, bytes: next }, regs }, bytes)
  }

  #widened(wide: Wide, bytes: LaneBytes): readonly Typed[] {
    const { lanes } = wide
    const isUnsigned = lanes.kind === 'int' && lanes.lo >= 0
    const source = wide.regs.length < this.registers({ bytes }) ? this.keep(wide) : wide
    return Array.from({ length: this.registers({ bytes }) }, (_, n) => {
      const half = n % 2 === 0 ? 'low' : 'high'
      const name = `${intShapes[bytes]}.extend_${half}_${intShapes[lanes.bytes]}_${isUnsigned ? 'u' : 's'}`
      return this.op(name, [register(source, n >> 1)])
    })
  }

  #narrowed(wide: Wide, bytes: LaneBytes): readonly Typed[] {
    const { lanes } = wide
    const source = wide.regs.length === 1 ? this.keep(wide) : wide
    return Array.from({ length: this.registers({ bytes }) }, (_, n) => {
      const pair = [register(source, 2 * n), register(source, Math.min(2 * n + 1, source.regs.length - 1))]
      if (lanes.bytes === 8) return this.op('i32x4.shuffle', pair, [0, 2, 4, 6])
      const isUnsigned = lanes.kind === 'int' && !fitsSigned(lanes, bytes) && fitsUnsigned(lanes, bytes)
      return this.op(`${intShapes[bytes]}.narrow_${intShapes[lanes.bytes]}_${isUnsigned ? 'u' : 's'}`, pair)
    })
  }
}

/** The n-th register of a value; of one that has only one for all, that one. */
export function register({ regs }: Wide, n: number): Typed {
  const reg = regs[regs.length === 1 ? 0 : n]
  if (!reg) throw new Error('vectorize-loops: a register is missing')
  return reg
}

function doubled(bytes: LaneBytes): LaneBytes {
  return bytes === 1 ? 2 : bytes === 2 ? 4 : 8
}

function halved(bytes: LaneBytes): LaneBytes {
  return bytes === 8 ? 4 : bytes === 4 ? 2 : 1
}
