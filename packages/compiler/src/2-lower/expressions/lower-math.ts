import type { BinaryOp, HostMath, UnaryOp } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Expr } from '../lowered.js'
import { asNumber, binary, constant, mathCall, unary } from './make-expr.js'

const unaryFunctions: Readonly<Record<string, UnaryOp>> = {
  abs: 'abs',
  floor: 'floor',
  ceil: 'ceil',
  trunc: 'trunc',
  round: 'round',
  sign: 'sign',
  sqrt: 'sqrt',
  fround: 'fround',
  clz32: 'clz32',
}

const binaryFunctions: Readonly<Record<string, BinaryOp>> = { pow: 'pow', imul: 'imul' }

const hostFunctions: Readonly<Record<Exclude<HostMath, 'hypot'>, 1 | 2>> = {
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  log2: 1,
  log10: 1,
  cbrt: 1,
  atan2: 2,
}

/** `Math.name(…args)`, or `null` for a function that is not compiled. `Math.random` is a call, not an expression. */
export function mathExpression(name: string, args: readonly Expr[], at: SourceRange): Expr | null {
  // An argument that is left out is `undefined`, which every one of these functions reads as NaN.
  const arg = (i: number): Expr => args[i] ?? constant(Number.NaN, at)
  if (name === 'max' || name === 'min') return extremum(name, args, at)
  if (name === 'hypot') return args.length === 0 ? constant(0, at) : mathCall('hypot', args, at)
  const unaryOp = Object.hasOwn(unaryFunctions, name) ? unaryFunctions[name] : undefined
  if (unaryOp !== undefined) return unary(unaryOp, arg(0), at)
  const binaryOp = Object.hasOwn(binaryFunctions, name) ? binaryFunctions[name] : undefined
  if (binaryOp !== undefined) return numbersOnly(binaryOp, arg(0), arg(1), at)
  if (!isHostFunction(name)) return null
  return mathCall(name, hostFunctions[name] === 2 ? [arg(0), arg(1)] : [arg(0)], at)
}

/** How many arguments a function of `Math` looks at; `null` where that depends on the call, or it is not compiled. */
export function mathParameters(name: string): number | null {
  if (Object.hasOwn(unaryFunctions, name)) return 1
  if (Object.hasOwn(binaryFunctions, name)) return 2
  return isHostFunction(name) ? hostFunctions[name] : null
}

/** `Math.max(a, b, c)` is `max(max(a, b), c)`: NaN wins, and `0` is above `-0`, in any grouping. */
function extremum(op: 'max' | 'min', args: readonly Expr[], at: SourceRange): Expr {
  const [first, ...rest] = args
  if (first === undefined) return constant(op === 'max' ? -Infinity : Infinity, at)
  if (rest.length === 0) return asNumber(first, at)
  return rest.reduce((left, right) => binary(op, left, right, at), first)
}

/** `Math.pow` throws for two bigints, where `**` does not; one side that is a number rules them out. */
function numbersOnly(op: BinaryOp, left: Expr, right: Expr, at: SourceRange): Expr {
  const isNumber = op === 'imul' || left.type === 'number' || right.type === 'number'
  return binary(op, isNumber ? left : asNumber(left, at), right, at)
}

function isHostFunction(name: string): name is keyof typeof hostFunctions {
  return Object.hasOwn(hostFunctions, name)
}
