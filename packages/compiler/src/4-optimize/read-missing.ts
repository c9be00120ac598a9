import type { BinaryOp, Convert, Expr, Load } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteExpr } from '../ir/rewrite-list.js'
import type { Stmt } from '../ir/stmt.js'
import { mapStmtBodies, mapStmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'

type Typed = Expr<ValueType>

/**
 * Reads integers that may not be there as NaN in the last turns of a loop, where arithmetic on doubles is all that sees
 * them.
 *
 * ```
 * f64(a[i]?restart) * x
 * →
 * (i < a.length ? f64(a[i]?proven) : NaN) * x
 * ```
 *
 * The rest of the loop has no such checks. A call that cannot start over any more after it has stored something leaves the
 * arrays of `alloc` where they are.
 *
 * Soundness: `undefined` is NaN to arithmetic, which is what JavaScript computes with there. An index that is negative is
 * no smaller than a length when both are taken to have no sign.
 */
export const readMissing: Pass = {
  name: 'read-missing',
  after: {
    'split-loops': 'most turns of a loop are in bounds then, and these are the last ones',
    'vectorize-loops': 'lanes of integers need no choices',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(inFunction) }),
}

function inFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const visit = (isLast: boolean) => (list: readonly Stmt<ValueType>[]) =>
    list.map((stmt): Stmt<ValueType> => {
      const isInside = isLast || (stmt.kind === 'loop' && stmt.isRemainder === true)
      const inner = mapStmtBodies(stmt, visit(isInside))
      return isInside ? mapStmtExprs(inner, expr => rewriteExpr(expr, { expr: withMissing })) : inner
    })
  return { ...fn, body: visit(false)(fn.body) }
}

const arithmetic: readonly BinaryOp[] = ['add', 'sub', 'mul', 'div', 'rem']

function withMissing(expr: Typed): Typed {
  if (expr.kind !== 'binary' || expr.type !== 'f64' || !arithmetic.includes(expr.op)) return expr
  return { ...expr, left: orNaN(expr.left), right: orNaN(expr.right) }
}

function orNaN(expr: Typed): Typed {
  if (expr.kind !== 'convert' || expr.mode !== 'exact') return expr
  const { operand: load } = expr
  return load.kind === 'load' && load.bounds === 'restart' && !load.raw && load.index.type === 'i32'
    ? choice(expr, load)
    : expr
}

function choice(expr: Convert<ValueType>, load: Load<ValueType>): Typed {
  const { at } = load
  const left: Typed = { kind: 'convert', mode: 'wrap', type: 'u32', operand: load.index, at }
  const right: Typed = { kind: 'length', array: load.array, type: 'u32', at }
  const test: Typed = { kind: 'compare', op: 'lt', left, right, type: 'bool', at }
  const then: Typed = { ...expr, operand: { ...load, bounds: 'proven' } }
  const missing: Typed = { kind: 'const', value: Number.NaN, type: 'f64', at }
  return { kind: 'conditional', test, then, else: missing, type: 'f64', at }
}
