import type { Expr } from '../../ir/expr.js'
import type { JsType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { exactDemand, valueDemand, wrap32Demand } from '../demand/demand.js'
import { roundsBefore } from '../demand/single-demands.js'
import { fitsExact, fitsInt32 } from '../ranges/range.js'
import { convertNumber } from './convert.js'
import { narrowBigUnary } from './narrow-bigint.js'
import { intDivision } from './narrow-binary.js'
import type { Narrower } from './narrower.js'
import { choosingFloat, computingFloat } from './pick-float.js'
import { pickNumberType } from './pick-type.js'

type UnaryExpr = Expr<JsType> & { readonly kind: 'unary' }

/** A unary operator in the representation its operand and its uses allow. */
export function narrowUnary(expr: UnaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [operandDemand = exactDemand] = narrower.demands(expr, demand)
  const as = (type: ValueType, operandType: ValueType = type, need = operandDemand): Expr<ValueType> => ({
    ...expr,
    type,
    operand: narrower.to(expr.operand, operandType, need),
  })
  if (expr.op === 'defined') return narrower.natural(expr.operand, operandDemand)
  if (expr.type === 'bigint') return narrowBigUnary(expr, demand, narrower)
  switch (expr.op) {
    case 'not':
      return { ...expr, type: 'bool', operand: narrower.boolean(expr.operand) }
    case 'truthy':
      return { ...expr, type: 'bool', operand: narrower.natural(expr.operand, valueDemand) }
    case 'char':
    case 'point':
    case 'code':
      return narrower.natural(expr.operand, operandDemand)
    case 'to-number':
      return toNumber(expr, narrower)
    case 'neg':
      return narrowNeg(expr, demand, narrower)
    case 'bitnot':
      return as('i32', 'i32', wrap32Demand)
    case 'clz32':
      return as('i32', 'i32', wrap32Demand)
    case 'abs':
      return fitsInt32(narrower.range(expr)) && fitsInt32(narrower.range(expr.operand))
        ? as('i32')
        : narrowCut(expr, demand, narrower)
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      return narrowWhole(expr, demand, narrower) ?? narrowCut(expr, demand, narrower)
    case 'sign':
      return narrowCut(expr, demand, narrower)
    case 'sqrt':
      return as(computingFloat([narrower.range(expr.operand)], demand))
    case 'fround':
      return narrower.to(expr.operand, 'f32', operandDemand)
    case 'is-nan':
    case 'is-finite':
    case 'is-integer':
    case 'is-safe-integer':
      return as('bool', 'f64')
    default:
      return as('f64')
  }
}

function toNumber(expr: UnaryExpr, narrower: Narrower): Expr<ValueType> {
  if (expr.operand.type === 'boolean') {
    const operand = narrower.boolean(expr.operand)
    return { kind: 'convert', mode: 'exact', type: 'i32', operand, at: expr.at }
  }
  const operand = narrower.natural(expr.operand, valueDemand)
  return { ...expr, type: 'f64', operand }
}

function narrowNeg(expr: UnaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [operandDemand = exactDemand] = narrower.demands(expr, demand)
  const type = pickNumberType(narrower.range(expr), demand)
  const isInteger = type !== 'f64' && type !== 'f32'
  const whole = isInteger && (fitsExact(narrower.range(expr.operand)) || demand.modular)
  if (!whole) return narrowCut(expr, demand, narrower)
  // Two's complement: the low bits of -x depend on the low bits of x only.
  const need: Demand =
    type === 'i64' ? operandDemand : { ...wrap32Demand, undefIsZero: false, modular: demand.modular }
  return { ...expr, type, operand: narrower.to(expr.operand, type, need) }
}

/** What mirrors its operand or cuts a part off, in the operand's own precision where that is single. */
function narrowCut(expr: UnaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [need = exactDemand] = narrower.demands(expr, demand)
  const operand = narrower.operand(expr.operand, need)
  const type = choosingFloat([operand], demand, roundsBefore(expr.op))
  return { ...expr, type, operand: convertNumber(operand.value, type, operand.range, need) }
}

/** Rounding what is whole already changes nothing; a quotient of small whole numbers is an integer division. */
function narrowWhole(expr: UnaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> | null {
  if (narrower.range(expr.operand).integer) return narrower.natural(expr.operand, demand)
  if (expr.op !== 'floor' && expr.op !== 'trunc') return null
  const division = intDivision(expr.operand, narrower)
  if (!division) return null
  const { left, right } = division
  const positive = left.lo >= 0 && right.lo > 0
  const zeroSafe = !demand.zeroSign && expr.op === 'trunc'
  return positive || zeroSafe ? division.make() : null
}
