import type { BinaryOp, CompareOp } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Code } from '../code.js'
import { binding, call, comparison, infix } from '../code.js'
import { constant } from '../constants.js'
import { bigintDivision, bigintPower, bigintShift, checkedBigint } from '../prelude/bigint.js'
import { mathImport } from '../prelude/math-imports.js'
import type { Prelude } from '../prelude/prelude.js'
import { powerRemainder, remainder } from '../prelude/remainder.js'
import { convert } from './convert.js'

const isFloat = (type: ValueType) => type === 'f32' || type === 'f64'

const operators: Readonly<Partial<Record<BinaryOp, readonly [operator: string, binds: number]>>> = {
  add: ['+', binding.additive],
  sub: ['-', binding.additive],
  mul: ['*', binding.multiplicative],
  imul: ['*', binding.multiplicative],
  div: ['/', binding.multiplicative],
  rem: ['%', binding.multiplicative],
  bitand: ['&', binding.bitand],
  bitor: ['|', binding.bitor],
  bitxor: ['^', binding.bitxor],
  shl: ['<<', binding.shift],
  shr: ['>>', binding.shift],
}

/** An operand's text and type. */
export interface Operand {
  readonly code: Code
  readonly type: ValueType
  /** Its value where that is known; `null` where not. */
  readonly constant: number | bigint | null
}

/**
 * A binary operation that gives a value of type `to`. Both operands have one type, but for a shift's count. Wasm agrees
 * with JavaScript where it counts: integers wrap, counts of 32-bit shifts are taken modulo 32, `f64.min` and `f64.max`
 * know NaN and -0.
 */
export function binary(op: BinaryOp, left: Operand, right: Operand, to: ValueType, prelude: Prelude): Code {
  const type = left.type
  switch (op) {
    case 'pow':
      return call(prelude.use(mathImport('pow', 2)), left.code, right.code)
    case 'min':
    case 'max':
      return from(
        type,
        to,
        call(isFloat(type) ? `${type}.${op}` : `${op}<${type}>`, left.code, right.code),
        prelude,
      )
    case 'ushr':
      return from(
        'u32',
        to,
        infix(call('u32', left.code), '>>', call('u32', right.code), binding.shift),
        prelude,
      )
    case 'div':
    case 'rem':
      return from(type, to, division(op, left, right, prelude), prelude)
    default:
      return from(type, to, operator(op, left.code, right.code), prelude)
  }
}

/** An operation on bigints whose result may pass 64 bits, or whose count may be any. */
export function overflowing(
  op: BinaryOp,
  overflow: 'restart' | 'wrap',
  left: Operand,
  right: Operand,
  prelude: Prelude,
): Code {
  const type = left.type === 'u64' ? 'u64' : 'i64'
  switch (op) {
    case 'add':
    case 'sub':
    case 'mul':
      return call(prelude.use(checkedBigint(op, type)), left.code, right.code)
    case 'shl':
    case 'shr':
      return call(prelude.use(bigintShift(op, type, overflow)), left.code, call('i64', right.code))
    case 'pow':
      return call(prelude.use(bigintPower(type, overflow)), left.code, call('i64', right.code))
    default:
      throw new Error(`5-emit: ${op} does not overflow`)
  }
}

function from(type: ValueType, to: ValueType, code: Code, prelude: Prelude): Code {
  return convert(code, type, to, 'exact', prelude)
}

function operator(op: BinaryOp, left: Code, right: Code): Code {
  const known = operators[op]
  if (!known) throw new Error(`5-emit: no operator for ${op}`)
  return infix(left, known[0], right, known[1])
}

function division(op: 'div' | 'rem', left: Operand, right: Operand, prelude: Prelude): Code {
  const type = left.type
  if (op === 'rem' && isFloat(type)) return floatRemainder(left, right, prelude)
  // By a constant above zero it neither fails nor overflows.
  if ((type === 'i64' || type === 'u64') && !(right.constant !== null && right.constant > 0)) {
    return call(prelude.use(bigintDivision(op, type)), left.code, right.code)
  }
  return operator(op, left.code, right.code)
}

function floatRemainder(left: Operand, right: Operand, prelude: Prelude): Code {
  const double = (code: Code) => convert(code, left.type, 'f64', 'exact', prelude)
  const power = Math.abs(Number(right.constant))
  const rest = isPowerOfTwo(power)
    ? call(prelude.use(powerRemainder), double(left.code), constant(power, 'f64'), constant(1 / power, 'f64'))
    : call(prelude.use(remainder), double(left.code), double(right.code))
  return convert(rest, 'f64', left.type, 'exact', prelude)
}

function isPowerOfTwo(value: number): boolean {
  return value >= 1 && value <= 2 ** 52 && 2 ** Math.round(Math.log2(value)) === value
}

const comparisons: Readonly<Record<CompareOp, readonly [operator: string, binds: number]>> = {
  lt: ['<', binding.relational],
  le: ['<=', binding.relational],
  gt: ['>', binding.relational],
  ge: ['>=', binding.relational],
  eq: ['==', binding.equality],
  ne: ['!=', binding.equality],
}

/** A comparison of two values of one type. */
export function compare(op: CompareOp, left: Code, right: Code): Code {
  const [operator, binds] = comparisons[op]
  return comparison(left, operator, right, binds)
}
