import type { BinaryOp, Expr, UnaryOp } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { JsType } from '../../ir/types.js'
import type { Range } from '../ranges/range.js'
import { isBig, isSingle } from '../ranges/range.js'
import type { Demand } from './demand.js'

type Op = UnaryOp | BinaryOp

/** They choose or mirror: rounding what goes in gives what rounding what comes out would. */
const choosing: ReadonlySet<Op> = new Set<Op>(['neg', 'abs', 'min', 'max'])
/** Of numbers of single precision they make such a number. */
const closed: ReadonlySet<Op> = new Set<Op>([...choosing, 'floor', 'ceil', 'trunc', 'round', 'sign'])
/** Of numbers of single precision they make a number that single precision has to round. */
const rounding: ReadonlySet<Op> = new Set<Op>(['add', 'sub', 'mul', 'div', 'sqrt'])

/**
 * What an expression needs of its operands, as `demands` has it for doubles, where single precision suffices for them.
 *
 * Soundness: one of `+ - * /` or a square root of numbers with 24 bits, rounded to a double's 53 and then to 24, is
 * what rounding it once gives, as 53 >= 2 * 24 + 2 (Figueroa 1995). Below the normal numbers sums are exact, products
 * are exact in a double, and no quotient comes so near the middle of two numbers that a double would be that middle. A
 * second operation before the rounding would see what the first one lost, so only operands that are of single precision
 * themselves count.
 */
export function singleDemands(
  expr: Expr<JsType>,
  demand: Demand,
  demands: readonly Demand[],
  range: (expr: Expr<JsType>) => Range,
): readonly Demand[] {
  const areSingle = () =>
    operands(expr).every(operand => {
      const known = range(operand)
      return !isBig(known) && isSingle(known)
    })
  if (expr.kind === 'compare') return areSingle() ? demands.map(inSingle) : demands
  if (expr.kind !== 'unary' && expr.kind !== 'binary') return demands
  if (expr.op === 'fround') return demands.map(inSingle)
  if (demand.bits !== 'single') {
    const isKept = demand.rounded && closed.has(expr.op)
    return isKept && areSingle() ? demands.map(need => ({ ...need, rounded: true })) : demands
  }
  if (choosing.has(expr.op)) return demands.map(inSingle)
  return (closed.has(expr.op) || rounding.has(expr.op)) && areSingle() ? demands.map(inSingle) : demands
}

function inSingle(demand: Demand): Demand {
  return demand.bits === 'exact' ? { ...demand, bits: 'single', rounded: true } : demand
}

/** Whether rounding the operands of an operation to single precision is as good as rounding its result. */
export function roundsBefore(op: Op): boolean {
  return choosing.has(op)
}
