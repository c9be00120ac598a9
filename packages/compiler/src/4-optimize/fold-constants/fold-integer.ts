import type { Binary, Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/** Integer arithmetic modulo 2^32 or 2^64; every identity of the ring holds. */
export function foldInteger(expr: Binary<ValueType>): Typed {
  const { left, right } = expr
  if (left.kind === 'const' && right.kind === 'const' && expr.overflow !== 'restart') {
    const value = compute(expr.op, BigInt(left.value), BigInt(right.value))
    return value === null ? expr : { ...left, value: wrapped(value, expr.type) }
  }
  if (right.kind === 'const') return withConstant(expr, left, BigInt(right.value))
  if (left.kind === 'const') return constantFirst(expr, BigInt(left.value), right)
  return expr
}

function compute(op: Binary<ValueType>['op'], a: bigint, b: bigint): bigint | null {
  switch (op) {
    case 'add':
      return a + b
    case 'sub':
      return a - b
    case 'mul':
    case 'imul':
      return a * b
    case 'bitand':
      return a & b
    case 'bitor':
      return a | b
    case 'bitxor':
      return a ^ b
    default:
      return null
  }
}

function wrapped(value: bigint, type: ValueType): number | bigint {
  return type === 'i32' ? Number(BigInt.asIntN(32, value)) : BigInt.asIntN(64, value)
}

function withConstant(expr: Binary<ValueType>, left: Typed, right: bigint): Typed {
  switch (expr.op) {
    case 'add':
    case 'sub':
    case 'bitor':
    case 'bitxor':
    case 'shl':
    case 'shr':
      return right === 0n ? left : expr
    case 'mul':
    case 'imul':
    case 'div':
      return right === 1n ? left : expr
    case 'bitand':
      return right === -1n ? left : expr
    default:
      return expr
  }
}

function constantFirst(expr: Binary<ValueType>, left: bigint, right: Typed): Typed {
  const isNeutral = (expr.op === 'add' && left === 0n) || (expr.op === 'mul' && left === 1n)
  return isNeutral ? right : expr
}
