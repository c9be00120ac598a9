import type { CompareOp, Expr } from '../../ir/expr.js'
import type { JsType } from '../../ir/types.js'
import type { RangeScope } from './evaluate.js'
import { evaluate } from './evaluate.js'
import type { NumberRange } from './range.js'
import { isBig, isEmpty } from './range.js'
import type { RangeEnv } from './range-env.js'

const opposite: Readonly<Record<CompareOp, CompareOp>> = {
  lt: 'ge',
  le: 'gt',
  gt: 'le',
  ge: 'lt',
  eq: 'ne',
  ne: 'eq',
}
const mirrored: Readonly<Record<CompareOp, CompareOp>> = {
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
  eq: 'eq',
  ne: 'ne',
}

/**
 * The environment where `test` came out as `outcome`; null where it never can. A comparison with NaN is false, so the
 * false branch of `x < y` bounds x only where neither side hides a NaN.
 */
export function refine(
  test: Expr<JsType>,
  outcome: boolean,
  env: RangeEnv,
  scope: RangeScope,
): RangeEnv | null {
  switch (test.kind) {
    case 'const':
      return Boolean(test.value) === outcome ? env : null
    case 'unary':
      if (test.op === 'not') return refine(test.operand, !outcome, env, scope)
      if (test.op === 'truthy') return refineTruthy(test.operand, outcome, env)
      if (test.op === 'is-integer' && outcome) return refineInteger(test.operand, env)
      return env
    case 'logical': {
      const both = (test.op === 'and') === outcome
      if (!both) return env
      const left = refine(test.left, outcome, env, scope)
      return left && refine(test.right, outcome, left, scope)
    }
    case 'compare':
      return refineCompare(test, outcome, env, scope)
    default:
      return env
  }
}

function refineCompare(
  test: Expr<JsType> & { readonly kind: 'compare' },
  outcome: boolean,
  env: RangeEnv,
  scope: RangeScope,
): RangeEnv | null {
  const left = evaluate(test.left, env, scope)
  const right = evaluate(test.right, env, scope)
  if (isBig(left) || isBig(right)) return env
  const op = outcome ? test.op : opposite[test.op]
  if (!outcome && test.op !== 'eq' && test.op !== 'ne' && (left.nan || right.nan)) return env
  const narrowedLeft = narrow(op, left, right)
  const narrowedRight = narrow(mirrored[op], right, left)
  if (isEmpty(narrowedLeft) || isEmpty(narrowedRight)) return null
  return assume(test.right, narrowedRight, assume(test.left, narrowedLeft, env, scope), scope)
}

/** The values of `a` for which `a op b` can hold. */
function narrow(op: CompareOp, a: NumberRange, b: NumberRange): NumberRange {
  const step = a.integer && b.integer ? 1 : 0
  switch (op) {
    case 'lt':
      return within(a, a.lo, Math.min(a.hi, b.hi - step), b)
    case 'le':
      return within(a, a.lo, Math.min(a.hi, b.hi), b)
    case 'gt':
      return within(a, Math.max(a.lo, b.lo + step), a.hi, b)
    case 'ge':
      return within(a, Math.max(a.lo, b.lo), a.hi, b)
    case 'eq':
      return within(a, Math.max(a.lo, b.lo), Math.min(a.hi, b.hi), b)
    case 'ne':
      return exclude(a, b)
  }
}

/** What of `a` lies in [lo, hi], which NaN does not; nothing where `b` is nothing. */
function within(a: NumberRange, lo: number, hi: number, b: NumberRange): NumberRange {
  const isNothing = b.lo > b.hi
  return {
    lo: isNothing ? Infinity : lo,
    hi: isNothing ? -Infinity : hi,
    integer: a.integer,
    nan: false,
    negZero: a.negZero && lo <= 0 && hi >= 0,
    single: a.single,
  }
}

/** `a !== b` cuts an end off an integer range; NaN is never equal, so it stays. */
function exclude(a: NumberRange, b: NumberRange): NumberRange {
  if (!a.integer || b.nan || b.lo !== b.hi) return a
  const value = b.lo
  const lo = a.lo === value && Number.isFinite(value) ? a.lo + 1 : a.lo
  const hi = a.hi === value && Number.isFinite(value) ? a.hi - 1 : a.hi
  return { ...a, lo, hi, negZero: a.negZero && value !== 0 }
}

function refineTruthy(operand: Expr<JsType>, outcome: boolean, env: RangeEnv): RangeEnv | null {
  if (operand.kind !== 'local') return env
  const range = env.get(operand.local)
  if (!range || isBig(range)) return env
  if (!outcome) {
    const zero = { ...range, lo: Math.max(range.lo, 0), hi: Math.min(range.hi, 0) }
    return isEmpty(zero) ? null : env.set(operand.local, zero)
  }
  const lo = range.integer && range.lo === 0 ? 1 : range.lo
  const hi = range.integer && range.hi === 0 ? -1 : range.hi
  const truthy = { ...range, lo, hi, nan: false, negZero: false }
  return isEmpty(truthy) ? null : env.set(operand.local, truthy)
}

function refineInteger(operand: Expr<JsType>, env: RangeEnv): RangeEnv {
  if (operand.kind !== 'local') return env
  const range = env.get(operand.local)
  if (!range || isBig(range)) return env
  const limit = Number.MAX_VALUE
  const whole = {
    ...range,
    integer: true,
    nan: false,
    lo: Math.max(range.lo, -limit),
    hi: Math.min(range.hi, limit),
  }
  return env.set(operand.local, whole)
}

/** The environment where an expression lies in this range. */
function assume(expr: Expr<JsType>, range: NumberRange, env: RangeEnv, scope: RangeScope): RangeEnv {
  if (expr.kind === 'local') return env.set(expr.local, range)
  const root = rootOf(expr)
  if (root) return assumeSquare(root, range, env, scope)
  const shift = shiftOf(expr)
  const shifted = shift && evaluate(shift.of, env, scope)
  if (!shifted || isBig(shifted) || !shifted.integer) return env
  const lo = before(range.lo, shift.by)
  const hi = before(range.hi, shift.by)
  const narrowed = {
    ...shifted,
    lo: Math.max(shifted.lo, lo ?? -Infinity),
    hi: Math.min(shifted.hi, hi ?? Infinity),
    nan: shifted.nan && range.nan,
  }
  return isEmpty(narrowed) ? env : assume(shift.of, narrowed, env, scope)
}

/** `x * x`. */
function rootOf(expr: Expr<JsType>): Expr<JsType> | null {
  if (expr.kind !== 'binary' || expr.op !== 'mul' || expr.type !== 'number') return null
  const { left, right } = expr
  return left.kind === 'local' && right.kind === 'local' && left.local === right.local ? left : null
}

/** A square up to 2^52 is that of a whole number up to 2^26, which is exact; a root is never rounded to below a whole one. */
function assumeSquare(root: Expr<JsType>, square: NumberRange, env: RangeEnv, scope: RangeScope): RangeEnv {
  const range = evaluate(root, env, scope)
  if (isBig(range) || !range.integer || !(square.hi >= 0 && square.hi < 2 ** 52)) return env
  const limit = Math.floor(Math.sqrt(square.hi))
  const { lo, hi, nan } = range
  const narrowed = { ...range, lo: Math.max(lo, -limit), hi: Math.min(hi, limit), nan: nan && square.nan }
  return isEmpty(narrowed) ? env : assume(root, narrowed, env, scope)
}

/** `x + 4` and `x - 4`. */
function shiftOf(expr: Expr<JsType>): { readonly of: Expr<JsType>; readonly by: number } | null {
  if (expr.kind !== 'binary' || (expr.op !== 'add' && expr.op !== 'sub')) return null
  if (expr.type !== 'number' || expr.right.kind !== 'const') return null
  const by = Number(expr.right.value) * (expr.op === 'add' ? 1 : -1)
  return Number.isInteger(by) ? { of: expr.left, by } : null
}

/** What a whole number is that a sum has as its limit: up to 2^52 sums do not round to a limit from beyond it. */
function before(limit: number, by: number): number | null {
  return Number.isInteger(limit) && Math.abs(limit) < 2 ** 52 && Math.abs(by) < 2 ** 52 ? limit - by : null
}
