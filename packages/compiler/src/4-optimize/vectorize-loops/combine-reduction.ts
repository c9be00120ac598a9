import type { Const, Expr, LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { ValueType } from '../../ir/types.js'
import type { Reduction } from './find-carried.js'
import { binaryLanes } from './lanes/lane-arithmetic.js'
import type { LaneWriter } from './lanes/lane-writer.js'
import type { Wide } from './lanes/lanes.js'
import { lanesOf, limitsOf, shapeOf } from './lanes/lanes.js'
import type { Slot } from './widen-expr.js'

/** What a reduction starts with in a lane that has seen nothing yet, and the shape of its lanes. */
export function identityOf({ op, type }: Reduction) {
  const shape = shapeOf(lanesOf(type))
  const scalar: ValueType = type === 'u32' ? 'i32' : type
  const number = identityNumber(op, type)
  const value = (at: SourceRange): Const<ValueType> => ({
    kind: 'const',
    value: scalar === 'i64' ? BigInt(number) : scalar === 'i32' ? number | 0 : number,
    type: scalar,
    at,
  })
  return { shape, value }
}

function identityNumber(op: Reduction['op'], type: ValueType): number {
  const isFloat = type === 'f32' || type === 'f64'
  switch (op) {
    case 'mul':
    case 'imul':
      return 1
    case 'bitand':
      return -1
    case 'min':
      return isFloat ? Infinity : limitsOf(type).hi
    case 'max':
      return isFloat ? -Infinity : limitsOf(type).lo
    default:
      return 0
  }
}

/** Puts what the lanes have seen together with what the local held before the loop. */
export function combineReduction(
  local: LocalId,
  { op, type }: Reduction,
  slot: Slot,
  writer: LaneWriter,
): void {
  const one = { lanes: slot.lanes }
  const regs = slot.locals.map(id => writer.read(id, 'v128'))
  const [first, ...rest] = regs
  if (!first) return
  // One register at a time: each is a whole value here.
  const single: LaneWriter = writer.alone()
  const all = rest.reduce<Wide>(
    (sum, reg) => ({ ...one, regs: binaryLanes(op, sum, { ...one, regs: [reg] }, type, single).regs }),
    { ...one, regs: [first] },
  )
  const [total] = single.keep(all).regs
  if (!total) return
  let value: Expr<ValueType> = writer.read(local, type)
  // A register that is not full holds anything in its other lanes.
  const lanes = Math.min(16 / slot.lanes.bytes, writer.count)
  for (let lane = 0; lane < lanes; lane++) {
    const extracted = writer.op(`${shapeOf(slot.lanes)}.extract_lane`, [total], [lane])
    const right: Expr<ValueType> =
      type === 'u32'
        ? { kind: 'convert', mode: 'wrap', type: 'u32', operand: extracted, at: writer.at }
        : extracted
    value = { kind: 'binary', op, left: value, right, type, at: writer.at }
  }
  writer.emit({ kind: 'set', local, value, at: writer.at })
}
