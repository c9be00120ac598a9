import { nearestName } from '../diagnostics/nearest-name.js'
import { signatureWords as types } from '../ir/signature-words.js'

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
  'int[]': 'i32[]',
  'int32[]': 'i32[]',
  'float[]': 'f64[]',
  'float32[]': 'f32[]',
  'float64[]': 'f64[]',
  'double[]': 'f64[]',
  'bool[]': 'boolean[]',
}

export interface SignatureProblem {
  readonly problem: string
  /** The signature the user most likely meant; empty where nobody can tell. */
  readonly correction: string
  /** The part of the text that is wrong. */
  readonly start: number
  readonly length: number
}

/** Whether a word names a type a signature can hold. */
export function isSignatureType(word: string): boolean {
  return types.includes(word)
}

/** Checks the text of a declared signature, `result(parameter, …)`; `null` where it is well formed. */
export function checkSignature(text: string): SignatureProblem | null {
  const whole = { start: 0, length: text.length, correction: '' }
  const parts = /^\s*([^()]*?)\s*\(([^()]*)\)\s*$/.exec(text)
  if (parts === null) return { ...whole, problem: 'it has to look like `result(parameter, parameter)`' }
  const [, result = '', list = ''] = parts
  if (result === '') return { ...whole, problem: 'the type of the result is missing' }
  const params = list.trim() === '' ? [] : list.split(',').map(param => param.trim())
  if (params.includes('')) return { ...whole, problem: 'a parameter has no type' }
  const isResult = types.includes(result) || result === 'void'
  const position = params.findIndex(type => !types.includes(type))
  const wrong = isResult ? params[position] : result
  if (wrong === undefined) return null
  const start = isResult ? startOf(text, position) : text.indexOf(result)
  const correction = correct(result, params)
  return { problem: `\`${wrong}\` is not a type`, correction, start, length: wrong.length }
}

/** Where a parameter begins. */
function startOf(text: string, position: number): number {
  const open = text.indexOf('(') + 1
  const before = text.slice(open).split(',').slice(0, position).join(',')
  const start = open + before.length + (position > 0 ? 1 : 0)
  return start + (text.slice(start).length - text.slice(start).trimStart().length)
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
