import type { SourceRange } from '../../ir/source-range.js'
import { emitIf } from '../expressions/choose.js'
import { asNumber, binary, compare, constant, logical, not, unary } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'

/** `String.fromCharCode(n)` and `String.fromCodePoint(n)`; `null` for anything else, and for strings of several. */
export function characterOf(
  fn: FunctionContext,
  name: string,
  [given, ...more]: readonly Expr[],
  at: SourceRange,
): Expr | null {
  if (given === undefined || more.length > 0) return null
  const number = asNumber(given, at)
  if (name === 'String.fromCharCode')
    return unary('char', binary('bitand', number, constant(0xffff, at), at), at)
  if (name !== 'String.fromCodePoint') return null
  const code = fn.hold(number)
  const isWhole = compare('eq', unary('floor', code, at), code, at)
  const isFromZero = compare('ge', code, constant(0, at), at)
  const isKnown = compare('le', code, constant(0x10ffff, at), at)
  const isCode = logical('and', logical('and', isFromZero, isKnown, at), isWhole, at)
  // JavaScript throws.
  emitIf(fn, not(isCode, at), [{ kind: 'throw', site: 'restart', at }], [], at)
  return unary('point', code, at)
}
