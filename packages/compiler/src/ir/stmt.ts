import type { Bounds, Expr, LocalId } from './expr.js'
import type { HostFunction } from './host-function.js'
import type { WideStore } from './simd.js'
import type { SourceRange } from './source-range.js'
import type { RawAccess } from './types.js'

/** Names a loop, switch or block inside one function, so that break and continue say which. */
export type LabelId = number

/** Index into `Kernel.functions`. */
export type FunctionId = number

interface Node {
  readonly at: SourceRange
}

export interface SetLocal<T> extends Node {
  readonly kind: 'set'
  readonly local: LocalId
  readonly value: Expr<T>
}
/** `array[index] = value`; out of bounds it does nothing. The value is converted as the array's kind says. */
export interface Store<T> extends Node {
  readonly kind: 'store'
  readonly array: LocalId
  readonly index: Expr<T>
  readonly value: Expr<T>
  readonly bounds: Bounds
  /** As of a load: bytes beyond an `index` that is a `pointer`. */
  readonly offset?: number
  /** As of a load. */
  readonly raw?: RawAccess
  /** Of a `v128`: how much of it goes to the element and those behind it. */
  readonly wide?: WideStore
}
/** `local = new T(length)`, T being the local's type: zeroed. A length JavaScript would reject restarts the call. */
export interface NewArray<T> extends Node {
  readonly kind: 'new-array'
  readonly local: LocalId
  readonly length: Expr<T>
  /** An array whose kind the new one takes, where lowering does not know it. */
  readonly like?: LocalId
}
/**
 * `local = array.subarray(start, start + length)`: the same elements. Both are whole and in range. As a DataView, `start`
 * and `length` count bytes.
 */
export interface View<T> extends Node {
  readonly kind: 'view'
  readonly local: LocalId
  readonly array: LocalId
  readonly start: Expr<T>
  readonly length: Expr<T>
  readonly as?: 'DataView'
}
/** `local = array[index]`, the array being one of arrays: the row itself. Where there is none, the call starts over. */
export interface Row<T> extends Node {
  readonly kind: 'row'
  readonly local: LocalId
  readonly array: LocalId
  readonly index: Expr<T>
  readonly bounds: 'restart' | 'proven'
}
/** `array[index] = row` of an array of arrays that was made here, `row` being a local. Out of bounds the call starts over. */
export interface StoreRow<T> extends Node {
  readonly kind: 'store-row'
  readonly array: LocalId
  readonly index: Expr<T>
  readonly row: Expr<T>
  readonly bounds: 'restart' | 'proven'
  /** Where the row may stand there already: then nothing happens, and it still stands there once. */
  readonly isAgain?: true
}
/**
 * Moves or orders many elements of `array` at once. `copy`: `count` elements of `from`, which is of the same kind, from
 * `source` on to `target` on, as if all were read before any is written. `sort`: ascending, -0 before 0, NaN last.
 * Positions and counts are whole and in range.
 */
export interface Bulk<T> extends Node {
  readonly kind: 'bulk'
  readonly op: 'copy' | 'sort'
  readonly array: LocalId
  readonly from: LocalId
  /** `copy`: target, source, count. `sort`: nothing. */
  readonly args: readonly Expr<T>[]
}
/** A place of an array of arrays. */
export interface RowPlace<T> {
  readonly array: LocalId
  readonly index: Expr<T>
}
/**
 * `array.length = length` of an ordinary array that was made here, and that no other local holds: it keeps its elements
 * and may move. Those that it gains are stored before they are read.
 */
export interface Resize<T> extends Node {
  readonly kind: 'resize'
  readonly array: LocalId
  readonly length: Expr<T>
  /** It loses its first element; the length, one less than before, is given all the same. */
  readonly isShifted?: true
  /** The array of arrays that it may be a row of, which then gets to know; where it is another one's, the call starts over. */
  readonly holder?: RowPlace<T>
}
/** `local = callee(args)`. A callee that gives no value has `local: null`. A host function goes by its name. */
export interface Call<T> extends Node {
  readonly kind: 'call'
  readonly local: LocalId | null
  readonly callee: FunctionId | HostFunction
  readonly args: readonly Expr<T>[]
  /**
   * Sorts this array as JavaScript does by a comparator, calling `callee` with two elements and the other arguments each
   * time: of an ordinary array it says whether the comparator gave less than 0, of a typed one whether more. The first two
   * arguments are loads that stand for any element. Elements move only when all calls are done.
   */
  readonly sorts?: LocalId
}
export interface If<T> extends Node {
  readonly kind: 'if'
  readonly test: Expr<T>
  readonly then: readonly Stmt<T>[]
  readonly else: readonly Stmt<T>[]
}
/** `for (; test; update) body`. `continue` runs `update`; `update` holds no jump but a `break` of this loop. */
export interface Loop<T> extends Node {
  readonly kind: 'loop'
  readonly label: LabelId
  readonly test: Expr<T>
  readonly body: readonly Stmt<T>[]
  readonly update: readonly Stmt<T>[]
  /** Only a few turns are left for it, so it is not worth any more code. */
  readonly isRemainder?: true
  /** Each of its turns is a strip of another loop, many turns of it, and there are few strips. */
  readonly isStrips?: true
}
export interface SwitchCase<T> {
  /** `null` is `default`. */
  readonly test: Expr<T> | null
  readonly body: readonly Stmt<T>[]
}
/** JavaScript's switch: strict equality, first match wins, bodies fall through. */
export interface Switch<T> extends Node {
  readonly kind: 'switch'
  readonly label: LabelId
  readonly discriminant: Expr<T>
  readonly cases: readonly SwitchCase<T>[]
}
export interface Block<T> extends Node {
  readonly kind: 'block'
  readonly label: LabelId
  readonly body: readonly Stmt<T>[]
}
export interface Break extends Node {
  readonly kind: 'break'
  readonly label: LabelId
}
export interface Continue extends Node {
  readonly kind: 'continue'
  readonly label: LabelId
}
export interface Return<T> extends Node {
  readonly kind: 'return'
  readonly value: Expr<T> | null
  /** What it gives where other ends of the function give a value; only while lowering. */
  readonly missing?: 'undefined' | 'null'
}
/** Leaves the kernel; the glue throws `Kernel.throws[site]`, or the call starts over in JavaScript, which throws itself. */
export interface Throw extends Node {
  readonly kind: 'throw'
  readonly site: number | 'restart'
}

/** Leaves a value for the glue, which takes it when the call ends by a return or a `throw`, and not when it restarts. */
export interface SetOutput<T> extends Node {
  readonly kind: 'output'
  /** Index into `Kernel.outputs`. */
  readonly slot: number
  readonly value: Expr<T>
}

/** Leaves a value for the caller, beside the one that the function returns. */
export interface SetGlobal<T> extends Node {
  readonly kind: 'set-global'
  /** Which one of the globals of the value's type. */
  readonly global: number
  readonly value: Expr<T>
}

/** The statements that make arrays or treat them as a whole. */
export type ArrayStmt<T> = NewArray<T> | View<T> | Row<T> | Bulk<T> | Resize<T>

export type Stmt<T> =
  | SetLocal<T>
  | Store<T>
  | StoreRow<T>
  | ArrayStmt<T>
  | Call<T>
  | If<T>
  | Loop<T>
  | Switch<T>
  | Block<T>
  | Break
  | Continue
  | Return<T>
  | Throw
  | SetOutput<T>
  | SetGlobal<T>
