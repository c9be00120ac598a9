import type { UnaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Expr } from '../lowered.js'
import { asNumber, binary, constant, truthy, unary } from './make-expr.js'

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
    case 'parseFloat':
    case 'Number.parseFloat':
      // A number is read back as it was written, but for -0, which is written `0`.
      return first?.type === 'number' ? binary('add', first, constant(0, at), at) : null
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
      const width = first?.kind === 'const' && typeof first.value === 'number' ? first.value : -1
      return second === undefined ? null : wrapBigint(name, width, second, at)
    }
    default:
      return null
  }
}

/** `BigInt.asIntN` and `asUintN` of a width that is known: up to 64 bits; wider ones change no value of 64 bits. */
function wrapBigint(name: string, width: number, value: Expr, at: SourceRange): Expr | null {
  const isSigned = name === 'BigInt.asIntN'
  if (width === 64) return unary(isSigned ? 'as-int64' : 'as-uint64', value, at)
  if (!Number.isInteger(width) || width < 1 || width > 63) return null
  const low = binary('bitand', value, constant(2n ** BigInt(width) - 1n, at), at)
  if (!isSigned) return low
  const sign = constant(2n ** BigInt(width - 1), at)
  return binary('sub', binary('bitxor', low, sign, at), sign, at)
}

function toNumber(value: Expr, at: SourceRange): Expr {
  return value.type === 'number' ? value : unary('to-number', value, at)
}

function toBigint(value: Expr, at: SourceRange): Expr {
  const isWhole = value.kind === 'const' && typeof value.value === 'number' && Number.isInteger(value.value)
  return isWhole ? constant(BigInt(value.value), at) : unary('to-bigint', value, at)
}
