import type { ArrayKind, TypeVar } from './types.js'
import { isArray, isNestedArray, isPlainArray } from './types.js'

/** Arrays whose members are noted apart; `ordinary` ones of numbers or booleans, also as rows of the `nested`. */
export type ArrayFamily = 'typed' | 'ordinary' | 'nested' | 'view'

/**
 * Something that is read by name from arrays of one family, and compiled in. Symbols go by their names, and `layout` stands
 * for where a typed array lies in its buffer.
 */
export interface ArrayMember {
  readonly of: ArrayFamily
  readonly name: string
}

export const iterator = '@@iterator'
export const spreadable = '@@isConcatSpreadable'
export const layout = '@@layout'

/** The family of a kind of array; `null` for a string, which has nothing of its own. */
export function familyOf(kind: ArrayKind): ArrayFamily | null {
  if (kind === 'string') return null
  if (kind === 'DataView') return 'view'
  if (isNestedArray(kind)) return 'nested'
  return isPlainArray(kind) ? 'ordinary' : 'typed'
}

/** The families that something of this kind may belong to which has such a member. */
export function familiesWith(name: string, kind: TypeVar): readonly ArrayFamily[] {
  if (kind === 'dyn') {
    if (onlyTyped.has(name)) return ['typed']
    return onlyOrdinary.has(name) ? ['ordinary', 'nested'] : ['typed', 'ordinary', 'nested']
  }
  const family = isArray(kind) ? familyOf(kind) : null
  return family === null ? [] : [family]
}

const onlyTyped: ReadonlySet<string> = new Set(['set', 'subarray', layout])
const onlyOrdinary: ReadonlySet<string> = new Set([
  'concat',
  'flat',
  'pop',
  'push',
  'shift',
  'splice',
  'unshift',
  spreadable,
])

/** Whether all arrays have such a member. */
export function isOfAll(name: string): boolean {
  return !onlyTyped.has(name) && !onlyOrdinary.has(name)
}

/** The members beside a method that decide what it gives: those that look for the class of a new array, and its parts. */
export function askedBy(name: string): readonly string[] {
  if (name === 'concat') return ['constructor', spreadable]
  return makesLike.has(name) ? ['constructor'] : []
}

const makesLike: ReadonlySet<string> = new Set(['filter', 'flat', 'map', 'slice', 'splice', 'subarray'])
