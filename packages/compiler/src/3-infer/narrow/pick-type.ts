import type { JsType, NumberType, ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { int64Range, uint64Range, within } from '../ranges/bigint-range.js'
import type { BigRange, NumberRange, Range } from '../ranges/range.js'
import { fits, fitsExact, fitsInt32, fitsUint32, isBig, isSingle } from '../ranges/range.js'

/** Whether 0 may stand for -0 here: the value is never -0, or nobody can tell. */
export function zeroIsSafe(range: NumberRange, demand: Demand): boolean {
  return !range.negZero || !demand.zeroSign
}

/** The smallest exact representation of a number with this range where this much of it is needed. */
export function pickNumberType(range: NumberRange, demand: Demand): NumberType {
  if (zeroIsSafe(range, demand)) {
    if (fitsInt32(range)) return 'i32'
    if (fitsUint32(range)) return 'u32'
  }
  if (demand.modular && range.integer && !range.negZero) {
    if (demand.bits === 'wrap32') return 'i32'
    if (demand.bits === 'wrap64') return 'i64'
  }
  if (demand.bits === 'wrap32' && fitsExact(range)) return 'i32'
  if (demand.bits === 'index' && fits(range, -(2 ** 62), 2 ** 62)) return 'i64'
  if (demand.indexed && fitsExact(range) && zeroIsSafe(range, demand)) return 'i64'
  return holdsInSingle(range, demand) ? 'f32' : 'f64'
}

/**
 * Whether a variable of single precision serves all uses. Whole numbers that it would round stay as they are, as what is
 * made of them may be an int32, which the rounded ones might pass.
 */
function holdsInSingle(range: NumberRange, demand: Demand): boolean {
  return isSingle(range) ? demand.rounded : demand.bits === 'single' && !range.integer
}

/** The 64-bit type that holds a bigint, or the low 64 bits where those suffice; what may pass both is checked as it is made. */
export function pickBigintType(range: BigRange, demand: Demand): 'i64' | 'u64' {
  if (within(range, int64Range)) return 'i64'
  if (within(range, uint64Range)) return 'u64'
  if (takesLowBits(demand)) return 'i64'
  return range.lo !== null && range.lo >= 0n ? 'u64' : 'i64'
}

/** Whether nobody looks beyond the low 64 bits of a bigint. */
export function takesLowBits(demand: Demand): boolean {
  return demand.bits === 'wrap64' || demand.bits === 'none'
}

/** The representation of a local or of a function's result. */
export function pickType(type: JsType, range: Range, demand: Demand): ValueType {
  if (isArray(type)) return type
  if (type === 'boolean') return 'bool'
  if (type === 'undefined') return 'void'
  if (type === 'bigint') return pickBigintType(isBig(range) ? range : { big: true, lo: 0n, hi: 0n }, demand)
  return isBig(range) ? 'f64' : pickNumberType(range, demand)
}
