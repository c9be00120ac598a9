import type { Convert, Expr } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteList } from '../ir/rewrite-list.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'

type Typed = Expr<ValueType>

/**
 * Clamps sums of integers as integers where they may leave int32: `i32(f64.max(0, f64(x) + f64(k)))` is
 * `i32(i64.max(0, i64(x) + i64(k)))`, for V8 takes a branch or two for the extremes of doubles, and none for these.
 *
 * Soundness: sums of a few int32 and constants are whole and far below 2^53, where doubles hold each of them, and so do
 * 64-bit integers; -0 is none of them, as no sum of two numbers other than -0 is. The low 32 bits are the same.
 */
export const clampIntegers: Pass = {
  name: 'clamp-integers',
  after: {
    'vectorize-loops': 'lanes have extremes of doubles, and none of 64-bit integers',
    'jam-loops': 'by then every turn has its own',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(clampFunction) }),
}

function clampFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  return { ...fn, body: rewriteList(fn.body, { expr: clamped }) }
}

function clamped(expr: Typed): Typed {
  if (expr.kind !== 'convert' || (expr.type !== 'i32' && expr.type !== 'u32')) return expr
  const { operand } = expr
  const isLow = operand.type === 'f64' && (expr.mode === 'exact' || expr.mode === 'wrap')
  if (!isLow || operand.kind !== 'binary' || (operand.op !== 'min' && operand.op !== 'max')) return expr
  const whole = asLong(operand, 0)
  return whole ? ({ ...expr, mode: 'wrap', operand: whole } satisfies Convert<ValueType>) : expr
}

/** Sums of more are not looked for. */
const deepest = 4

/** A double that is a whole number, as an integer of 64 bits; null where it may be anything else. */
function asLong(expr: Typed, depth: number): Typed | null {
  if (depth > deepest) return null
  const { at } = expr
  if (expr.kind === 'const') {
    const value = Number(expr.value)
    const isWhole = Number.isInteger(value) && Math.abs(value) <= 2 ** 32 && !Object.is(value, -0)
    return isWhole ? { kind: 'const', value: BigInt(value), type: 'i64', at } : null
  }
  if (expr.kind === 'convert') {
    const isWord = expr.mode === 'exact' && (expr.operand.type === 'i32' || expr.operand.type === 'u32')
    return isWord ? { ...expr, type: 'i64' } : null
  }
  if (expr.kind !== 'binary' || !['add', 'sub', 'min', 'max'].includes(expr.op)) return null
  const left = asLong(expr.left, depth + 1)
  const right = left && asLong(expr.right, depth + 1)
  return left && right ? { ...expr, left, right, type: 'i64' } : null
}
