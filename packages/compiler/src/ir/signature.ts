import type { JsType, NumberType } from './types.js'

/** One way a kernel may be called: a type per parameter, and what the user declared of the result. */
export interface Signature {
  readonly params: readonly ParamType[]
  /** From an explicit signature (`i32(i32)`): the result is wrapped or rounded to it. */
  readonly declaredResult: NumberType | 'bool' | null
}

/** What one parameter takes: a scalar or an array, an object of known fields, a function, or nothing. */
export type ParamType = FieldValue | FunctionType
/** The same of a field: a function there would be called with the object as `this`. */
export type FieldValue = SignatureParam | ObjectType | NothingType | TextType

/** What is left out: the call passes exactly this. */
export interface NothingType {
  readonly type: 'nothing'
  readonly as: 'undefined' | 'null'
}

/** The string that tells an object of a union from the others: `kind: 'circle'`. */
export interface TextType {
  readonly type: 'text'
  readonly text: string
}

export interface SignatureParam {
  readonly type: JsType
  /** Of a string: the only one that the type allows. */
  readonly text?: string
  /** From an alias type or an explicit signature: `n: i32` is a number that must be an int32 at entry. */
  readonly promised?: NumberType
}

/** An object whose fields are known by name: an interface, a class, a tuple (fields `0`, `1` …) or what the use shows. */
export interface ObjectType {
  readonly type: 'object'
  readonly fields: readonly FieldType[]
  /** Objects of this class of the browser's are meant, whose fields are getters of the prototype. */
  readonly host?: string
}

export interface FieldType {
  readonly name: string
  readonly value: FieldValue
  /** May be missing or `undefined`: such calls run as JavaScript. */
  readonly isOptional: boolean
}

/** A function that takes numbers and booleans, and is called from WebAssembly. */
export interface FunctionType {
  readonly type: 'function'
  readonly gives: 'number' | 'boolean' | null
}

const takenApart: ReadonlySet<string> = new Set(['object', 'function', 'nothing', 'text'])

/** Whether a parameter of this type is one local of the kernel: a scalar or an array. */
export function isWhole<T extends { readonly type: string }>(
  param: T,
): param is Exclude<T, ObjectType | FunctionType | NothingType | TextType> {
  return !takenApart.has(param.type)
}
