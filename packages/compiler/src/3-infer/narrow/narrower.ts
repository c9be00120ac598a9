import type { Expr } from '../../ir/expr.js'
import type { JsType, NumberType, ValueType } from '../../ir/types.js'
import type { Demand } from '../demand/demand.js'
import type { BigRange, NumberRange } from '../ranges/range.js'
import type { FloatOperand } from './pick-float.js'

/** What the rewriting of one operator asks of the rewriting of all expressions. */
export interface Narrower {
  /** The expression in the representation asked for. */
  readonly to: (expr: Expr<JsType>, type: ValueType, demand: Demand) => Expr<ValueType>
  /** The expression in the representation it comes in by itself. */
  readonly natural: (expr: Expr<JsType>, demand: Demand) => Expr<ValueType>
  /** The same, and every value it can have. */
  readonly operand: (expr: Expr<JsType>, demand: Demand) => FloatOperand
  readonly boolean: (expr: Expr<JsType>) => Expr<ValueType>
  /** A bigint in 64 bits: its value, or its low bits where the demand is no more. */
  readonly bigint: (expr: Expr<JsType>, type: 'i64' | 'u64', demand: Demand) => Expr<ValueType>
  readonly range: (expr: Expr<JsType>) => NumberRange
  readonly bigRange: (expr: Expr<JsType>) => BigRange
  /** What the expression needs of its operands when this much of it is needed. */
  readonly demands: (expr: Expr<JsType>, demand: Demand) => readonly Demand[]
  /** A representation all of these have exactly. */
  readonly commonType: (exprs: readonly Expr<JsType>[]) => NumberType
  /** The 64-bit type that holds every one of these exactly, or as much as one can. */
  readonly commonBigType: (exprs: readonly Expr<JsType>[]) => 'i64' | 'u64'
}
