import type { UnaryOp } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Code } from '../code.js'
import { binding, call, comparison, infix, prefix, primary } from '../code.js'
import { constant } from '../constants.js'
import { otherBigint, toBigint } from '../prelude/bigint.js'
import { isInteger, isSafeInteger, round, sign } from '../prelude/numbers.js'
import type { Prelude } from '../prelude/prelude.js'
import { convert } from './convert.js'

/** A unary operation on an operand of type `from` that gives a value of type `to`. */
export function unary(op: UnaryOp, operand: Code, from: ValueType, to: ValueType, prelude: Prelude): Code {
  switch (op) {
    case 'not':
      return prefix('!', operand)
    case 'truthy':
      return truthy(operand, from)
    case 'to-number':
    case 'as-int64':
    case 'as-uint64':
    case 'fround':
      return convert(operand, from, to, 'round', prelude)
    case 'to-bigint':
      return bigint(operand, from, to === 'u64' ? 'u64' : 'i64', prelude)
    case 'is-nan':
    case 'is-finite':
    case 'is-integer':
    case 'is-safe-integer':
      return predicate(op, operand, from, prelude)
    case 'char':
    case 'point':
    case 'code':
    case 'defined':
      throw new Error(`5-emit: ${op} is nothing but a type`)
    default:
      return convert(arithmetic(op, operand, from, prelude), resultOf(op, from), to, 'exact', prelude)
  }
}

type Arithmetic = 'neg' | 'bitnot' | 'abs' | 'floor' | 'ceil' | 'trunc' | 'round' | 'sign' | 'sqrt' | 'clz32'
type Predicate = 'is-nan' | 'is-finite' | 'is-integer' | 'is-safe-integer'

const isFloat = (type: ValueType) => type === 'f32' || type === 'f64'
const widened = (operand: Code, from: ValueType) => (from === 'f32' ? call('f64', operand) : operand)

function bigint(operand: Code, from: ValueType, to: 'i64' | 'u64', prelude: Prelude): Code {
  if (isFloat(from)) return call(prelude.use(toBigint(to)), widened(operand, from))
  const isOther = from !== to && (from === 'i64' || from === 'u64')
  return isOther ? call(prelude.use(otherBigint(to)), operand) : convert(operand, from, to, 'exact', prelude)
}

function truthy(operand: Code, from: ValueType): Code {
  if (from === 'bool') return operand
  // Greater than zero without its sign: false for NaN, as JavaScript has it.
  if (isFloat(from)) return comparison(call(`${from}.abs`, operand), '>', primary('0.0'), binding.relational)
  return comparison(operand, '!=', primary('0'), binding.equality)
}

function resultOf(op: Arithmetic, from: ValueType): ValueType {
  return op === 'clz32' ? 'i32' : from
}

function arithmetic(op: Arithmetic, operand: Code, from: ValueType, prelude: Prelude): Code {
  switch (op) {
    case 'neg':
      return isFloat(from)
        ? prefix('-', operand)
        : infix(call(from, primary('0')), '-', operand, binding.additive)
    case 'bitnot':
      return prefix('~', operand)
    case 'clz32':
      return call('i32', call('clz<u32>', call('u32', operand)))
    case 'abs':
      if (from === 'u32' || from === 'u64') return operand
      return call(isFloat(from) ? `${from}.abs` : `abs<${from}>`, operand)
    case 'sign':
      return signOf(operand, from, prelude)
    case 'sqrt':
      if (!isFloat(from)) throw new Error(`5-emit: sqrt of ${from}`)
      return call(`${from}.sqrt`, operand)
    case 'round':
      return from === 'f32' || from === 'f64' ? call(prelude.use(round(from)), operand) : operand
    default:
      return isFloat(from) ? call(`${from}.${op}`, operand) : operand
  }
}

function signOf(operand: Code, from: ValueType, prelude: Prelude): Code {
  switch (from) {
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
      return call(prelude.use(sign(from)), operand)
    default:
      return call(from, comparison(operand, '!=', primary('0'), binding.equality))
  }
}

function predicate(op: Predicate, operand: Code, from: ValueType, prelude: Prelude): Code {
  // A bigint never gets here, so any other representation than a float's is a whole number.
  if (!isFloat(from) && !(op === 'is-safe-integer' && from === 'i64'))
    return constant(op !== 'is-nan', 'bool')
  switch (op) {
    case 'is-nan':
      return call(`isNaN<${from}>`, operand)
    case 'is-finite':
      return call(`isFinite<${from}>`, operand)
    case 'is-integer':
      return call(prelude.use(isInteger), widened(operand, from))
    default:
      return call(prelude.use(isSafeInteger), convert(operand, from, 'f64', 'exact', prelude))
  }
}
