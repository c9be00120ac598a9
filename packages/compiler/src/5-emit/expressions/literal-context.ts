import type { Binary, Convert, Unary } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Code } from '../code.js'
import { call } from '../code.js'
import { constant } from '../constants.js'

/**
 * The type asc gives a literal by the place it stands in, which it hands down to whatever stands first there: in
 * `f32(0.1 * x)` and `i64(1 << n)` the literals become an f32 and an i64, whatever `x` and `n` are. `null`: not worth
 * knowing.
 */
export type LiteralContext = ValueType | null

/** A constant that keeps its type in this place. */
export function literal(value: number | bigint | boolean, type: ValueType, context: LiteralContext): Code {
  const bare = constant(value, type)
  const isAddress = context === 'pointer' && Number(value) >= 0
  const isSafe =
    type === 'f64' ? context !== null && context !== 'f32' : type !== 'i32' || context === 'i32' || isAddress
  return isSafe ? bare : call(type, bare)
}

/** What a unary operation's own context means for its operand. */
export function operandContext(expr: Unary<ValueType>, context: LiteralContext): LiteralContext {
  switch (expr.op) {
    case 'neg':
    case 'bitnot':
    case 'not':
    case 'truthy':
      return expr.type === expr.operand.type ? context : null
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
    case 'sign':
    case 'sqrt':
      return expr.operand.type === 'f64' ? 'f64' : null
    default:
      return null
  }
}

/** What a conversion's own context means for its operand. */
export function convertedContext(expr: Convert<ValueType>, context: LiteralContext): LiteralContext {
  const from = expr.operand.type
  if (from === expr.type) return context
  // A literal may be an address itself; deeper inside it is an i32's, and must not turn the operation unsigned.
  if (expr.type === 'pointer') return expr.operand.kind === 'const' ? 'pointer' : null
  const isFromFloat = from === 'f32' || from === 'f64'
  return isFromFloat && expr.type !== 'f32' ? 'f64' : expr.type
}

/** What a binary operation's own context means for its left operand; the right one goes by the left one's type. */
export function leftContext(expr: Binary<ValueType>, context: LiteralContext): LiteralContext {
  const { type } = expr.left
  switch (expr.op) {
    case 'pow':
    case 'min':
    case 'max':
      return type
    case 'ushr':
      return null
    default:
      if (expr.op === 'rem' && type === 'f64') return type
      return expr.type === type ? context : null
  }
}
