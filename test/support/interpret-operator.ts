import type { BinaryOp, CompareOp, UnaryOp } from '../../packages/compiler/src/ir/expr.js'

/** What a lowered kernel handles: scalars, typed arrays, and the `undefined` of an element that is not there. */
export type Value = number | bigint | boolean | undefined | ArrayBufferView

/** JavaScript's own operator; the types it is given are JavaScript's own as well. */
export function evaluateUnary(op: UnaryOp, value: Value): Value {
  const x = value as never
  switch (op) {
    case 'neg':
      return -x
    case 'bitnot':
      return ~x
    case 'not':
      return !x
    case 'truthy':
      return Boolean(x)
    case 'to-number':
      return Number(x)
    case 'to-bigint':
      return BigInt(x)
    case 'as-int64':
      return BigInt.asIntN(64, x)
    case 'as-uint64':
      return BigInt.asUintN(64, x)
    case 'char':
    case 'point':
    case 'code':
    case 'defined':
      return x
    case 'is-nan':
      return Number.isNaN(x)
    case 'is-finite':
      return Number.isFinite(x)
    case 'is-integer':
      return Number.isInteger(x)
    case 'is-safe-integer':
      return Number.isSafeInteger(x)
    default:
      return Math[op](x)
  }
}

export function evaluateBinary(op: BinaryOp, left: Value, right: Value): Value {
  const x = left as number
  const y = right as number
  switch (op) {
    case 'add':
      return x + y
    case 'sub':
      return x - y
    case 'mul':
      return x * y
    case 'div':
      return x / y
    case 'rem':
      return x % y
    case 'pow':
      return x ** y
    case 'bitand':
      return x & y
    case 'bitor':
      return x | y
    case 'bitxor':
      return x ^ y
    case 'shl':
      return x << y
    case 'shr':
      return x >> y
    case 'ushr':
      return x >>> y
    case 'min':
      return Math.min(x, y)
    case 'max':
      return Math.max(x, y)
    case 'imul':
      return Math.imul(x, y)
  }
}

export function evaluateCompare(op: CompareOp, left: Value, right: Value): boolean {
  const x = left as number
  const y = right as number
  switch (op) {
    case 'lt':
      return x < y
    case 'le':
      return x <= y
    case 'gt':
      return x > y
    case 'ge':
      return x >= y
    case 'eq':
      return x === y
    case 'ne':
      return x !== y
  }
}
