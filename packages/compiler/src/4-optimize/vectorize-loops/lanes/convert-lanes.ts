import type { Convert } from '../../../ir/expr.js'
import type { ValueType } from '../../../ir/types.js'
import type { LaneWriter } from './lane-writer.js'
import { register } from './lane-writer.js'
import type { LaneBytes, Limits, Wide, WideInt } from './lanes.js'
import { fits, isInt, lanesOf, limitsOf } from './lanes.js'

/** A value as a `type`, as a conversion of this mode gives it. */
export function convertLanes(
  wide: Wide,
  type: ValueType,
  mode: Convert<ValueType>['mode'],
  writer: LaneWriter,
): Wide {
  if (type === 'f32' || type === 'f64') return toFloats(wide, type, writer)
  if (wide.lanes.kind === 'mask') return onesOf(wide, writer)
  return asInt(wide, type, mode, writer)
}

function asInt(wide: Wide, type: ValueType, mode: Convert<ValueType>['mode'], writer: LaneWriter): Wide {
  const wanted = limitsOf(type)
  if (!isInt(wide)) return floatsToWords(wide, wanted, mode, writer)
  if (type === 'i64') return { lanes: lanesOf('i64'), regs: writer.resize(wide, 8).regs }
  if (wide.lanes.bytes === 8) return { lanes: lanesOf(type), regs: writer.resize(wide, 4).regs }
  return relabelled(wide, wanted, writer)
}

/** The same low 32 bits under other limits. */
function relabelled(wide: WideInt, wanted: Limits, writer: LaneWriter): WideInt {
  const { lo, hi } = wide.lanes
  if (lo >= wanted.lo && hi <= wanted.hi) return wide
  const words = writer.resize(wide, 4)
  return { ...words, lanes: { kind: 'int', bytes: 4, ...wanted } }
}

/** 1 for true and 0 for false. */
export function onesOf(wide: Wide, writer: LaneWriter): WideInt {
  const lanes = { kind: 'int', bytes: wide.lanes.bytes, lo: 0, hi: 1 } as const
  const one = splatInt(1, lanes.bytes, writer)
  return { lanes, regs: wide.regs.map(reg => writer.op('v128.and', [reg, one])) }
}

/** One small integer in every lane. */
export function splatInt(value: number, bytes: LaneBytes, writer: LaneWriter) {
  if (bytes === 8) {
    return writer.op('i64x2.splat', [{ kind: 'const', value: BigInt(value), type: 'i64', at: writer.at }])
  }
  const shape = bytes === 1 ? 'i8x16' : bytes === 2 ? 'i16x8' : 'i32x4'
  return writer.op(`${shape}.splat`, [writer.int(value | 0)])
}

/** One number in every lane. */
export function splatFloat(value: number, bytes: 4 | 8, writer: LaneWriter) {
  const type = bytes === 8 ? 'f64' : 'f32'
  return writer.op(`${type === 'f64' ? 'f64x2' : 'f32x4'}.splat`, [
    { kind: 'const', value, type, at: writer.at },
  ])
}

function toFloats(wide: Wide, type: 'f32' | 'f64', writer: LaneWriter): Wide {
  const { lanes } = wide
  if (lanes.kind === 'mask') return toFloats(onesOf(wide, writer), type, writer)
  if (isInt(wide)) return intsToFloats(wide, type, writer)
  if (lanes.bytes === (type === 'f64' ? 8 : 4)) return wide
  return type === 'f64' ? promoted(wide, writer) : demoted(wide, writer)
}

function intsToFloats(wide: WideInt, type: 'f32' | 'f64', writer: LaneWriter): Wide {
  const words = writer.resize(wide, 4)
  const sign = words.lanes.lo >= 0 && words.lanes.hi > 2 ** 31 - 1 ? 'u' : 's'
  if (type === 'f32') return writer.each(lanesOf('f32'), `f32x4.convert_i32x4_${sign}`, words)
  return lowAndHigh(words, `f64x2.convert_low_i32x4_${sign}`, writer)
}

function promoted(wide: Wide, writer: LaneWriter): Wide {
  return lowAndHigh(wide, 'f64x2.promote_low_f32x4', writer)
}

/** Doubles from the low and the high halves of words. */
function lowAndHigh(wide: Wide, name: string, writer: LaneWriter): Wide {
  const lanes = lanesOf('f64')
  const count = writer.registers(lanes)
  const source = count > wide.regs.length ? writer.keep(wide) : wide
  const regs = Array.from({ length: count }, (_, n) => {
    const reg = register(source, n >> 1)
    return writer.op(name, [n % 2 === 0 ? reg : writer.op('i64x2.shuffle', [reg, reg], [1, 1])])
  })
  return { lanes, regs }
}

function demoted(wide: Wide, writer: LaneWriter): Wide {
  const lanes = lanesOf('f32')
  const half = (n: number) => writer.op('f32x4.demote_f64x2_zero', [register(wide, n)])
  const regs = Array.from({ length: writer.registers(lanes) }, (_, n) =>
    writer.registers(wide.lanes) === 1
      ? half(0)
      : writer.op('i64x2.shuffle', [half(2 * n), half(2 * n + 1)], [0, 2]),
  )
  return { lanes, regs }
}

/** 1.5 * 2^52 pushes the low 32 bits of a whole double to the low end of its significand, as `whole_to_i32` does. */
const magic = 6755399441055744

function floatsToWords(
  wide: Wide,
  wanted: Limits,
  mode: Convert<ValueType>['mode'],
  writer: LaneWriter,
): Wide {
  if (mode === 'cut') return cutToWords(wide, wanted, writer)
  const doubles = toFloats(wide, 'f64', writer)
  const pushed =
    mode === 'wrap' ? writer.each(lanesOf('f64'), 'i64x2.wrap_f64x2', doubles) : addMagic(doubles, writer)
  return lowWords(pushed, wanted, writer)
}

/** Without what follows the point; NaN is 0. */
function cutToWords(wide: Wide, wanted: Limits, writer: LaneWriter): Wide {
  const lanes = { kind: 'int', bytes: 4, ...wanted } as const
  if (wide.lanes.bytes === 4) return writer.each(lanes, 'i32x4.trunc_sat_f32x4_s', wide)
  const half = (n: number) => writer.op('i32x4.trunc_sat_f64x2_s_zero', [register(wide, n)])
  const regs = Array.from({ length: writer.registers(lanes) }, (_, n) =>
    writer.registers(wide.lanes) === 1
      ? half(0)
      : writer.op('i64x2.shuffle', [half(2 * n), half(2 * n + 1)], [0, 2]),
  )
  return { lanes, regs }
}

/** Whole doubles, each with its low 32 bits as the low 32 bits of the lane. */
export function addMagic(doubles: Wide, writer: LaneWriter): Wide {
  return {
    ...doubles,
    regs: doubles.regs.map(reg => writer.op('f64x2.add', [reg, splatFloat(magic, 8, writer)])),
  }
}

/** The low halves of 64-bit lanes. */
export function lowWords(wide: Wide, limits: Limits, writer: LaneWriter): WideInt {
  const longs: WideInt = { ...wide, lanes: { kind: 'int', bytes: 8, ...limits } }
  const words = writer.resize(longs, 4)
  return { ...words, lanes: { kind: 'int', bytes: 4, ...limits } }
}

/** Integers cut down to so many bytes, as a store does. */
export function truncated(wide: WideInt, bytes: LaneBytes, writer: LaneWriter): Wide {
  const { lanes } = wide
  if (lanes.bytes <= bytes || fits(lanes, bytes)) return writer.resize(wide, bytes)
  const limits = { lo: 0, hi: 2 ** (8 * bytes) - 1 }
  if (lanes.bytes === 8)
    return truncated(lowWords(wide, { lo: -(2 ** 31), hi: 2 ** 31 - 1 }, writer), bytes, writer)
  const mask = splatInt(limits.hi, lanes.bytes, writer)
  const low = wide.regs.map(reg => writer.op('v128.and', [reg, mask]))
  return writer.resize({ lanes: { ...lanes, ...limits }, regs: low }, bytes)
}
