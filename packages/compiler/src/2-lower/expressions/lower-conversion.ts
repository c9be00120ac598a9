import type { UnaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Expr } from '../lowered.js'
import { asNumber, constant, truthy, unary } from './make-expr.js'

const numberPredicates: Readonly<Record<string, UnaryOp>> = {
  'Number.isNaN': 'is-nan',
  'Number.isFinite': 'is-finite',
  'Number.isInteger': 'is-integer',
  'Number.isSafeInteger': 'is-safe-integer',
}

/** A call of `Number`, `Boolean`, `BigInt`, their statics, or global `isNaN`/`isFinite`; `null` for anything else. */
export function conversionCall(name: string, args: readonly Expr[], at: SourceRange): Expr | null {
  const [first, second] = args
  const predicate = Object.hasOwn(numberPredicates, name) ? numberPredicates[name] : undefined
  if (predicate !== undefined) return first === undefined ? constant(false, at) : unary(predicate, first, at)
  switch (name) {
    case 'Number':
      return first === undefined ? constant(0, at) : toNumber(first, at)
    case 'Boolean':
      return first === undefined ? constant(false, at) : truthy(first)
    case 'isNaN':
      return first === undefined ? constant(true, at) : unary('is-nan', asNumber(first, at), at)
    case 'isFinite':
      return first === undefined ? constant(false, at) : unary('is-finite', asNumber(first, at), at)
    case 'BigInt':
      return first === undefined ? null : toBigint(first, at)
    case 'BigInt.asIntN':
    case 'BigInt.asUintN': {
      const is64 = first?.kind === 'const' && first.value === 64
      if (!is64 || second === undefined) return null
      return unary(name === 'BigInt.asIntN' ? 'as-int64' : 'as-uint64', second, at)
    }
    default:
      return null
  }
}

function toNumber(value: Expr, at: SourceRange): Expr {
  return value.type === 'number' ? value : unary('to-number', value, at)
}

function toBigint(value: Expr, at: SourceRange): Expr {
  const isWhole = value.kind === 'const' && typeof value.value === 'number' && Number.isInteger(value.value)
  return isWhole ? constant(BigInt(value.value), at) : unary('to-bigint', value, at)
}
