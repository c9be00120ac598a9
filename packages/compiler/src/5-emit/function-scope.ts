import type { LocalId } from '../ir/expr.js'
import type { KernelFunction, Local, Table } from '../ir/kernel.js'
import type { ArrayKind, NumberType, ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import type { LineMarks } from './line-marks.js'
import type { LocalNames } from './names.js'
import type { Prelude } from './prelude/prelude.js'

/** What emitting one function's expressions and statements needs to know. */
export interface FunctionScope {
  readonly fn: KernelFunction<ValueType>
  /** Those of the kernel. */
  readonly tables: readonly Table[]
  /** By local id. */
  readonly names: readonly LocalNames[]
  /** Names of the kernel's functions by function id. */
  readonly functions: readonly string[]
  readonly prelude: Prelude
  /** Whether every row of a kernel's own arrays of arrays tells how many places it stands in: some get another length. */
  readonly countsPlaces: boolean
  /** Where what lines were made of is remembered, for debuggers. */
  readonly marks: LineMarks | null
  /** Locals whose array takes the place of the one they had before. */
  readonly reused: ReadonlySet<LocalId>
}

/** A local and what it is called. */
export interface NamedLocal extends Local<ValueType> {
  readonly as: LocalNames
}

/** Finds a local by its id. */
export function localOf(scope: FunctionScope, id: LocalId): NamedLocal {
  const local = scope.fn.locals[id]
  const as = scope.names[id]
  if (!local || !as) throw new Error(`5-emit: ${scope.fn.name} has no local ${id}`)
  return { ...local, as }
}

/** A local that must be an array, with its type as one. */
export function arrayOf(scope: FunctionScope, id: LocalId) {
  const local = localOf(scope, id)
  return { array: arrayType(local.type), pointer: local.as.value, length: local.as.length }
}

function arrayType(type: ValueType): ArrayKind {
  if (!isArray(type)) throw new Error(`5-emit: ${type} is not an array`)
  return type
}

/** A type that must be one of numbers. */
export function numberType(type: ValueType): NumberType {
  if (type === 'bool' || type === 'void' || type === 'pointer' || type === 'v128' || isArray(type))
    throw new Error(`5-emit: ${type} is not a number`)
  return type
}
