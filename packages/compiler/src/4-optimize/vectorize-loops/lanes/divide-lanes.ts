import { convertLanes, splatFloat } from './convert-lanes.js'
import type { LaneWriter } from './lane-writer.js'
import type { Limits, Wide } from './lanes.js'
import { isInt, lanesOf } from './lanes.js'

/**
 * Integers divided by a constant from 2 on, cut towards zero: as floats, whose rounding never reaches the next whole number
 * as long as the dividend has fewer bits than they do (see `divideIntegers`).
 */
export function divideLanes(wide: Wide, divisor: number, writer: LaneWriter): Wide {
  if (!isInt(wide)) throw new Error('vectorize-loops: a division of no integers')
  const { lo, hi } = wide.lanes
  const type = Math.max(-lo, hi) < 2 ** 24 && divisor < 2 ** 24 ? 'f32' : 'f64'
  const lanes = lanesOf(type)
  const by: Wide = { lanes, regs: [splatFloat(divisor, type === 'f32' ? 4 : 8, writer)] }
  const shape = type === 'f32' ? 'f32x4' : 'f64x2'
  const quotient = writer.each(lanes, `${shape}.div`, convertLanes(wide, type, 'exact', writer), by)
  const limits: Limits = { lo: Math.trunc(lo / divisor) + 0, hi: Math.trunc(hi / divisor) + 0 }
  const { regs } = convertLanes(quotient, 'i32', 'cut', writer)
  return { lanes: { kind: 'int', bytes: 4, ...limits }, regs }
}
