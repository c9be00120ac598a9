import type { Binary, Compare, CompareOp, Const, Convert, Expr, Unary } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import { foldInteger } from './fold-integer.js'

type Typed = Expr<ValueType>
type TypedConst = Const<ValueType>

/** An expression whose operands are folded already, folded itself where that keeps every bit. */
export function foldExpr(expr: Typed): Typed {
  switch (expr.kind) {
    case 'unary':
      return foldUnary(expr)
    case 'binary':
      return foldBinary(expr)
    case 'compare':
      if (isSameInteger(expr)) return bool(expr.op === 'eq' || expr.op === 'le' || expr.op === 'ge', expr)
      return isNumber(expr.left) && isNumber(expr.right)
        ? bool(compare(expr.op, expr.left.value, expr.right.value), expr)
        : expr
    case 'logical':
      if (expr.left.kind === 'const') return expr.left.value === (expr.op === 'and') ? expr.right : expr.left
      return expr.right.kind === 'const' && expr.right.value === (expr.op === 'and') ? expr.left : expr
    case 'conditional':
      return expr.test.kind === 'const' ? (expr.test.value ? expr.then : expr.else) : expr
    case 'convert':
      return foldConvert(expr)
    default:
      return expr
  }
}

/** Only NaN differs from itself. */
function isSameInteger({ left, right }: Compare<ValueType>): boolean {
  const isInteger = /^[iu]\d/.test(left.type)
  return isInteger && left.kind === 'local' && right.kind === 'local' && left.local === right.local
}

function foldUnary(expr: Unary<ValueType>): Typed {
  const { operand } = expr
  if (expr.op === 'not' && operand.kind === 'const') return bool(!operand.value, expr)
  if (!isFloat(expr.type) || operand.type !== expr.type) return expr
  if (expr.op === 'neg') {
    if (operand.kind === 'unary' && operand.op === 'neg' && operand.operand.type === expr.type)
      return operand.operand
    return isNumber(operand) ? { ...operand, value: -operand.value } : expr
  }
  if (expr.op === 'abs' && operand.kind === 'unary' && operand.op === 'neg')
    return { ...expr, operand: operand.operand }
  if (!isNumber(operand)) return expr
  switch (expr.op) {
    case 'abs':
    case 'floor':
    case 'ceil':
    case 'trunc':
      return { ...operand, value: Math[expr.op](operand.value) }
    case 'sqrt': {
      const root = Math.sqrt(operand.value)
      return { ...operand, value: expr.type === 'f32' ? Math.fround(root) : root }
    }
    default:
      return expr
  }
}

function foldBinary(expr: Binary<ValueType>): Typed {
  const { left, right } = expr
  const isSame = left.type === expr.type && right.type === expr.type
  if (!isSame) return expr
  if (expr.type === 'i32' || expr.type === 'i64') return foldInteger(expr)
  return isFloat(expr.type) ? foldFloat(expr) : expr
}

/** Floats: constants among themselves, and the few identities that hold for -0, NaN and the infinities too. */
function foldFloat(expr: Binary<ValueType>): Typed {
  const { op, left, right } = expr
  if (isNumber(left) && isNumber(right)) {
    const value = arithmetic(op, left.value, right.value)
    // Rounded once to a double and once more it is what one rounding gives.
    return value === null ? expr : { ...left, value: expr.type === 'f32' ? Math.fround(value) : value }
  }
  if (isNumber(left) && op === 'mul' && left.value === 1) return right
  if (op === 'mul' || op === 'div') return foldSigns(expr) ?? foldRight(expr)
  return foldRight(expr)
}

/** `-a * -b` as `a * b`, and `-a * b` as `-(a * b)`: rounding to the nearest does not know signs, and NaN has none. */
function foldSigns(expr: Binary<ValueType>): Typed | null {
  const [left, right] = [expr.left, expr.right].map(side =>
    side.kind === 'unary' && side.op === 'neg' && side.operand.type === expr.type ? side.operand : null,
  )
  if (!left && !right) return null
  const unsigned = { ...expr, left: left ?? expr.left, right: right ?? expr.right }
  return left && right
    ? unsigned
    : { kind: 'unary', op: 'neg', operand: unsigned, type: expr.type, at: expr.at }
}

/** Float arithmetic with a constant on its right side. */
function foldRight(expr: Binary<ValueType>): Typed {
  const { op, left, right } = expr
  if (!isNumber(right)) return expr
  if (right.value === 1 && (op === 'mul' || op === 'div')) return left
  if (Object.is(right.value, 0) && op === 'sub') return left
  if (Object.is(right.value, -0) && op === 'add') return left
  // Halving and doubling are exact either way, and a product is the quicker one.
  return op === 'div' && isPowerOfTwo(right.value, expr.type === 'f32' ? 120 : 1000)
    ? { ...expr, op: 'mul', right: { ...right, value: 1 / right.value } }
    : expr
}

function arithmetic(op: Binary<ValueType>['op'], a: number, b: number): number | null {
  switch (op) {
    case 'add':
      return a + b
    case 'sub':
      return a - b
    case 'mul':
      return a * b
    case 'div':
      return a / b
    default:
      return null
  }
}

function isPowerOfTwo(x: number, largest: number): boolean {
  const exponent = Math.log2(Math.abs(x))
  return Number.isInteger(exponent) && Math.abs(exponent) <= largest && 2 ** exponent === Math.abs(x)
}

function foldConvert(expr: Convert<ValueType>): Typed {
  const { operand } = expr
  if (!isNumber(operand)) return expr
  const { value } = operand
  if (expr.type === 'f64') return { ...operand, type: 'f64' }
  if (expr.type === 'i32' && Number.isInteger(value)) {
    return { ...operand, type: 'i32', value: value | 0 }
  }
  const isPlain = expr.type === 'i64' && Number.isInteger(value) && Math.abs(value) < 2 ** 31
  return isPlain ? { ...operand, type: 'i64', value: BigInt(value) } : expr
}

function compare(op: CompareOp, a: number, b: number): boolean {
  switch (op) {
    case 'lt':
      return a < b
    case 'le':
      return a <= b
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
  }
}

function isFloat(type: ValueType): boolean {
  return type === 'f64' || type === 'f32'
}

function isNumber(expr: Typed): expr is TypedConst & { readonly value: number } {
  return expr.kind === 'const' && typeof expr.value === 'number'
}

function bool(value: boolean, { at }: Typed): Typed {
  return { kind: 'const', value, type: 'bool', at }
}
