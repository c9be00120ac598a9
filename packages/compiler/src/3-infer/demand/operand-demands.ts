import type { Expr } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { JsType } from '../../ir/types.js'
import type { NumberRange, Range } from '../ranges/range.js'
import { fits, fitsExact, holdsZero, isBig } from '../ranges/range.js'
import type { Demand } from './demand.js'
import {
  everythingDemand,
  exactDemand,
  indexDemand,
  valueDemand,
  wrap32Demand,
  wrap64Demand,
} from './demand.js'
import { singleDemands } from './single-demands.js'

export type RangeLookup = (expr: Expr<JsType>) => Range

/** What an expression needs of each of its operands when this much of it is needed, in the order of `operands`. */
export function operandDemands(expr: Expr<JsType>, demand: Demand, range: RangeLookup): readonly Demand[] {
  return singleDemands(expr, demand, doubleDemands(expr, demand, range), range)
}

/** The same where numbers are doubles or integers. */
function doubleDemands(expr: Expr<JsType>, demand: Demand, range: RangeLookup): readonly Demand[] {
  switch (expr.kind) {
    case 'unary':
      return [unaryDemand(expr, demand, range)]
    case 'binary':
      return expr.type === 'bigint' ? bigDemands(expr, demand, range) : binaryDemands(expr, demand, range)
    case 'compare':
      return compareDemands(expr)
    case 'conditional':
      return [valueDemand, demand, demand]
    case 'load':
      return [indexDemand]
    default:
      return operands(expr).map(() => exactDemand)
  }
}

type UnaryExpr = Expr<JsType> & { readonly kind: 'unary' }
type BinaryExpr = Expr<JsType> & { readonly kind: 'binary' }

function unaryDemand(expr: UnaryExpr, demand: Demand, range: RangeLookup): Demand {
  const value = { ...valueDemand, zeroSign: demand.zeroSign }
  switch (expr.op) {
    case 'neg':
      if (expr.type === 'bigint') return demand.bits === 'wrap64' ? demand : valueDemand
      return wrapsThrough(demand, [range(expr.operand)], range(expr)) ? throughArithmetic(demand) : value
    case 'char':
    case 'point':
    case 'code':
      return demand
    case 'defined':
      return { ...demand, undef: true }
    case 'bitnot':
      if (expr.type === 'bigint') return demand.bits === 'wrap64' ? demand : valueDemand
      return wrap32Demand
    case 'clz32':
      return wrap32Demand
    case 'as-int64':
    case 'as-uint64':
      return wrap64Demand
    case 'is-nan':
      return { ...valueDemand, undef: true }
    case 'abs':
    case 'not':
    case 'truthy':
    case 'to-bigint':
    case 'is-finite':
    case 'is-integer':
    case 'is-safe-integer':
      return valueDemand
    default:
      return value
  }
}

/** `===` on two unknown values tells undefined from NaN; against a constant it does not. */
function compareDemands(expr: Expr<JsType> & { readonly kind: 'compare' }): readonly Demand[] {
  const equality = expr.op === 'eq' || expr.op === 'ne'
  const side = {
    ...valueDemand,
    undef: equality && expr.left.kind !== 'const' && expr.right.kind !== 'const',
  }
  return [side, side]
}

function bigDemands(expr: BinaryExpr, demand: Demand, range: RangeLookup): readonly Demand[] {
  const modular = ['add', 'sub', 'mul', 'bitand', 'bitor', 'bitxor'].includes(expr.op)
  if (demand.bits === 'wrap64' && modular) return [demand, demand]
  // A negative count shifts the other way, where the high bits come in.
  const count = range(expr.right)
  const goesUp =
    expr.op === 'pow' || (expr.op === 'shl' && isBig(count) && count.lo !== null && count.lo >= 0n)
  if (demand.bits === 'wrap64' && goesUp) return [demand, valueDemand]
  return [valueDemand, valueDemand]
}

function binaryDemands(expr: BinaryExpr, demand: Demand, range: RangeLookup): readonly Demand[] {
  const left = range(expr.left)
  const right = range(expr.right)
  if (isBig(left) || isBig(right)) return [everythingDemand, everythingDemand]
  const value = (zeroSign: boolean): Demand => ({ ...valueDemand, zeroSign })
  switch (expr.op) {
    case 'add':
    case 'sub':
    case 'mul':
      return additiveDemands(expr, demand, left, right, range(expr))
    case 'bitand':
    case 'bitor':
    case 'bitxor':
    case 'shl':
    case 'shr':
    case 'ushr':
    case 'imul':
      return [wrap32Demand, wrap32Demand]
    case 'div':
      return [value(demand.zeroSign || holdsZero(right)), value(demand.zeroSign || holdsZero(right))]
    case 'rem':
      return [value(demand.zeroSign), value(false)]
    case 'min':
    case 'max':
      return [value(demand.zeroSign), value(demand.zeroSign)]
    case 'pow':
      return [exactDemand, exactDemand]
  }
}

function additiveDemands(
  expr: BinaryExpr,
  demand: Demand,
  left: NumberRange,
  right: NumberRange,
  result: Range,
): readonly Demand[] {
  if (wrapsThrough(demand, [left, right], result))
    return [throughArithmetic(demand), throughArithmetic(demand)]
  if (demand.bits === 'index' && indexesThrough(expr, left, right)) return [indexDemand, indexDemand]
  const value = (zeroSign: boolean): Demand => ({ ...valueDemand, zeroSign: zeroSign && demand.zeroSign })
  if (expr.op === 'mul') return [value(true), value(true)]
  // A sum's zero is negative only where both terms' are; `a - b` shows the sign of a where b can be 0.
  if (expr.op === 'add') return [value(right.negZero), value(left.negZero)]
  return [value(holdsZero(right)), value(left.negZero)]
}

/** Low bits of the operands suffice below as well; but `undefined` becomes NaN before anybody wraps it. */
function throughArithmetic(demand: Demand): Demand {
  return { ...demand, zeroSign: false, undefIsZero: false }
}

/** Whether low bits suffice below: everything is a whole number that doubles hold exactly, or wrapping was declared. */
export function wrapsThrough(demand: Demand, sides: readonly Range[], result: Range): boolean {
  if (demand.bits !== 'wrap32' && demand.bits !== 'wrap64') return false
  if (demand.modular) return [...sides, result].every(r => !isBig(r) && r.integer && !r.negZero)
  return [...sides, result].every(r => !isBig(r) && fitsExact(r))
}

const small = 2 ** 52
const large = 2 ** 62

/**
 * Whether exact 64-bit arithmetic falls in the same place of an array as rounded doubles do. At most one operand may
 * pass 2^53, and nothing may bring it back below: then both answers lie beyond every array.
 */
export function indexesThrough(expr: BinaryExpr, left: NumberRange, right: NumberRange): boolean {
  const bothWhole = fits(left, -large, large) && fits(right, -large, large)
  if (!bothWhole) return false
  if (expr.op === 'mul') {
    const product =
      Math.max(Math.abs(left.lo), Math.abs(left.hi)) * Math.max(Math.abs(right.lo), Math.abs(right.hi))
    return product <= large
  }
  return fits(left, -small, small) || fits(right, -small, small)
}
