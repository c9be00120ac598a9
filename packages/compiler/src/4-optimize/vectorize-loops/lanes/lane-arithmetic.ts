import type { BinaryOp, CompareOp, UnaryOp } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import { convertLanes, onesOf, splatFloat, splatInt } from './convert-lanes.js'
import { binaryLimits, unaryLimits } from './lane-limits.js'
import type { LaneWriter } from './lane-writer.js'
import type { LaneBytes, Limits, Wide, WideInt } from './lanes.js'
import { fits, fitsSigned, fitsUnsigned, intShapes, isInt, limitsOf, shapeOf } from './lanes.js'

/** A unary operation on lanes that gives a `type`. */
export function unaryLanes(op: UnaryOp, operand: Wide, type: ValueType, writer: LaneWriter): Wide {
  const { lanes } = operand
  if (op === 'not') return writer.each(lanes, 'v128.not', operand)
  if (op === 'truthy') return truthyLanes(operand, writer)
  if (op === 'to-number' || op === 'fround') return roundedTo(op, operand, type, writer)
  if (isInt(operand)) return unaryInt(op, operand, type, writer)
  const { bytes } = lanes
  const shape = shapeOf(lanes)
  const each = (name: string, ...operands: readonly Wide[]) =>
    writer.each(lanes, `${shape}.${name}`, ...operands)
  const all = (value: number): Wide => ({ lanes, regs: [splatFloat(value, bytes === 4 ? 4 : 8, writer)] })
  const mask = (wide: Wide): Wide => ({ lanes: { kind: 'mask', bytes }, regs: wide.regs })
  switch (op) {
    case 'round': {
      const [x, up] = [writer.keep(operand), writer.keep(each('ceil', operand))]
      return select(mask(each('le', each('sub', up, all(0.5)), x)), up, each('sub', up, all(1)), writer)
    }
    case 'sign': {
      const x = writer.keep(operand)
      const orBelow = select(mask(each('lt', x, all(0))), all(-1), x, writer)
      return select(mask(each('gt', x, all(0))), all(1), orBelow, writer)
    }
    case 'is-nan': {
      const x = writer.keep(operand)
      return mask(each('ne', x, x))
    }
    case 'is-finite':
      return mask(each('lt', each('abs', operand), all(Infinity)))
    case 'is-integer': {
      const x = writer.keep(operand)
      return mask(each('eq', each('sub', x, each('trunc', x)), all(0)))
    }
    default:
      return each(op, operand)
  }
}

function roundedTo(op: 'to-number' | 'fround', operand: Wide, type: ValueType, writer: LaneWriter): Wide {
  if (op === 'to-number' && operand.lanes.kind === 'mask') {
    const ones = onesOf(operand, writer)
    return type === 'f32' || type === 'f64' ? convertLanes(ones, type, 'exact', writer) : ones
  }
  const rounded = op === 'fround' ? convertLanes(operand, 'f32', 'round', writer) : operand
  return type === 'f32' || type === 'f64' ? convertLanes(rounded, type, 'exact', writer) : rounded
}

function truthyLanes(operand: Wide, writer: LaneWriter): Wide {
  const { lanes } = operand
  if (lanes.kind === 'mask') return operand
  const shape = shapeOf(lanes)
  if (lanes.kind === 'int') {
    const zero: Wide = { lanes, regs: [splatInt(0, lanes.bytes, writer)] }
    return writer.each({ kind: 'mask', bytes: lanes.bytes }, `${shape}.ne`, operand, zero)
  }
  // NaN is neither below nor above zero.
  const x = writer.keep(operand)
  const zero: Wide = { lanes, regs: [splatFloat(0, lanes.bytes, writer)] }
  const mask = { kind: 'mask', bytes: lanes.bytes } as const
  const [below, above] = [
    writer.each(mask, `${shape}.lt`, x, zero),
    writer.each(mask, `${shape}.gt`, x, zero),
  ]
  return writer.each(mask, 'v128.or', below, above)
}

function unaryInt(op: UnaryOp, operand: WideInt, type: ValueType, writer: LaneWriter): Wide {
  const limits = unaryLimits(op, operand.lanes, limitsOf(type))
  const bytes = smallest(operand.lanes.bytes, [operand.lanes, limits], op === 'abs' ? fitsSigned : fits)
  const resized = writer.resize(operand, bytes)
  const name = op === 'bitnot' ? 'v128.not' : `${intShapes[bytes]}.${op}`
  return writer.each({ kind: 'int', bytes, ...limits }, name, resized)
}

/** A binary operation on lanes of one type that gives a `type`. A shift's count is not its right operand but `count`. */
export function binaryLanes(
  op: BinaryOp,
  left: Wide,
  right: Wide,
  type: ValueType,
  writer: LaneWriter,
): Wide {
  if (!isInt(left) || !isInt(right)) {
    return writer.each(left.lanes, `${shapeOf(left.lanes)}.${op}`, left, right)
  }
  const [a, b] = [left, right]
  const limits = type === 'i64' ? limitsOf('i64') : binaryLimits(op, a.lanes, b.lanes, limitsOf(type))
  const isExtreme = op === 'min' || op === 'max'
  const least = op === 'mul' || op === 'imul' ? 2 : 1
  const bytes = isExtreme
    ? commonBytes(a.lanes, b.lanes)
    : smallest(Math.max(least, Math.min(a.lanes.bytes, b.lanes.bytes)), [a.lanes, b.lanes, limits], fits)
  const isSigned = fitsSigned(a.lanes, bytes) && fitsSigned(b.lanes, bytes)
  const name = isExtreme ? `${op}_${isSigned ? 's' : 'u'}` : op === 'imul' ? 'mul' : op
  const bitwise = bitwiseNames[name]
  return writer.each(
    { kind: 'int', bytes, ...limits },
    bitwise ?? `${intShapes[bytes]}.${name}`,
    writer.resize(a, bytes),
    writer.resize(b, bytes),
  )
}

/**
 * The greater one of two floats in each lane, of which neither is -0 or a NaN with a sign, and negative ones are all the
 * same: as their bits, they are integers in the same order, NaN above Infinity.
 */
export function greaterMagnitude(left: Wide, right: Wide, writer: LaneWriter): Wide {
  const { lanes } = left
  if (lanes.bytes === 4) return writer.each(lanes, 'i32x4.max_s', left, right)
  const [a, b] = [writer.keep(left), writer.keep(right)]
  const mask = writer.each({ kind: 'mask', bytes: 8 }, 'i64x2.gt_s', a, b)
  return select(mask, a, b, writer)
}

const bitwiseNames: Readonly<Record<string, string>> = {
  bitand: 'v128.and',
  bitor: 'v128.or',
  bitxor: 'v128.xor',
}

/** A shift of all lanes by one count: an i32, whose constant value is known or not. */
export function shiftLanes(
  op: 'shl' | 'shr' | 'ushr',
  wide: WideInt,
  count: WideCount,
  type: ValueType,
  writer: LaneWriter,
): Wide {
  const { lanes } = wide
  const known = count.constant === null ? null : count.constant & 31
  const isLogical = op === 'ushr' && lanes.lo < 0
  const from = isLogical ? limitsOf('u32') : lanes
  const limits = binaryLimits(
    op,
    from,
    known === null ? { lo: 0, hi: 31 } : { lo: known, hi: known },
    limitsOf(type),
  )
  const narrow = known === null || isLogical ? 4 : smallest(Math.max(2, lanes.bytes), [from, limits], fits)
  const bytes = known !== null && known < 8 * narrow ? narrow : 4
  const source = writer.resize(wide, bytes)
  const isUnsigned = op === 'ushr' || (lanes.lo >= 0 && !fitsSigned(lanes, bytes))
  const name = `${intShapes[bytes]}.${shiftName(op, isUnsigned)}`
  return {
    lanes: { kind: 'int', bytes, ...limits },
    regs: source.regs.map(reg => writer.op(name, [reg, count.expr])),
  }
}

export interface WideCount {
  readonly expr: Wide['regs'][number]
  readonly constant: number | null
}

function shiftName(op: 'shl' | 'shr' | 'ushr', isUnsigned: boolean): string {
  return op === 'shl' ? 'shl' : isUnsigned ? 'shr_u' : 'shr_s'
}

/** A comparison of lanes of one type. */
export function compareLanes(op: CompareOp, left: Wide, right: Wide, writer: LaneWriter): Wide {
  const [a, b] = [left.lanes, right.lanes]
  if (a.kind === 'mask' || b.kind === 'mask') return compareMasks(op, left, right, writer)
  if (a.kind === 'float' || b.kind === 'float') {
    return writer.each({ kind: 'mask', bytes: a.bytes }, `${shapeOf(a)}.${op}`, left, right)
  }
  const bytes = commonBytes(a, b)
  const isSigned = fitsSigned(a, bytes) && fitsSigned(b, bytes)
  const name = op === 'eq' || op === 'ne' ? op : `${op}_${isSigned ? 's' : 'u'}`
  return writer.each(
    { kind: 'mask', bytes },
    `${intShapes[bytes]}.${name}`,
    writer.resize(left, bytes),
    writer.resize(right, bytes),
  )
}

function compareMasks(op: CompareOp, left: Wide, right: Wide, writer: LaneWriter): Wide {
  const { bytes } = left.lanes
  const mask = { kind: 'mask', bytes } as const
  const [a, b] = [left, writer.resize(right, bytes)]
  const differ = writer.each(mask, 'v128.xor', a, b)
  if (op === 'ne') return differ
  if (op !== 'eq') throw new Error('vectorize-loops: booleans in order')
  return writer.each(mask, 'v128.not', differ)
}

/** `mask ? then : otherwise`, lane by lane. */
export function select(mask: Wide, then: Wide, otherwise: Wide, writer: LaneWriter): Wide {
  const [a, b] = alike(then, otherwise, writer)
  const fitting = writer.keep(writer.resize(mask, a.lanes.bytes))
  return writer.each(a.lanes, 'v128.bitselect', a, b, fitting)
}

/** Two values of one type in lanes of one kind. */
function alike(a: Wide, b: Wide, writer: LaneWriter): readonly [Wide, Wide] {
  if (a.lanes.kind === 'mask') return [a, writer.resize(b, a.lanes.bytes)]
  if (!isInt(a) || !isInt(b)) return [a, b]
  const limits = { lo: Math.min(a.lanes.lo, b.lanes.lo), hi: Math.max(a.lanes.hi, b.lanes.hi) }
  const bytes = smallest(Math.max(a.lanes.bytes, b.lanes.bytes), [limits], fits)
  const lanes = { kind: 'int', bytes, ...limits } as const
  return [
    { lanes, regs: writer.resize(a, bytes).regs },
    { lanes, regs: writer.resize(b, bytes).regs },
  ]
}

/** The fewest bytes, from `least` on, that hold everything between these limits. */
function smallest(
  least: number,
  all: readonly Limits[],
  holds: (limits: Limits, bytes: LaneBytes) => boolean,
): LaneBytes {
  const sizes: readonly LaneBytes[] = [1, 2, 4, 8]
  return sizes.find(bytes => bytes >= least && all.every(limits => holds(limits, bytes))) ?? 4
}

/** The fewest bytes in which both can be told apart by order: both with a sign, or both without. */
function commonBytes(a: Limits & { bytes: LaneBytes }, b: Limits & { bytes: LaneBytes }): LaneBytes {
  const sizes: readonly LaneBytes[] = [1, 2, 4, 8]
  const least = Math.min(a.bytes, b.bytes)
  return (
    sizes.find(
      bytes =>
        bytes >= least &&
        ((fitsSigned(a, bytes) && fitsSigned(b, bytes)) ||
          (fitsUnsigned(a, bytes) && fitsUnsigned(b, bytes))),
    ) ?? 4
  )
}
