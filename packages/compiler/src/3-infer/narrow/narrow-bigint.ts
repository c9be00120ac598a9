import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { Expr } from '../../ir/expr.js'
import type { JsType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import { exactDemand, valueDemand, wrap64Demand } from '../demand/demand.js'
import type { Narrower } from './narrower.js'
import { pickBigintType } from './pick-type.js'

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
    case 'to-bigint':
      return toBigint(expr, narrower)
    default: {
      const type = pickBigintType(narrower.bigRange(expr), demand, expr.at, 'This value')
      return { ...expr, type, operand: narrower.bigint(expr.operand, type, operandDemand) }
    }
  }
}

function toBigint(expr: UnaryExpr, narrower: Narrower): Expr<ValueType> {
  const operand = narrower.natural(expr.operand, valueDemand)
  if (operand.type === 'i32' || operand.type === 'u32') {
    return { kind: 'convert', mode: 'exact', type: 'i64', operand, at: expr.at }
  }
  return { ...expr, type: 'i64', operand: narrower.to(expr.operand, 'f64', valueDemand) }
}

/** A binary operator on bigints: 64 bits where they hold the exact result or only they are needed. */
export function narrowBigBinary(expr: BinaryExpr, demand: Demand, narrower: Narrower): Expr<ValueType> {
  const [left = exactDemand, right = exactDemand] = narrower.demands(expr, demand)
  const operation = `\`${expr.op === 'shl' ? '<<' : expr.op}\``
  const both = (type: 'i64' | 'u64', l: Demand, r: Demand): Expr<ValueType> => ({
    ...expr,
    type,
    left: narrower.bigint(expr.left, type, l),
    right: narrower.bigint(expr.right, type, r),
  })
  switch (expr.op) {
    case 'pow':
      return refuse(diagnose('infer/operand-type', expr.at, '**', 'bigint'))
    case 'div':
    case 'rem': {
      // Signed and unsigned division differ: both sides must fit the one that is used.
      return both(narrower.commonBigType([expr.left, expr.right]), valueDemand, valueDemand)
    }
    case 'shl':
    case 'shr': {
      const count = narrower.bigRange(expr.right)
      const plain = count.lo !== null && count.lo >= 0n && count.hi !== null && count.hi < 64n
      if (!plain) return refuse(diagnose('infer/unbounded-bigint', expr.at, 'A shift by an unknown count'))
      if (expr.op === 'shr') {
        const type = pickBigintType(narrower.bigRange(expr.left), valueDemand, expr.left.at, 'The left side')
        return both(type, valueDemand, valueDemand)
      }
      return both(pickBigintType(narrower.bigRange(expr), demand, expr.at, operation), left, valueDemand)
    }
    default:
      return both(
        pickBigintType(narrower.bigRange(expr), demand, expr.at, 'This result'),
        lowBits(left),
        lowBits(right),
      )
  }
}

/** The result fits or wraps on purpose, so the low 64 bits of the operands decide it. */
function lowBits(demand: Demand): Demand {
  return { ...demand, bits: 'wrap64' }
}
