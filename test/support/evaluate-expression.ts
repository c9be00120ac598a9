import type { Binary, Expr, Unary } from '../../packages/compiler/src/ir/expr.js'
import type { ValueType } from '../../packages/compiler/src/ir/types.js'

type Value = number | bigint | boolean
/** What a local holds: a scalar, or an array. */
export type LocalValue = Value | ArrayLike<number | bigint>

/**
 * Evaluates a scalar expression on given locals with JavaScript's own operators, each result brought into its type: what
 * the emitted text must agree with, said without any of it.
 */
export function evaluate(expr: Expr<ValueType>, locals: readonly LocalValue[]): Value {
  const value = (operand: Expr<ValueType>) => evaluate(operand, locals)
  switch (expr.kind) {
    case 'const':
      return expr.value
    case 'local':
      return scalar(locals[expr.local])
    case 'unary':
      return asType(unaryValue(expr, value(expr.operand)), expr.type)
    case 'binary':
      return asType(binaryValue(expr, value(expr.left), value(expr.right)), expr.type)
    case 'compare':
      return comparisons[expr.op](value(expr.left), value(expr.right))
    case 'logical':
      return expr.op === 'and' ? value(expr.left) && value(expr.right) : value(expr.left) || value(expr.right)
    case 'conditional':
      return value(value(expr.test) ? expr.then : expr.else)
    case 'convert':
      return asType(value(expr.operand), expr.type)
    case 'load': {
      const array = locals[expr.array]
      if (typeof array !== 'object') throw new Error(`local ${expr.array} is no array`)
      const element = array[Number(value(expr.index))]
      return asType(element ?? (expr.bounds === 'nan' ? Number.NaN : 0), expr.type)
    }
    default:
      throw new Error(`not evaluated: ${expr.kind}`)
  }
}

function scalar(value: LocalValue | undefined): Value {
  if (typeof value === 'object' || value === undefined) throw new Error('an array where a scalar is read')
  return value
}

const comparisons = {
  lt: (x: Value, y: Value) => x < y,
  le: (x: Value, y: Value) => x <= y,
  gt: (x: Value, y: Value) => x > y,
  ge: (x: Value, y: Value) => x >= y,
  eq: (x: Value, y: Value) => x === y,
  ne: (x: Value, y: Value) => x !== y,
}

function asType(value: Value, type: ValueType): Value {
  switch (type) {
    case 'i32':
      return typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : Number(value) | 0
    case 'u32':
      return typeof value === 'bigint' ? Number(BigInt.asUintN(32, value)) : Number(value) >>> 0
    case 'i64':
      return BigInt.asIntN(64, BigInt(value))
    case 'u64':
      return BigInt.asUintN(64, BigInt(value))
    case 'f32':
      return Math.fround(Number(value))
    case 'f64':
      return Number(value)
    default:
      return Boolean(value)
  }
}

function unaryValue({ op }: Unary<ValueType>, x: Value): Value {
  if (op === 'not') return !x
  if (op === 'truthy') return Boolean(x)
  if (typeof x === 'bigint') return op === 'neg' ? -x : ~x
  const number = Number(x)
  switch (op) {
    case 'neg':
      return -number
    case 'bitnot':
      return ~number
    case 'clz32':
      return Math.clz32(number)
    case 'is-nan':
      return Number.isNaN(number)
    case 'is-integer':
      return Number.isInteger(number)
    case 'abs':
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
    case 'sign':
    case 'sqrt':
      return Math[op](number)
    default:
      throw new Error(`not evaluated: ${op}`)
  }
}

function binaryValue(expr: Binary<ValueType>, x: Value, y: Value): Value {
  if (typeof x === 'bigint' && typeof y === 'bigint') return bigintValue(expr, x, y)
  const [left, right] = [Number(x), Number(y)]
  switch (expr.op) {
    case 'add':
      return left + right
    case 'sub':
      return left - right
    case 'mul':
      return expr.type === 'i32' || expr.type === 'u32' ? Math.imul(left, right) : left * right
    case 'imul':
      return Math.imul(left, right)
    case 'div':
      return left / right
    case 'rem':
      return left % right
    case 'bitand':
      return left & right
    case 'bitor':
      return left | right
    case 'bitxor':
      return left ^ right
    case 'shl':
      return left << right
    case 'shr':
      return left >> right
    case 'ushr':
      return left >>> right
    case 'pow':
      return left ** right
    default:
      return Math[expr.op](left, right)
  }
}

function bigintValue({ op }: Binary<ValueType>, x: bigint, y: bigint): bigint {
  switch (op) {
    case 'add':
      return x + y
    case 'sub':
      return x - y
    case 'mul':
      return x * y
    case 'bitand':
      return x & y
    case 'bitor':
      return x | y
    case 'bitxor':
      return x ^ y
    default:
      throw new Error(`not evaluated: ${op}`)
  }
}
