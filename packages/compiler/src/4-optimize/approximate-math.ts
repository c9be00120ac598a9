import type { Binary, Expr, MathCall } from '../ir/expr.js'
import { forEachExpr } from '../ir/expr-walk.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import { rewriteList } from '../ir/rewrite-list.js'
import { isLaneMath } from '../ir/simd.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'

type Typed = Expr<ValueType>

/**
 * Takes `exp`, `log`, `sin`, `cos` and powers from code of our own where the user allows it, by `fastmath(approx)` or
 * `math: 'native'`: they run in lanes as well, and in one lane are sooner there than the engine's, which lie outside.
 *
 * Soundness: this is one of the few passes that do not keep every bit, and it runs only where the user wrote so. What it
 * calls is within 1.5 ulp of the true value for all doubles, gives what `Math` gives for NaN, infinities and zeros of
 * either sign, and the same for one double as in either of two lanes: a value does not depend on where in an array it
 * stands, nor on whether its loop runs in lanes. x * x and x * x * x are within 0.5 and 1.1 ulp, 1 / x within 0.5, and
 * overflow and vanish where the power does.
 */
export const approximateMath: Pass = {
  name: 'approximate-math',
  after: { 'fold-constants': 'an exponent is known to be constant then' },
  run: kernel =>
    isApproximate(kernel) ? { ...kernel, functions: kernel.functions.map(approximateFunction) } : kernel,
}

function isApproximate({ options: { fastmath, math } }: Kernel<ValueType>): boolean {
  return math === 'native' || fastmath.includes('approx')
}

function approximateFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  return { ...fn, body: rewriteList(fn.body, { expr: approximated }) }
}

function approximated(expr: Typed): Typed {
  if (expr.kind === 'math' && isLaneMath(expr.fn)) return { ...expr, isOurs: true }
  if (expr.kind === 'binary' && expr.op === 'pow' && expr.type === 'f64' && expr.left.type === 'f64') {
    return power(expr)
  }
  return expr
}

function power({ left, right, type, at }: Binary<ValueType>): Typed {
  const exponent = right.kind === 'const' ? right.value : null
  const times = (a: Typed, b: Typed): Typed => ({ kind: 'binary', op: 'mul', left: a, right: b, type, at })
  if (exponent === 2 && isCheap(left)) return times(left, left)
  if (exponent === 3 && isCheap(left)) return times(times(left, left), left)
  if (exponent === -1) {
    return { kind: 'binary', op: 'div', left: { kind: 'const', value: 1, type, at }, right: left, type, at }
  }
  return {
    kind: 'math',
    fn: 'pow',
    isOurs: true,
    args: [left, right],
    type,
    at,
  } satisfies MathCall<ValueType>
}

/** Whether it may be written several times: what is there twice, the engine computes once. */
function isCheap(expr: Typed): boolean {
  let parts = 0
  let holds = true
  forEachExpr(expr, part => {
    parts++
    holds &&= part.kind !== 'math' && !(part.kind === 'binary' && (part.op === 'div' || part.op === 'rem'))
    holds &&= !(part.kind === 'unary' && part.op === 'sqrt')
  })
  return holds && parts <= mostParts
}

const mostParts = 5
