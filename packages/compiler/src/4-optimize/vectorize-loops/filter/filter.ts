import type { Expr, LocalId } from '../../../ir/expr.js'
import type { Stmt } from '../../../ir/stmt.js'
import type { ValueType } from '../../../ir/types.js'
import type { Limits } from '../lanes/lanes.js'

/** What has to hold of a single so that it decides as the double would. `error`: how far from it that may be. */
export type Check =
  /** Of what an array of clamped bytes gets: what it is rounded to is the nearest for both. */
  | {
      readonly kind: 'nearest'
      readonly local: LocalId
      readonly error: number
      readonly ratio: Ratio | null
    }
  /** No whole number lies between them. */
  | { readonly kind: 'whole'; readonly local: LocalId; readonly error: number }
  /** Neither does zero. */
  | { readonly kind: 'sign'; readonly local: LocalId; readonly error: number }

/** A quotient that may have any size: it is off by this error as well, divided by what is left of the divisor for certain. */
export interface Ratio {
  readonly error: number
  readonly divisor: LocalId
  readonly ofDivisor: number
}

/** A double that has to lie between limits, the same in all turns. */
export interface Assumption {
  readonly expr: Expr<ValueType>
  readonly limits: Limits
}

/** A turn in single precision. */
export interface Filter {
  /** What it computes, every local assigned once; nothing is stored. */
  readonly computed: readonly Stmt<ValueType>[]
  /** What it stores then. */
  readonly stores: readonly Stmt<ValueType>[]
  readonly checks: readonly Check[]
  /** Of what is checked, what has been taken as decided, so that the check is all that needs it. */
  readonly decided: ReadonlySet<LocalId>
  /** What has to hold for any turn. */
  readonly assumed: readonly Assumption[]
  /** Of doubles that are stored: where the limits say that no clamping is needed. */
  readonly inBytes: ReadonlySet<LocalId>
  /** And where they say that nothing is below 0. */
  readonly notBelow: ReadonlySet<LocalId>
}
