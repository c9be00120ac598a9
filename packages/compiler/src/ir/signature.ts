import type { JsType, NumberType } from './types.js'

/** One way a kernel may be called: a type per parameter, and what the user declared of the result. */
export interface Signature {
  readonly params: readonly SignatureParam[]
  /** From an explicit signature (`i32(i32)`): the result is wrapped or rounded to it. */
  readonly declaredResult: NumberType | 'bool' | null
}

export interface SignatureParam {
  readonly type: JsType
  /** From an alias type or an explicit signature: `n: i32` is a number that must be an int32 at entry. */
  readonly promised?: NumberType
}
