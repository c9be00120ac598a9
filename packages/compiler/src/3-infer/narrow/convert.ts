import type { Convert, Expr } from '../../ir/expr.js'
import type { JsType, NumberType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { int64Range, uint64Range, within } from '../ranges/bigint-range.js'
import type { BigRange, NumberRange, Range } from '../ranges/range.js'
import {
  emptyRange,
  fits,
  fitsInt32,
  fitsUint32,
  int32Max,
  int32Min,
  isBig,
  isSingle,
} from '../ranges/range.js'
import { takesLowBits } from './pick-type.js'

/** Changes the representation of a number; throws where neither its range nor the demand allows it (a compiler fault). */
export function convertNumber(
  expr: Expr<ValueType>,
  to: NumberType,
  range: NumberRange,
  demand: Demand,
): Expr<ValueType> {
  const from = expr.type
  if (from === to) return expr
  if (expr.kind === 'const') return convertConst(expr, to)
  const convert = (
    mode: Convert<ValueType>['mode'],
    type: NumberType = to,
    operand: Expr<ValueType> = expr,
  ): Expr<ValueType> => ({
    kind: 'convert',
    mode,
    type,
    operand,
    at: expr.at,
  })
  if (from === 'f32' && to !== 'f64') return convertNumber(convert('exact', 'f64'), to, range, demand)
  if (to === 'f64') return convert('exact')
  if (to === 'f32') {
    const isRounded = demand.bits === 'single' || demand.bits === 'none'
    if (!isRounded && !isSingle(range)) throw new Error(`no exact way from ${from} to f32`)
    if (from !== 'f64' && isSingle(range)) return convert('exact')
    return convert('round')
  }
  if (holds(to, range)) return convert('exact')
  const enough =
    demand.bits === 'none' || (to === 'i64' ? demand.bits === 'wrap64' : demand.bits === 'wrap32')
  if (enough) return convert(from === 'f64' && to === 'i32' && isCutToInt32(range) ? 'cut' : 'wrap')
  throw new Error(`no exact way from ${from} to ${to} for [${range.lo}, ${range.hi}]`)
}

/** Changes the representation of any scalar; between 64-bit bigints the bits stay. */
export function convertValue(
  expr: Expr<ValueType>,
  to: ValueType,
  range: Range,
  demand: Demand,
): Expr<ValueType> {
  if (expr.type === to || !isNumberType(to)) return expr
  const isLong = expr.type === 'i64' || expr.type === 'u64'
  if (isLong && isBig(range) && (to === 'i64' || to === 'u64')) return convertBigint(expr, to, range, demand)
  return convertNumber(expr, to, isBig(range) ? emptyRange : range, demand)
}

/** Between the two 64-bit types: the bits stay where the value fits or only they count, else a check is made. */
export function convertBigint(
  expr: Expr<ValueType>,
  to: 'i64' | 'u64',
  range: BigRange,
  demand: Demand,
): Expr<ValueType> {
  const { at } = expr
  if (expr.type === to) return expr
  const fits = takesLowBits(demand) || within(range, to === 'i64' ? int64Range : uint64Range)
  const op = !fits ? 'to-bigint' : to === 'i64' ? 'as-int64' : 'as-uint64'
  return { kind: 'unary', op, type: to, operand: expr, at }
}

/** A bigint constant; one that does not fit where it counts starts the call over. */
export function bigintConst(
  expr: Expr<JsType> & { readonly kind: 'const' },
  to: 'i64' | 'u64',
  demand: Demand,
): Expr<ValueType> {
  const exact = BigInt(expr.value)
  const value = to === 'u64' ? BigInt.asUintN(64, exact) : BigInt.asIntN(64, exact)
  if (value === exact || takesLowBits(demand)) return { ...expr, type: to, value }
  const none: Expr<ValueType> = { ...expr, type: 'f64', value: Number.NaN }
  return { kind: 'unary', op: 'to-bigint', type: to, operand: none, at: expr.at }
}

function isNumberType(type: ValueType): type is NumberType {
  return /^[iuf]\d/.test(type)
}

/** Whether cutting the fraction off gives an int32 wherever it gives a number. */
function isCutToInt32({ lo, hi }: NumberRange): boolean {
  return lo > int32Min - 1 && hi < int32Max + 1
}

function holds(type: NumberType, range: NumberRange): boolean {
  if (type === 'i32') return fitsInt32(range)
  if (type === 'u32') return fitsUint32(range)
  return fits(range, -(2 ** 62), 2 ** 62)
}

function convertConst(expr: Expr<ValueType> & { readonly kind: 'const' }, to: NumberType): Expr<ValueType> {
  const value = Number(expr.value)
  switch (to) {
    case 'i32':
      return { ...expr, type: to, value: value | 0 }
    case 'u32':
      return { ...expr, type: to, value: value >>> 0 }
    case 'i64':
      return {
        ...expr,
        type: to,
        value: BigInt.asIntN(64, BigInt(Math.trunc(Number.isFinite(value) ? value : 0))),
      }
    case 'f32':
      return { ...expr, type: to, value: Math.fround(value) }
    default:
      return { ...expr, type: to, value }
  }
}
