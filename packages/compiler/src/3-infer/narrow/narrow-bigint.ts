import type { Expr } from '../../ir/expr.js'
import type { JsType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { exactDemand, valueDemand, wrap64Demand } from '../demand/demand.js'
import { int64Range, uint64Range, within } from '../ranges/bigint-range.js'
import type { BigRange } from '../ranges/range.js'
import type { Narrower } from './narrower.js'
import { pickBigintType, takesLowBits } from './pick-type.js'

type UnaryExpr = Expr<JsType> & { readonly kind: 'unary' }
type BinaryExpr = Expr<JsType> & { readonly kind: 'binary' }

/** A unary operator that gives a bigint. */
export function narrowBigUnary(expr: UnaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [operandDemand = exactDemand] = narrower.demands(expr, demand)
  switch (expr.op) {
    case 'as-int64':
      return narrower.to(expr.operand, 'i64', wrap64Demand)
    case 'as-uint64':
      return narrower.to(expr.operand, 'u64', wrap64Demand)
    case 'defined':
      return narrower.natural(expr.operand, operandDemand)
    case 'to-bigint':
      return toBigint(expr, narrower)
    default:
      return negate(expr, demand, operandDemand, narrower)
  }
}

function toBigint(expr: UnaryExpr, narrower: Narrower): Expr<ValueType> {
  const operand = narrower.natural(expr.operand, valueDemand)
  if (operand.type === 'i32' || operand.type === 'u32') {
    return { kind: 'convert', mode: 'exact', type: 'i64', operand, at: expr.at }
  }
  return { ...expr, type: 'i64', operand: narrower.to(expr.operand, 'f64', valueDemand) }
}

/** `-x` and `~x`: where the result may not fit, `-x` is a checked `0 - x`; `~x` always fits beside its operand. */
function negate(expr: UnaryExpr, demand: Demand, need: Demand, narrower: Narrower): Expr<ValueType> {
  const range = narrower.bigRange(expr)
  const type = pickBigintType(range, demand)
  const isSafe = takesLowBits(demand) || within(range, limitOf(type))
  const operand = narrower.bigint(expr.operand, isSafe ? type : 'i64', isSafe ? lowBits(need) : valueDemand)
  if (isSafe) return { ...expr, type, operand }
  if (expr.op === 'bitnot') return { ...expr, type: 'i64', operand }
  const zero: Expr<ValueType> = { kind: 'const', value: 0n, type: 'i64', at: expr.at }
  return {
    kind: 'binary',
    op: 'sub',
    type: 'i64',
    left: zero,
    right: operand,
    overflow: 'restart',
    at: expr.at,
  }
}

/** A binary operator on bigints: 64 bits where they hold the exact result or only they are needed, else checked. */
export function narrowBigBinary(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [left = exactDemand, right = exactDemand] = narrower.demands(expr, demand)
  switch (expr.op) {
    case 'div':
    case 'rem': {
      // Signed and unsigned division differ: both sides must fit the one that is used.
      const type = narrower.commonBigType([expr.left, expr.right])
      return both(expr, type, [valueDemand, valueDemand], narrower)
    }
    case 'shl':
    case 'shr':
    case 'pow':
      return narrowCounted(expr, demand, left, narrower)
    default: {
      const type = checkedType(expr, demand, narrower)
      if (isExact(expr, type, demand, narrower)) {
        return both(expr, type, [lowBits(left), lowBits(right)], narrower)
      }
      const exact = both(expr, type, [valueDemand, valueDemand], narrower)
      const isBitwise = expr.op === 'bitand' || expr.op === 'bitor' || expr.op === 'bitxor'
      return isBitwise ? exact : { ...exact, overflow: 'restart' }
    }
  }
}

/** A shift, or a power: the count has to be known for a plain shift, which has 0 to 63 of them. */
function narrowCounted(expr: BinaryExpr, demand: Demand, left: Demand, narrower: Narrower): Expr<ValueType> {
  const count = narrower.bigRange(expr.right)
  const isPlain =
    expr.op !== 'pow' && count.lo !== null && count.lo >= 0n && count.hi !== null && count.hi < 64n
  const isDown = isPlain && expr.op === 'shr'
  const type = isDown
    ? pickBigintType(narrower.bigRange(expr.left), valueDemand)
    : checkedType(expr, demand, narrower)
  const isSafe = isDown || isExact(expr, type, demand, narrower)
  const counted: Binary = {
    ...expr,
    type,
    left: narrower.bigint(expr.left, type, isSafe && !isDown ? left : valueDemand),
    right: narrower.bigint(expr.right, isPlain ? type : 'i64', valueDemand),
  }
  if (isPlain && isSafe) return counted
  return { ...counted, overflow: isSafe ? 'wrap' : 'restart' }
}

type Binary = Expr<ValueType> & { readonly kind: 'binary' }

function both(
  expr: BinaryExpr,
  type: 'i64' | 'u64',
  [left = exactDemand, right = exactDemand]: readonly Demand[],
  narrower: Narrower,
): Binary {
  return {
    ...expr,
    type,
    left: narrower.bigint(expr.left, type, left),
    right: narrower.bigint(expr.right, type, right),
  }
}

/** Unsigned arithmetic has one more bit, but takes no operand below zero. */
function checkedType(expr: BinaryExpr, demand: Demand, narrower: Narrower): 'i64' | 'u64' {
  const type = pickBigintType(narrower.bigRange(expr), demand)
  if (type === 'i64' || isExact(expr, type, demand, narrower)) return type
  const sides = [narrower.bigRange(expr.left), narrower.bigRange(expr.right)]
  return sides.every(({ lo }) => lo !== null && lo >= 0n) ? 'u64' : 'i64'
}

function isExact(expr: BinaryExpr, type: 'i64' | 'u64', demand: Demand, narrower: Narrower): boolean {
  return takesLowBits(demand) || within(narrower.bigRange(expr), limitOf(type))
}

function limitOf(type: 'i64' | 'u64'): BigRange {
  return type === 'i64' ? int64Range : uint64Range
}

/** The result fits or wraps on purpose, so the low 64 bits of the operands decide it. */
function lowBits(demand: Demand): Demand {
  return { ...demand, bits: 'wrap64' }
}
