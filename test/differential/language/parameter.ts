import type { TypedArrayName } from '../../../packages/compiler/src/ir/types.js'
import type { CallbackKind } from './callbacks.js'

/** What an argument is made for. */
export type ParameterKind =
  | MoreKind
  | 'number'
  | 'numbers'
  | 'grid'
  | 'planes'
  | 'typed'
  | 'bigint'
  | 'bigints'
  | 'text'
  | 'point'

export interface Parameter {
  readonly name: string
  readonly kind: ParameterKind
  readonly isTyped: boolean
  /** The kind of array it is, where it is one. */
  readonly element?: TypedArrayName
  /** What it is where the call leaves it out. */
  readonly whenMissing?: string
}

/** Parameters that may be left out, are taken apart, hold what is left, or are called. */
export type MoreKind = CallbackKind | 'maybe' | 'maybeNull' | 'fields' | 'pair' | 'rest'
