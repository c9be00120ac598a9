import type { Expr } from '../../ir/expr.js'
import type { NumberType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import type { NumberRange, Range } from '../ranges/range.js'
import { emptyRange, fits, fitsInt32, fitsUint32, isBig } from '../ranges/range.js'

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
    mode: 'exact' | 'wrap' | 'round',
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
  if (to === 'f32')
    return from === 'f64' ? convert('round') : convert('round', 'f32', convert('exact', 'f64'))
  if (holds(to, range)) return convert('exact')
  const enough =
    demand.bits === 'none' || (to === 'i64' ? demand.bits === 'wrap64' : demand.bits === 'wrap32')
  if (enough) return convert('wrap')
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
  if (expr.type === 'i64' || expr.type === 'u64') {
    if (to === 'i64') return { kind: 'unary', op: 'as-int64', type: to, operand: expr, at: expr.at }
    if (to === 'u64') return { kind: 'unary', op: 'as-uint64', type: to, operand: expr, at: expr.at }
  }
  return convertNumber(expr, to, isBig(range) ? emptyRange : range, demand)
}

function isNumberType(type: ValueType): type is NumberType {
  return /^[iuf]\d/.test(type)
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
