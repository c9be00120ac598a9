import type { SignatureParam } from '../../ir/signature.js'
import type { JsType, NumberType, PlainArray } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'

const promises: Readonly<Record<NumberType, SignatureParam>> = {
  i32: { type: 'number', promised: 'i32' },
  u32: { type: 'number', promised: 'u32' },
  i64: { type: 'bigint', promised: 'i64' },
  u64: { type: 'bigint', promised: 'u64' },
  f32: { type: 'number', promised: 'f32' },
  f64: { type: 'number', promised: 'f64' },
}

/** Whether a word is one of hotpath's number types. */
export function isNumberType(word: string): word is NumberType {
  return Object.hasOwn(promises, word)
}

/** What an alias type of hotpath says of a parameter: `i32` is a number that must be an int32. */
export function aliasType(word: string): SignatureParam | null {
  if (word === 'bool') return { type: 'boolean' }
  return isNumberType(word) ? promises[word] : null
}

/** The ordinary array with these elements, `null` where there is none. */
export function plainArray(element: JsType): PlainArray | null {
  if (element === 'number') return 'number[]'
  return element === 'boolean' ? 'boolean[]' : null
}

/** What a type says that every module knows: JavaScript's own scalars, typed arrays and ordinary arrays. */
export function plainType(word: string): SignatureParam | null {
  if (word === 'number' || word === 'boolean' || word === 'bigint') return { type: word }
  return isArray(word) ? { type: word } : null
}

/** What an array of numbers of unknown kind mostly is, the likeliest first. */
export const anyArray: readonly SignatureParam[] = [
  { type: 'Float64Array' },
  { type: 'number[]' },
  { type: 'Float32Array' },
  { type: 'Int32Array' },
]
