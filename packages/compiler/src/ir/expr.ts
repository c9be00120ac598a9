import type { SimdOp, WideLoad } from './simd.js'
import type { SourceRange } from './source-range.js'
import type { RawAccess } from './types.js'

/** Index into `KernelFunction.locals`. */
export type LocalId = number

export type UnaryOp =
  | 'neg'
  | 'bitnot'
  | 'not' // boolean only
  | 'truthy' // number, bigint or boolean → boolean
  | 'to-number' // boolean or bigint → number; identity on number
  | 'to-bigint' // number → bigint, or i64 ↔ u64; what is no integer (JavaScript throws) or does not fit restarts
  | 'char' // a code unit → the string it makes; the same bits
  | 'point' // a code point → the string it makes; the same bits
  | 'code' // and back from both
  | 'defined' // the value itself; an `undefined` read out of bounds starts over. Gone once numbers are narrowed
  | 'as-int64' // BigInt.asIntN(64, x)
  | 'as-uint64' // BigInt.asUintN(64, x)
  | 'abs'
  | 'floor'
  | 'ceil'
  | 'trunc'
  | 'round'
  | 'sign'
  | 'sqrt'
  | 'fround'
  | 'clz32'
  | 'is-nan'
  | 'is-finite'
  | 'is-integer'
  | 'is-safe-integer'

export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'rem'
  | 'pow'
  | 'bitand'
  | 'bitor'
  | 'bitxor'
  | 'shl'
  | 'shr'
  | 'ushr'
  | 'min'
  | 'max'
  | 'imul'

export type CompareOp = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne'

/** Functions of `Math` that stay calls into the host, so that every bit is the engine's own. */
export type HostMath =
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log2'
  | 'log10'
  | 'cbrt'
  | 'atan2'
  | 'hypot'

/**
 * What an out-of-bounds read gives. `js`: not decided yet (before `narrowNumbers`). `nan`: `undefined` that only
 * arithmetic sees. `zero`: `undefined` that only ToInt32 sees. `restart`: `undefined` would show, so the call starts
 * over in JavaScript. `proven`: cannot happen.
 */
export type Bounds = 'js' | 'nan' | 'zero' | 'restart' | 'proven'

interface Node<T> {
  readonly type: T
  readonly at: SourceRange
}

export interface Const<T> extends Node<T> {
  readonly kind: 'const'
  readonly value: number | bigint | boolean
}
export interface LocalRead<T> extends Node<T> {
  readonly kind: 'local'
  readonly local: LocalId
}
export interface Unary<T> extends Node<T> {
  readonly kind: 'unary'
  readonly op: UnaryOp
  readonly operand: Expr<T>
}
export interface Binary<T> extends Node<T> {
  readonly kind: 'binary'
  readonly op: BinaryOp
  readonly left: Expr<T>
  readonly right: Expr<T>
  /**
   * Of bigints. `restart`: a result beyond 64 bits starts the call over. `wrap`: its low 64 bits are taken. Either way a
   * shift may have any count. Left out: such a result cannot be, or only its low bits are looked at.
   */
  readonly overflow?: 'restart' | 'wrap'
}
/** Both operands have one type. `eq`/`ne` are `===`/`!==`. */
export interface Compare<T> extends Node<T> {
  readonly kind: 'compare'
  readonly op: CompareOp
  readonly left: Expr<T>
  readonly right: Expr<T>
}
/** `&&` and `||` on booleans; the right side is evaluated only when it decides. */
export interface Logical<T> extends Node<T> {
  readonly kind: 'logical'
  readonly op: 'and' | 'or'
  readonly left: Expr<T>
  readonly right: Expr<T>
}
/** `test ? then : else`, lazy. `test` is boolean. */
export interface Conditional<T> extends Node<T> {
  readonly kind: 'conditional'
  readonly test: Expr<T>
  readonly then: Expr<T>
  readonly else: Expr<T>
}
export interface MathCall<T> extends Node<T> {
  readonly kind: 'math'
  /** `pow` is a binary operation, unless it is one of ours. */
  readonly fn: HostMath | 'pow'
  /** Not the host's, but ours, whose last digit may differ; only `approximateMath` makes it. */
  readonly isOurs?: true
  readonly args: readonly Expr<T>[]
}
export interface Load<T> extends Node<T> {
  readonly kind: 'load'
  readonly array: LocalId
  /** Of type `pointer`, it is the address itself and not an index; `bounds` is `proven` then. */
  readonly index: Expr<T>
  readonly bounds: Bounds
  /** Bytes beyond a `pointer`, never negative. */
  readonly offset?: number
  /** Of a DataView: `index` is the number of a byte, cut and NaN being 0; out of bounds the call starts over. */
  readonly raw?: RawAccess
  /** Of type `v128`: this many bytes from the element on, all of them in the array. */
  readonly wide?: WideLoad
}
export interface Length<T> extends Node<T> {
  readonly kind: 'length'
  readonly array: LocalId
  /** `byteLength`, the only length a DataView has. */
  readonly unit?: 'bytes'
}
/**
 * A change of representation, made by `narrowNumbers` only. `exact`: the value does not change (its range proves it
 * fits). `wrap`: ToInt32/ToUint32 for 32-bit targets, modulo 2^64 for 64-bit ones. `cut`: the same from f64 to i32 where
 * the range proves that what is cut fits, or is NaN, which gives 0. `round`: f64 → f32 as `Math.fround`.
 */
export interface Convert<T> extends Node<T> {
  readonly kind: 'convert'
  readonly mode: 'exact' | 'wrap' | 'cut' | 'round'
  readonly operand: Expr<T>
}

/** One instruction on several values side by side, which only `vectorizeLoops` makes. */
export interface Simd<T> extends Node<T> {
  readonly kind: 'simd'
  readonly op: SimdOp
  readonly args: readonly Expr<T>[]
  /** Lane numbers, or the lanes of a constant. */
  readonly immediates?: readonly number[]
}

/** What a call left beside its value, read directly behind it; only `outlineLoops` makes it. */
export interface GlobalRead<T> extends Node<T> {
  readonly kind: 'global'
  /** Which one of the globals of this type. */
  readonly global: number
}

/**
 * An expression is pure: it assigns nothing and calls no user function, so its value depends only on locals and on
 * array contents, and statements alone fix the order of effects.
 */
export type Expr<T> =
  | Const<T>
  | LocalRead<T>
  | Unary<T>
  | Binary<T>
  | Compare<T>
  | Logical<T>
  | Conditional<T>
  | MathCall<T>
  | Load<T>
  | Length<T>
  | Convert<T>
  | Simd<T>
  | GlobalRead<T>
