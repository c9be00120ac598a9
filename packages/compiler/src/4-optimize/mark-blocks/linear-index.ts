import type { Expr, LocalId } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'

/** `factor * counter + first`, both whole numbers from 0 on. */
export interface LinearIndex {
  readonly factor: number
  readonly first: number
}

/**
 * Reads an index as such; null where it is made of anything but sums and products of the counter and whole numbers from 0 on.
 * So no part of it is larger than all of it: where that is within an array, nothing has wrapped or been rounded.
 */
export function linearIndex(expr: Expr<ValueType>, counter: LocalId): LinearIndex | null {
  switch (expr.kind) {
    case 'local':
      return expr.local === counter ? { factor: 1, first: 0 } : null
    case 'const': {
      const value = Number(expr.value)
      return Number.isInteger(value) && value >= 0 && value < 2 ** 30 ? { factor: 0, first: value } : null
    }
    case 'convert':
      return expr.mode === 'round' ? null : linearIndex(expr.operand, counter)
    case 'binary': {
      const left = linearIndex(expr.left, counter)
      const right = linearIndex(expr.right, counter)
      return left && right && combine(expr.op, left, right)
    }
    default:
      return null
  }
}

function combine(op: string, left: LinearIndex, right: LinearIndex): LinearIndex | null {
  switch (op) {
    case 'add':
      return { factor: left.factor + right.factor, first: left.first + right.first }
    case 'mul':
    case 'imul': {
      const [by, of] = left.factor === 0 ? [left.first, right] : [right.first, left]
      return right.factor * left.factor === 0 ? { factor: of.factor * by, first: of.first * by } : null
    }
    case 'shl':
      return right.factor === 0 && right.first < 16
        ? { factor: left.factor * 2 ** right.first, first: left.first * 2 ** right.first }
        : null
    default:
      return null
  }
}
