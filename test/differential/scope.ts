import type { TypedArrayName } from '../../packages/compiler/src/ir/types.js'

/** What a generated program can name at one point. Blocks copy it, so that a declaration is seen only below it. */
export interface Scope {
  /** Numbers that may be assigned. */
  readonly numbers: readonly string[]
  /** Numbers that may only be read: loop counters, constants, parameters used as bounds. */
  readonly readOnly: readonly string[]
  readonly booleans: readonly string[]
  readonly bigints: readonly string[]
  readonly arrays: readonly ArrayName[]
  readonly helpers: readonly Helper[]
  /** Numbers and arrays of numbers outside the function that never change. */
  readonly constants: readonly string[]
  readonly tables: readonly string[]
  /** Labels of the loops and blocks around this point. */
  readonly labels: readonly { readonly name: string; readonly isLoop: boolean }[]
  /** What a plain `break` and `continue` would find. */
  readonly breakable: boolean
  readonly continuable: boolean
  readonly result: ResultKind
  /** How deep the blocks are nested. */
  readonly depth: number
  /** Product of the trip counts of the loops around this point, at most. */
  readonly trips: number
}

export interface ArrayName {
  readonly name: string
  readonly kind: TypedArrayName
}

export interface Helper {
  readonly name: string
  readonly params: readonly ('number' | TypedArrayName)[]
}

/** What the program returns; `array` is one of its arrays. */
export type ResultKind = 'number' | 'boolean' | 'nothing' | 'array'

/** Array kinds whose elements are numbers. */
export const numberArrays = [
  'Float64Array',
  'Int32Array',
  'Float32Array',
  'Uint8Array',
  'Uint32Array',
  'Int16Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Uint16Array',
] as const satisfies readonly TypedArrayName[]

/** Array kinds whose elements are bigints. */
export const bigintArrays = ['BigInt64Array', 'BigUint64Array'] as const satisfies readonly TypedArrayName[]

/** Whether an array's elements are numbers. */
export function holdsNumbers(array: ArrayName): boolean {
  return !array.kind.startsWith('Big')
}
