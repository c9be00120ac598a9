import { nearestName } from '../diagnostics/nearest-name.js'
import { typedArrayNames } from '../ir/types.js'

const scalars = ['i32', 'u32', 'i64', 'u64', 'f32', 'f64', 'bool', 'number', 'boolean', 'bigint']
const types: readonly string[] = [...scalars, ...typedArrayNames]

/** Names people bring along from C, NumPy and Numba. */
const familiar: Readonly<Record<string, string>> = {
  int: 'i32',
  int32: 'i32',
  uint32: 'u32',
  int64: 'i64',
  uint64: 'u64',
  float: 'f64',
  float32: 'f32',
  float64: 'f64',
  double: 'f64',
  'i32[]': 'Int32Array',
  'u32[]': 'Uint32Array',
  'f32[]': 'Float32Array',
  'f64[]': 'Float64Array',
  'number[]': 'Float64Array',
}

export interface SignatureProblem {
  readonly problem: string
  /** The signature the user most likely meant; empty where nobody can tell. */
  readonly correction: string
}

/** Whether a word names a type a signature can hold. */
export function isSignatureType(word: string): boolean {
  return types.includes(word)
}

/** Checks the text of a declared signature, `result(parameter, …)`; `null` where it is well formed. */
export function checkSignature(text: string): SignatureProblem | null {
  const parts = /^([^()]*)\(([^()]*)\)$/.exec(text.trim())
  if (parts === null) return { problem: 'it has to look like `result(parameter, parameter)`', correction: '' }
  const [, result = '', list = ''] = parts.map(part => part.trim())
  if (result === '') return { problem: 'the type of the result is missing', correction: '' }
  const params = list === '' ? [] : list.split(',').map(param => param.trim())
  if (params.includes('')) return { problem: 'a parameter has no type', correction: '' }
  const unknown = [result, ...params].find(
    (type, i) => !(types.includes(type) || (i === 0 && type === 'void')),
  )
  if (unknown === undefined) return null
  return { problem: `\`${unknown}\` is not a type`, correction: correct(result, params) }
}

function correct(result: string, params: readonly string[]): string {
  const corrected = [result, ...params].map(correctType)
  if (corrected.includes(undefined)) return ''
  const [first = '', ...rest] = corrected
  return `${first}(${rest.join(', ')})`
}

function correctType(type: string): string | undefined {
  if (types.includes(type) || type === 'void') return type
  return familiar[type.toLowerCase()] ?? nearestName(type, types)
}
