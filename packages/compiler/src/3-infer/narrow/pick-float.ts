import type { Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import type { NumberRange } from '../ranges/range.js'
import { isSingle } from '../ranges/range.js'

/** A narrowed operand, and every value it can have. */
export interface FloatOperand {
  readonly value: Expr<ValueType>
  readonly range: NumberRange
}

/**
 * The representation in which an operation computes that needs doubles unless all of its operands are of single
 * precision and its result is going to be rounded to that (see `singleDemands`).
 */
export function computingFloat(ranges: readonly NumberRange[], demand: Demand): 'f32' | 'f64' {
  return demand.bits === 'single' && ranges.every(isSingle) ? 'f32' : 'f64'
}

/**
 * The representation in which one of its operands is chosen, mirrored or cut, which gives single precision back: that
 * which takes fewer conversions. `roundsBefore`: what is rounded after it may be rounded before.
 */
export function choosingFloat(
  operands: readonly FloatOperand[],
  demand: Demand,
  roundsBefore: boolean,
): 'f32' | 'f64' {
  const isRounded = demand.bits === 'single'
  const mayRound = (isRounded && roundsBefore) || operands.every(({ range }) => isSingle(range))
  if (!mayRound) return 'f64'
  const has = (type: 'f32' | 'f64') =>
    operands.some(({ value }) => value.type === type && value.kind !== 'const')
  return has('f32') || (isRounded && !has('f64')) ? 'f32' : 'f64'
}
