import type { Expr } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteList } from '../ir/rewrite-list.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'

type Typed = Expr<ValueType>

/**
 * Divides integers by a constant as integers where the fraction is thrown away: `i32(f64(x) / 9)` is `x / 9`.
 *
 * Soundness: the double nearest to a quotient of 32-bit integers has the same whole part as the quotient. A quotient that is
 * not whole is at least 1 / divisor below the next whole number, and rounding moves it by less than quotient * 2^-53, which
 * is less than that as long as the dividend is below 2^53. Both ways cut towards zero, and -0 is 0 as an integer. From 2 on
 * no divisor is zero, and no quotient leaves int32.
 */
export const divideIntegers: Pass = {
  name: 'divide-integers',
  after: { 'fold-constants': 'a divisor may be made of several constants' },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(divideFunction) }),
}

function divideFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  return { ...fn, body: rewriteList(fn.body, { expr: divided }) }
}

function divided(expr: Typed): Typed {
  if (expr.kind !== 'convert' || expr.type !== 'i32' || expr.mode === 'round') return expr
  const { operand } = expr
  if (operand.kind !== 'binary' || operand.op !== 'div' || operand.type !== 'f64') return expr
  const { left, right, at } = operand
  if (left.kind !== 'convert' || left.mode !== 'exact' || right.kind !== 'const') return expr
  const dividend = left.operand
  const divisor = Number(right.value)
  const isWord = dividend.type === 'i32' || dividend.type === 'u32'
  if (!isWord || !Number.isInteger(divisor) || divisor < 2 || divisor >= 2 ** 31) return expr
  const { type } = dividend
  const by: Typed = { ...right, type, value: divisor }
  const quotient: Typed = { kind: 'binary', op: 'div', left: dividend, right: by, type, at }
  return type === 'i32' ? quotient : { ...expr, mode: 'exact', operand: quotient }
}
