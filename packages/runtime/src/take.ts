import type { AnyArray, Left, PlainKind } from './kernel.js'
import { kindOf } from './parse-spec.js'
import { arrayAt } from './run.js'

/** Takes an array that the call being made left at a byte of the memory: the same one where it is asked for again. */
export function take(left: Left, pointer: number, length: number, kind: string | PlainKind): AnyArray {
  left.taken ??= new Map()
  const array = left.taken.get(pointer) ?? arrayAt(left, pointer, length, kindOf(kind))
  left.taken.set(pointer, array)
  return array
}
