import { askedBy } from '../../ir/array-members.js'
import type { LocalId } from '../../ir/expr.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { TypeVar } from '../../ir/types.js'
import { isNestedArray, isPlainArray } from '../../ir/types.js'
import { mustBeDefined } from '../expressions/lower-nullish.js'
import { length } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { clampedPosition } from './positions.js'

/** `array.method(...args)`, the arguments evaluated. */
export interface MethodCall {
  readonly array: LocalId
  readonly args: readonly Expr[]
  readonly at: SourceRange
  /** Whether somebody wants what it gives. @default 'value' */
  readonly use?: 'value' | 'effect'
}

/** Lowers a call of one method: emits what it does and gives its value. */
export type Method = (fn: FunctionContext, call: MethodCall) => Expr

/** What is known of an array's kind while lowering. */
export function kindOf(fn: FunctionContext, array: LocalId): TypeVar {
  return fn.likelyType(array)
}

/**
 * Notes that what a method or an iterator of an array of this kind does is compiled in: the glue then takes arrays only
 * that have the engine's own under this name, typed ones only of the very class, and where the buffer is gone leaves the
 * throw to JavaScript.
 */
export function takeMember(fn: FunctionContext, kind: TypeVar, name: string): void {
  if (!isPlainArray(kind) && !isNestedArray(kind) && kind !== 'string') fn.kernel.usesMethods = true
  for (const member of [name, ...askedBy(name)]) fn.kernel.noteMember(kind, member)
}

/** The stretch that `start` and `end` arguments name, `end` not before `start`; left out, they mean the whole array. */
export function stretch(
  fn: FunctionContext,
  { array, at }: MethodCall,
  start: Expr | undefined,
  end: Expr | undefined,
): { readonly from: Expr; readonly to: Expr } {
  const whole = length(array, at)
  const from = start === undefined ? null : clampedPosition(fn, start, whole, at)
  // As an `undefined`, a missing end means the length, and not 0 as NaN would.
  if (end !== undefined) mustBeDefined(fn, end, end.at, 'position')
  const to = end === undefined ? whole : clampedPosition(fn, end, whole, at)
  return { from: from ?? { kind: 'const', value: 0, type: 'number', at }, to }
}

/** Emits `local = new T(length)`, T being the kind of another array. */
export function newLike(fn: FunctionContext, array: LocalId, size: Expr, at: SourceRange): LocalId {
  const kind = kindOf(fn, array)
  const local = fn.temp(kind, at)
  const like = kind === 'dyn' ? { like: array } : {}
  fn.emit({ kind: 'new-array', local, length: size, ...like, at })
  return local
}
