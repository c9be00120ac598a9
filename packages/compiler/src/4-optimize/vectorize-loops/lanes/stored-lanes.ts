import type { ArrayKind } from '../../../ir/types.js'
import { elements } from '../../../ir/types.js'
import { addMagic, convertLanes, lowWords, onesOf, splatFloat, splatInt, truncated } from './convert-lanes.js'
import type { LaneWriter } from './lane-writer.js'
import type { LaneBytes, Wide } from './lanes.js'
import { fitsSigned, fitsUnsigned, intShapes, isInt, lanesOf } from './lanes.js'

type Register = Wide['regs'][number]

/** Values as an array of this kind keeps them, in lanes that may still be larger than its elements. */
export function storedLanes(value: Wide, kind: ArrayKind, writer: LaneWriter): Wide {
  const { loads, bytes } = elements[kind]
  if (loads === 'f64' || loads === 'f32') return convertLanes(value, loads, 'round', writer)
  if (kind === 'Uint8ClampedArray') return clamped(value, writer)
  if (value.lanes.kind === 'mask') return writer.resize(onesOf(value, writer), bytes)
  if (isInt(value)) return truncated(value, bytes, writer)
  throw new Error('vectorize-loops: floats into an array of integers')
}

/** ToUint8Clamp. */
function clamped(value: Wide, writer: LaneWriter): Wide {
  const { lanes } = value
  if (lanes.kind === 'mask') return writer.resize(onesOf(value, writer), 1)
  if (lanes.kind === 'float') return clampedFloats(value, writer)
  if (fitsUnsigned(lanes, 1)) return writer.resize(value, 1)
  if (lanes.bytes === 8) throw new Error('vectorize-loops: 64 bits to clamp')
  // With a sign, narrowing itself stops at the ends; what needs all 32 bits without one is cut at 255 first.
  const bytes: LaneBytes = lanes.bytes === 1 ? 2 : lanes.bytes
  const wide = writer.resize(value, bytes)
  const top = splatInt(255, bytes, writer)
  const regs = fitsSigned(lanes, bytes)
    ? wide.regs
    : wide.regs.map(reg => writer.op(`${intShapes[bytes]}.min_u`, [reg, top]))
  const byte = { kind: 'int', bytes, lo: -1, hi: 256 } as const
  const halves = bytes === 4 ? writer.resize({ lanes: byte, regs }, 2) : { lanes: byte, regs }
  return writer.resize({ ...halves, lanes: { ...halves.lanes, lo: 0, hi: 255 } }, 1)
}

/** NaN gives 0, and ties go to the even neighbour, as the addition of `addMagic` rounds anyway. */
function clampedFloats(value: Wide, writer: LaneWriter): Wide {
  if (value.lanes.bytes === 4) return clampedSingles(value, writer)
  const doubles = convertLanes(value, 'f64', 'exact', writer)
  const [zero, top] = [splatFloat(0, 8, writer), splatFloat(255, 8, writer)]
  const inside = doubles.regs.map(reg => writer.op('f64x2.pmin', [top, writer.op('f64x2.pmax', [zero, reg])]))
  const pushed = addMagic({ lanes: lanesOf('f64'), regs: inside }, writer)
  return lowWords(pushed, { lo: 0, hi: 255 }, writer)
}

/** The same in single precision, of which 1.5 * 2^23 leaves the whole part. */
function clampedSingles(value: Wide, writer: LaneWriter): Wide {
  const [zero, top] = [splatFloat(0, 4, writer), splatFloat(255, 4, writer)]
  const inside = (reg: Register) => writer.op('f32x4.pmin', [top, writer.op('f32x4.pmax', [zero, reg])])
  const pushed = (reg: Register) => writer.op('f32x4.add', [inside(reg), splatFloat(12582912, 4, writer)])
  const regs = value.regs.map(reg => writer.op('v128.and', [pushed(reg), splatInt(255, 4, writer)]))
  return { lanes: { kind: 'int', bytes: 4, lo: 0, hi: 255 }, regs }
}
