import type { ValueType } from '../../ir/types.js'
import { assemblyType, zeroOf } from '../assembly-type.js'
import type { Helper } from './prelude.js'

/** One of the globals of a type in which a function leaves what it gives beside its result. */
export function sharedGlobal(type: ValueType, index: number): Helper {
  const name = `left_${type}_${index}`
  return { name, text: `let ${name}: ${assemblyType(type)} = ${zeroOf(type)}` }
}
