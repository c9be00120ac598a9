import type { Expr } from '../ir/expr.js'
import type { ValueType } from '../ir/types.js'
import { writeInt32 } from './reduce-strength/linear-index.js'
import type { Polynomial } from './symbolic/polynomial.js'
import { addConstant } from './symbolic/polynomial.js'

/**
 * Whether a distance between elements, modulo 2^32, is at least so many either way. Both lie in one array wherever they are
 * accessed, and none is so long that their distance would leave int32.
 */
export function writeDistance(
  { by, least }: { readonly by: Polynomial; readonly least: number },
  at: Expr<ValueType>['at'],
): Expr<ValueType> {
  // What lies between -least and least, none of them included, is no more than 2 * least - 2 from the lowest of these.
  const moved = writeInt32(addConstant(by, least - 1), at)
  const left: Expr<ValueType> = { kind: 'convert', mode: 'wrap', type: 'u32', operand: moved, at }
  const right: Expr<ValueType> = { kind: 'const', value: 2 * least - 2, type: 'u32', at }
  return { kind: 'compare', op: 'gt', left, right, type: 'bool', at }
}
