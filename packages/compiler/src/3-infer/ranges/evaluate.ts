import { maximumPages } from '../../abi/names.js'
import type { BinaryOp, Expr, LocalId, UnaryOp } from '../../ir/expr.js'
import type { ArrayKind, JsType } from '../../ir/types.js'
import { accessedKind } from '../../ir/types.js'
import {
  absRange,
  addRange,
  divRange,
  froundRange,
  hostRange,
  ifConstant,
  maxRange,
  minRange,
  mulRange,
  negRange,
  remRange,
  signRange,
  sqrtRange,
  subRange,
  wholeRange,
} from './arithmetic.js'
import { binaryBig, exactlyBig, int64Range, negBig, uint64Range, within } from './bigint-range.js'
import { bitandRange, bitnotRange, bitorRange, bitxorRange, shlRange, shrRange, ushrRange } from './bits.js'
import type { BigRange, NumberRange, Range } from './range.js'
import {
  anyBigint,
  anyInt32,
  anyNumber,
  anySingle,
  anyUint32,
  emptyRange,
  exactly,
  integers,
  isBig,
  isEmpty,
  join,
} from './range.js'

/** An array a kernel sees lies in its memory, which has so many bytes at most. */
const longestArray = maximumPages * 65536

/** What is known of one function's locals at one point. */
interface Known {
  readonly get: (local: LocalId) => Range | undefined
}

/** What an evaluation may ask and what it leaves behind. */
export interface RangeScope {
  readonly arrayType: (local: LocalId) => ArrayKind
  /** Notes the range of every expression evaluated; the last note is made with the settled facts. */
  readonly note: (expr: Expr<JsType>, range: Range) => void
}

/** The range of an expression where its locals have these ranges. */
export function evaluate(expr: Expr<JsType>, env: Known, scope: RangeScope): Range {
  const range = rangeOf(expr, env, scope)
  scope.note(expr, range)
  return range
}

function rangeOf(expr: Expr<JsType>, env: Known, scope: RangeScope): Range {
  const sub = (e: Expr<JsType>) => evaluate(e, env, scope)
  switch (expr.kind) {
    case 'const':
      return typeof expr.value === 'bigint' ? exactlyBig(expr.value) : exactly(Number(expr.value))
    case 'local':
      return env.get(expr.local) ?? unknown(expr.type)
    case 'unary':
      return unaryRange(expr.op, sub(expr.operand))
    case 'binary':
      return binaryRange(expr.op, sub(expr.left), sub(expr.right))
    case 'compare':
    case 'logical':
      sub(expr.left)
      sub(expr.right)
      return integers(0, 1)
    case 'conditional':
      sub(expr.test)
      return join(sub(expr.then), sub(expr.else))
    case 'math':
      for (const arg of expr.args) sub(arg)
      return hostRange(expr.fn)
    case 'load':
      sub(expr.index)
      return elementRange(accessedKind(expr, scope.arrayType(expr.array)))
    case 'length':
      return integers(0, longestArray)
    case 'convert':
      return sub(expr.operand)
    case 'simd':
    case 'global':
      throw new Error(`ranges of ${expr.kind}`)
  }
}

function unknown(type: JsType): Range {
  if (type === 'bigint') return anyBigint
  if (type === 'char') return integers(0, 65535)
  if (type === 'point') return integers(0, 0x10ffff)
  return type === 'boolean' ? integers(0, 1) : anyNumber
}

/** What a read can give. Out of bounds counts as 0 or restarts for integers, as NaN for floats. */
export function elementRange(type: ArrayKind): Range {
  switch (type) {
    case 'boolean[]':
      return integers(0, 1)
    case 'Int8Array':
      return integers(-128, 127)
    case 'Uint8Array':
    case 'Uint8ClampedArray':
      return integers(0, 255)
    case 'Int16Array':
      return integers(-32768, 32767)
    case 'string':
    case 'Uint16Array':
      return integers(0, 65535)
    case 'Int32Array':
      return anyInt32
    case 'Uint32Array':
      return anyUint32
    case 'Float32Array':
      return anySingle
    case 'BigInt64Array':
      return int64Range
    case 'BigUint64Array':
      return uint64Range
    default:
      return anyNumber
  }
}

function unaryRange(op: UnaryOp, a: Range): Range {
  if (op === 'as-int64' || op === 'as-uint64') {
    const limit = op === 'as-int64' ? int64Range : uint64Range
    return isBig(a) && within(a, limit) ? a : limit
  }
  if (isBig(a)) return unaryBigRange(op, a)
  if (isEmpty(a)) return op === 'to-bigint' ? anyBigint : emptyRange
  switch (op) {
    case 'neg':
      return negRange(a)
    case 'bitnot':
      return bitnotRange(a)
    case 'abs':
      return absRange(a)
    case 'floor':
    case 'ceil':
    case 'trunc':
    case 'round':
      return wholeRange(op, a)
    case 'sign':
      return signRange(a)
    case 'sqrt':
      return sqrtRange(a)
    case 'fround':
      return froundRange(a)
    case 'clz32':
      return integers(0, 32)
    case 'char':
    case 'point':
    case 'code':
    case 'defined':
    case 'to-number':
      return a
    case 'to-bigint':
      return a.integer && Number.isFinite(a.lo) && Number.isFinite(a.hi)
        ? { big: true, lo: BigInt(a.lo), hi: BigInt(a.hi) }
        : int64Range // anything beyond restarts
    default:
      return integers(0, 1)
  }
}

function unaryBigRange(op: UnaryOp, a: BigRange): Range {
  switch (op) {
    case 'neg':
      return negBig(a)
    case 'bitnot':
      return binaryBig('sub', negBig(a), exactlyBig(1n))
    case 'to-number': {
      if (a.lo === null || a.hi === null) return { ...anyNumber, integer: true, nan: false, negZero: false }
      return integers(Number(a.lo), Number(a.hi))
    }
    case 'defined':
    case 'to-bigint':
      return a
    default:
      return integers(0, 1)
  }
}

function binaryRange(op: BinaryOp, a: Range, b: Range): Range {
  if (isBig(a) || isBig(b)) return isBig(a) && isBig(b) ? binaryBig(op, a, b) : anyBigint
  return constantRange(op, a, b) ?? numberRange(op, a, b)
}

function constantRange(op: BinaryOp, a: NumberRange, b: NumberRange): NumberRange | null {
  switch (op) {
    case 'add':
      return ifConstant(a, b, (x, y) => x + y)
    case 'sub':
      return ifConstant(a, b, (x, y) => x - y)
    case 'mul':
      return ifConstant(a, b, (x, y) => x * y)
    case 'div':
      return ifConstant(a, b, (x, y) => x / y)
    case 'pow':
      return ifConstant(a, b, (x, y) => x ** y)
    default:
      return isEmpty(a) || isEmpty(b) ? emptyRange : null
  }
}

function numberRange(op: BinaryOp, a: NumberRange, b: NumberRange): NumberRange {
  switch (op) {
    case 'add':
      return addRange(a, b)
    case 'sub':
      return subRange(a, b)
    case 'mul':
      return mulRange(a, b)
    case 'div':
      return divRange(a, b)
    case 'rem':
      return remRange(a, b)
    case 'pow':
      return anyNumber
    case 'bitand':
      return bitandRange(a, b)
    case 'bitor':
      return bitorRange(a, b)
    case 'bitxor':
      return bitxorRange(a, b)
    case 'shl':
      return shlRange(a, b)
    case 'shr':
      return shrRange(a, b)
    case 'ushr':
      return ushrRange(a, b)
    case 'min':
      return minRange(a, b)
    case 'max':
      return maxRange(a, b)
    case 'imul':
      return anyInt32
  }
}
