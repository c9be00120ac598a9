import type { Expr } from '../../ir/expr.js'
import type { JsType, NumberType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { exactDemand, valueDemand, wrap32Demand } from '../demand/demand.js'
import { roundsBefore } from '../demand/single-demands.js'
import type { NumberRange } from '../ranges/range.js'
import { fits, fitsExact, fitsInt32, fitsUint32, holdsZero, int32Min } from '../ranges/range.js'
import { convertNumber } from './convert.js'
import type { Narrower } from './narrower.js'
import { choosingFloat, computingFloat } from './pick-float.js'
import { pickNumberType } from './pick-type.js'

type BinaryExpr = Expr<JsType> & { readonly kind: 'binary' }

/** A binary operator on numbers in the smallest representation that keeps every bit its uses see. */
export function narrowBinary(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  switch (expr.op) {
    case 'add':
    case 'sub':
    case 'mul':
      return narrowAdditive(expr, demand, narrower)
    case 'bitand':
    case 'bitor':
    case 'bitxor':
    case 'shl':
    case 'shr':
    case 'imul':
      return narrowBits(expr, narrower)
    case 'ushr':
      return both(expr, 'u32', [wrap32Demand, wrap32Demand], narrower)
    case 'div':
      return narrowDiv(expr, demand, narrower)
    case 'rem':
      return narrowRem(expr, demand, narrower)
    case 'min':
    case 'max':
      return narrowChoice(expr, demand, narrower)
    case 'pow':
      return both(expr, 'f64', [exactDemand, exactDemand], narrower)
  }
}

function both(
  expr: BinaryExpr,
  type: NumberType,
  demands: readonly Demand[],
  narrower: Narrower,
): Expr<ValueType> {
  const [left = exactDemand, right = exactDemand] = demands
  return {
    ...expr,
    type,
    left: narrower.to(expr.left, type, left),
    right: narrower.to(expr.right, type, right),
  }
}

function narrowAdditive(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const type = pickNumberType(narrower.range(expr), demand)
  const demands = narrower.demands(expr, demand)
  if (type === 'f64' || type === 'f32') return narrowFloat(expr, demand, narrower)
  if (type === 'i64') return narrowLong(expr, demand, demands, narrower)
  const operandsExact = demand.modular || [expr.left, expr.right].every(e => fitsExact(narrower.range(e)))
  if (!operandsExact) return both(expr, 'f64', narrower.demands(expr, exactDemand), narrower)
  // The result fits (or wraps on purpose), so the low 32 bits of the operands decide it.
  const low: Demand = {
    ...wrap32Demand,
    undefIsZero: false,
    modular: demand.modular && demand.bits === 'wrap32',
  }
  return both(expr, type, [low, low], narrower)
}

/** Exact where the result stays below 2^53, and where `operandDemands` has shown that only the place in an array counts. */
function narrowLong(
  expr: BinaryExpr,
  demand: Demand,
  demands: readonly Demand[],
  narrower: Narrower,
): Expr<ValueType> {
  const result = narrower.range(expr)
  const sides = [narrower.range(expr.left), narrower.range(expr.right)]
  const exact = fitsExact(result) && sides.every(r => fits(r, -(2 ** 62), 2 ** 62))
  const sound = demand.modular || exact || demands.every(d => d.bits === 'index')
  const within = demand.indexed ? demands.map(need => ({ ...need, indexed: true })) : demands
  return both(expr, sound ? 'i64' : 'f64', sound ? within : demands, narrower)
}

/** `x | 0` and `x & -1` are ToInt32 and nothing else. */
function narrowBits(expr: BinaryExpr, narrower: Narrower): Expr<ValueType> {
  if (expr.op === 'bitor' && expr.right.kind === 'const' && expr.right.value === 0) {
    return narrower.to(expr.left, 'i32', wrap32Demand)
  }
  return both(expr, 'i32', [wrap32Demand, wrap32Demand], narrower)
}

/** `(a / b) | 0` on whole numbers divides whole numbers: the quotient of int32s is never so near the next whole number that a double would round up to it. */
function narrowDiv(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const division = demand.bits === 'wrap32' && !demand.modular ? intDivision(expr, narrower) : null
  return division ? division.make() : narrowFloat(expr, demand, narrower)
}

/** An operation that rounds its result, in the precision that its uses see. */
function narrowFloat(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const ranges = [narrower.range(expr.left), narrower.range(expr.right)]
  return both(expr, computingFloat(ranges, demand), narrower.demands(expr, demand), narrower)
}

export interface IntDivision {
  readonly left: NumberRange
  readonly right: NumberRange
  readonly make: () => Expr<ValueType>
}

/** A division of int32s that can neither divide by zero nor overflow; the result is truncated. */
export function intDivision(expr: Expr<JsType>, narrower: Narrower): IntDivision | null {
  if (expr.kind !== 'binary' || expr.op !== 'div' || expr.type === 'bigint') return null
  const left = narrower.range(expr.left)
  const right = narrower.range(expr.right)
  const overflows = left.lo === int32Min && right.lo <= -1 && right.hi >= -1
  if (!fitsInt32(left) || !fitsInt32(right) || holdsZero(right) || overflows) return null
  return { left, right, make: () => both(expr, 'i32', [valueDemand, valueDemand], narrower) }
}

function narrowRem(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const left = narrower.range(expr.left)
  const right = narrower.range(expr.right)
  const demands = narrower.demands(expr, demand)
  const negZeroShows = demand.zeroSign && (left.lo < 0 || left.negZero)
  if (holdsZero(right) || negZeroShows) return both(expr, 'f64', demands, narrower)
  const whole = [valueDemand, valueDemand]
  if (fitsInt32(left) && fitsInt32(right)) return both(expr, 'i32', whole, narrower)
  if (fitsUint32(left) && fitsUint32(right)) return both(expr, 'u32', whole, narrower)
  return both(expr, 'f64', demands, narrower)
}

/** The lesser or greater of two numbers, in a representation that both have. */
function narrowChoice(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const demands = narrower.demands(expr, demand)
  const [leftNeed = exactDemand, rightNeed = exactDemand] = demands
  const left = narrower.operand(expr.left, leftNeed)
  const right = narrower.operand(expr.right, rightNeed)
  const float = choosingFloat([left, right], demand, roundsBefore(expr.op))
  const type = integerFor([left.range, right.range]) ?? float
  return {
    ...expr,
    type,
    left: convertNumber(left.value, type, left.range, leftNeed),
    right: convertNumber(right.value, type, right.range, rightNeed),
  }
}

function integerFor(ranges: readonly NumberRange[]): NumberType | null {
  if (ranges.some(r => r.negZero)) return null
  if (ranges.every(fitsInt32)) return 'i32'
  return ranges.every(fitsUint32) ? 'u32' : null
}
