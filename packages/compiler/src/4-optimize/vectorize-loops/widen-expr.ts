import type { Expr, Load, LocalId, MathCall } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import type { Store } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { elements, isArray } from '../../ir/types.js'
import { rangeOfElement } from '../symbolic/atom.js'
import { readsAny } from '../varying.js'
import type { AffineIndex } from './affine-index.js'
import { mayFail } from './can-widen.js'
import type { Packed } from './find-packed.js'
import { readFloatSum, withoutConversion } from './float-sums.js'
import { convertLanes } from './lanes/convert-lanes.js'
import { divideLanes } from './lanes/divide-lanes.js'
import {
  binaryLanes,
  compareLanes,
  greaterMagnitude,
  select,
  shiftLanes,
  unaryLanes,
} from './lanes/lane-arithmetic.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import type { LaneBytes, Lanes, Wide } from './lanes/lanes.js'
import { intShapes, isInt, lanesOf, limitsOf, shapeOf, wordLimits } from './lanes/lanes.js'
import { indexIn, LoadedElements } from './loaded-elements.js'
import { PackedElements } from './packed-elements.js'
import type { VectorPlan } from './plan-vectorization.js'
import { lazily, splatLanes } from './splat-lanes.js'

type Typed = Expr<ValueType>

/** Where the lanes of a local are kept. */
export interface Slot {
  readonly lanes: Lanes
  readonly locals: readonly LocalId[]
}

/** Writes expressions for all turns of a group at once. */
export class ExprWidener {
  private readonly plan: VectorPlan
  private readonly writer: LaneWriter
  private readonly slots: ReadonlyMap<LocalId, Slot>
  /** What is the same in every turn of the whole loop, in all lanes: written once before it. */
  private readonly before: LaneWriter
  /** What starts a group of turns. */
  private readonly turn: LaneWriter
  private doubles: Wide | null = null
  private readonly packed: PackedElements
  private readonly splats = new Map<string, Typed>()
  private readonly loaded: LoadedElements

  constructor(
    plan: VectorPlan,
    { writer, before, turn }: Record<'writer' | 'before' | 'turn', LaneWriter>,
    slots: ReadonlyMap<LocalId, Slot>,
  ) {
    this.plan = plan
    this.turn = turn
    this.writer = writer
    this.before = before
    this.slots = slots
    this.packed = new PackedElements(writer)
    this.loaded = new LoadedElements(writer)
  }

  /** The values of an expression, one per turn. */
  widen(expr: Typed): Wide {
    if (!readsAny(expr, this.plan.varying)) return this.splat(expr, null)
    const { writer } = this
    switch (expr.kind) {
      case 'local':
        return this.local(expr.local)
      case 'load':
        return this.load(expr)
      case 'unary':
        return unaryLanes(expr.op, this.widen(expr.operand), expr.type, writer)
      case 'convert':
        if (expr.type === 'f64') return this.asDoubles(expr.operand)
        return convertLanes(this.widen(expr.operand), expr.type, expr.mode, writer)
      case 'binary':
        return this.binary(expr)
      case 'compare': {
        const [left, right] = this.pair(expr.left, expr.right)
        return compareLanes(expr.op, left, right, writer)
      }
      case 'logical': {
        const [left, right] = [this.widen(expr.left), this.widen(expr.right)]
        const mask = { kind: 'mask', bytes: left.lanes.bytes } as const
        const other = writer.resize(right, mask.bytes)
        return writer.each(mask, expr.op === 'and' ? 'v128.and' : 'v128.or', left, other)
      }
      case 'math':
        return this.elementary(expr)
      case 'conditional': {
        const test = this.widen(expr.test)
        const [then, otherwise] = this.pair(expr.then, expr.else)
        return select(test, then, otherwise, writer)
      }
      default:
        throw new Error(`vectorize-loops: ${expr.kind} in lanes`)
    }
  }

  /** Two operands of one type; what is the same in all turns takes the lanes of the other. */
  private pair(left: Typed, right: Typed): readonly [Wide, Wide] {
    const { varying } = this.plan
    if (readsAny(left, varying) && readsAny(right, varying)) return [this.widen(left), this.widen(right)]
    if (!readsAny(left, varying)) {
      const b = this.widen(right)
      return [this.splat(left, b.lanes), b]
    }
    const a = this.widen(left)
    return [a, this.splat(right, a.lanes)]
  }

  private binary(expr: Typed & { readonly kind: 'binary' }): Wide {
    const { op, type } = expr
    if (op === 'shl' || op === 'shr' || op === 'ushr') {
      const left = this.widen(expr.left)
      if (!isInt(left)) throw new Error('vectorize-loops: a shift of no integers')
      const { right } = expr
      const constant = right.kind === 'const' ? Number(right.value) : null
      const count = { expr: this.asInt32(right), constant }
      return shiftLanes(op, left, count, type, this.writer)
    }
    if (op === 'div' && expr.right.kind === 'const' && !type.startsWith('f')) {
      return divideLanes(this.widen(expr.left), Number(expr.right.value), this.writer)
    }
    const [left, right] = this.pair(expr.left, expr.right)
    const { reductions } = this.plan
    const isGrowing = [expr.left, expr.right].some(
      side => side.kind === 'local' && reductions.get(side.local)?.isMagnitude === true,
    )
    return isGrowing
      ? greaterMagnitude(left, right, this.writer)
      : binaryLanes(op, left, right, type, this.writer)
  }

  /** One of our functions, which takes two doubles as it takes one. */
  private elementary({ fn, args: [first, second] }: MathCall<ValueType>): Wide {
    if (!first) throw new Error(`vectorize-loops: ${fn} of nothing`)
    const operands = second ? this.pair(first, second) : [this.widen(first)]
    return this.writer.each(lanesOf('f64'), `f64x2.${fn}`, ...operands)
  }

  private asInt32(expr: Typed): Typed {
    if (expr.type === 'i32') return expr
    if (expr.kind === 'const') return { ...expr, type: 'i32', value: Number(expr.value) | 0 }
    return { kind: 'convert', mode: 'wrap', type: 'i32', operand: expr, at: expr.at }
  }

  private local(local: LocalId): Wide {
    if (local === this.plan.counted.counter) return this.counter()
    const slot = this.slots.get(local)
    if (!slot) throw new Error('vectorize-loops: lanes that were never assigned')
    return { lanes: slot.lanes, regs: slot.locals.map(id => this.writer.read(id, 'v128')) }
  }

  /** A value as doubles: a sum of whole numbers as the sum of theirs, for what is the same in all turns is converted once. */
  private asDoubles(expr: Typed): Wide {
    const { writer } = this
    if (!readsAny(expr, this.plan.varying)) return this.splat(asDouble(expr), null)
    const plain = withoutConversion(expr)
    if (plain.kind === 'local' && plain.local === this.plan.counted.counter) return this.counterAsDoubles()
    const sum = readFloatSum(expr)
    if (!sum) return convertLanes(this.widen(expr), 'f64', 'exact', writer)
    const [left, right] = [this.asDoubles(sum.left), this.asDoubles(sum.right)]
    return writer.each(lanesOf('f64'), `f64x2.${sum.op}`, left, right)
  }

  /** Computed where the turn starts, and not again in each turn of inner loops. */
  private counterAsDoubles(): Wide {
    this.doubles ??= this.turn.keep(convertLanes(this.counter(this.turn), 'f64', 'exact', this.turn))
    return this.doubles
  }

  /** The counter in each turn. */
  private counter(writer = this.writer): Wide {
    const { counter, step } = this.plan.counted
    const lanes: Lanes = { kind: 'int', bytes: 4, ...wordLimits.i32 }
    const now = writer.kept(writer.op('i32x4.splat', [writer.read(counter, 'i32')]), 'turn')
    const regs = Array.from({ length: writer.registers(lanes) }, (_, n) => {
      const ahead = [0, 1, 2, 3].map(lane => (4 * n + lane) * step)
      return writer.op('i32x4.add', [now, writer.op('i32x4.lanes', [], ahead)])
    })
    return { lanes, regs }
  }

  /** The same value in every lane: in lanes like these where it fits. */
  splat(expr: Typed, like: Lanes | null): Wide {
    if (expr.type === 'bool') return this.splatBool(expr, like)
    const lanes = splatLanes(expr, like)
    const scalar = expr.type === 'u32' ? this.asInt32(expr) : expr
    const regs = () => [this.once(`${shapeOf(lanes)}.splat`, scalar)]
    if (lanes.kind !== 'int' || lanes.bytes === 8) return { lanes, regs: regs() }
    const resplat = (bytes: LaneBytes) => [this.once(`${intShapes[bytes]}.splat`, scalar)]
    return lazily(lanes, regs, resplat)
  }

  private splatBool(expr: Typed, like: Lanes | null): Wide {
    const bytes = like?.bytes ?? 4
    const { at } = expr
    const [all, none] = [-1, 0].map(value => ({ kind: 'const', value, type: 'i32', at }) as const)
    if (!all || !none) throw new Error('vectorize-loops: no masks')
    const scalar: Typed = { kind: 'conditional', test: expr, then: all, else: none, type: 'i32', at }
    return { lanes: { kind: 'mask', bytes }, regs: [this.once('i32x4.splat', scalar)] }
  }

  /** A splat: of a constant in place, of what the whole loop leaves alone before it, else before the statement. */
  private once(name: string, scalar: Typed): Typed {
    const value = this.writer.op(name, [scalar])
    if (scalar.kind === 'const') return value
    if (!isSteady(scalar, this.plan)) return this.writer.kept(value, 'same')
    const key = `${name} ${exprKey(scalar)}`
    const known = this.splats.get(key) ?? this.before.kept(value, 'same')
    this.splats.set(key, known)
    return known
  }

  private load(expr: Load<ValueType>): Wide {
    const index = this.plan.affine.get(expr)
    const kind = this.writer.names.typeOf(expr.array)
    if (!index || !isArray(kind)) throw new Error('vectorize-loops: a load that is not planned')
    const { bytes, loads } = elements[kind]
    const range = rangeOfElement(kind)
    const lanes: Lanes =
      loads === 'f64' || loads === 'f32'
        ? lanesOf(loads)
        : { kind: 'int', bytes, ...(range ?? limitsOf(loads)) }
    const packed = this.plan.packed.get(expr)
    if (this.packed.isOpen(expr, packed)) this.flush()
    if (packed) return this.packed.load(expr, index, packed, kind)
    return this.loaded.load(expr, index, lanes)
  }

  /** Whatever follows reads memory and locals anew. */
  forget(): void {
    this.loaded.forget()
    this.packed.forget()
  }

  /** What neighbouring elements hold that a store is about to write, as it keeps them. */
  elements(store: Store<ValueType>, index: AffineIndex, lanes: Lanes): Wide {
    const { array, bounds, at } = store
    const load: Load<ValueType> = { kind: 'load', array, bounds, index: store.index, type: 'v128', at }
    return { lanes, regs: this.loaded.contiguous(load, index, lanes.bytes) }
  }

  /** Puts values, in lanes of 32 bits, into their part of the four bytes of each turn. */
  storePacked(
    stmt: Store<ValueType>,
    index: AffineIndex,
    packed: Packed,
    value: Wide,
    mask: Wide | null,
  ): void {
    if (this.packed.gather(stmt, index, packed, value, mask)) return
    this.flush()
    this.packed.gather(stmt, index, packed, value, mask)
  }

  /** Stores what has been gathered. */
  flush(): void {
    this.packed.store(() => {
      this.forget()
    })
  }

  /** The index in a later turn of the group, some elements on. */
  index(index: AffineIndex, turn: number, more: number): Typed {
    return indexIn(index, turn, more, this.writer.at)
  }
}

function asDouble(operand: Typed): Typed {
  return { kind: 'convert', mode: 'exact', type: 'f64', operand, at: operand.at }
}

/** Whether a value is the same in all turns of the loop, and may be computed before it. */
function isSteady(expr: Typed, { places, counted }: VectorPlan): boolean {
  return !readsAny(expr, new Set([counted.counter, ...places.sets.keys()])) && !mayFail(expr)
}
