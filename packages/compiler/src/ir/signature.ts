import type { JsType, NumberType } from './types.js'

/** One way a kernel may be called: a type per parameter, and what the user declared of the result. */
export interface Signature {
  readonly params: readonly ParamType[]
  /** From an explicit signature (`i32(i32)`): the result is wrapped or rounded to it. */
  readonly declaredResult: NumberType | 'bool' | null
}

/** What one parameter takes: a scalar or an array, an object of known fields, or nothing. */
export type ParamType = SignatureParam | ObjectType | NothingType

/** What is left out: the call passes exactly this. */
export interface NothingType {
  readonly type: 'nothing'
  readonly as: 'undefined' | 'null'
}

export interface SignatureParam {
  readonly type: JsType
  /** From an alias type or an explicit signature: `n: i32` is a number that must be an int32 at entry. */
  readonly promised?: NumberType
}

/** An object whose fields are known by name: an interface, a class, a tuple (fields `0`, `1` …) or what the use shows. */
export interface ObjectType {
  readonly type: 'object'
  readonly fields: readonly FieldType[]
}

export interface FieldType {
  readonly name: string
  readonly value: ParamType
  /** May be missing or `undefined`: such calls run as JavaScript. */
  readonly isOptional: boolean
}
