import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { planSums } from './plan-sums.js'
import { runInStrips } from './run-in-strips.js'

type Typed = Stmt<ValueType>

/**
 * Adds whole numbers up as integers where a sum may pass int32, a strip of turns at a time.
 *
 * ```
 * for (; i < n; i++) s = s + f64(x[i])
 * →
 * for (; |s| <= 2^51 && i < n; ) {
 *   until = n - i > turns ? i + turns : n
 *   added = 0
 *   for (; i < until; i++) added = added + x[i]
 *   s = s + f64(added)
 * }
 * for (; i < n; i++) s = s + f64(x[i])
 * ```
 *
 * Soundness: a sum of whole numbers whose every step stays below 2^53 is exact as a double, and so the same in any order
 * and in any representation that holds it. A strip begins at or below 2^51 and adds no more than that in all its turns,
 * which what they add allows at most; what it adds fits int32, or the whole sum 64 bits. Everything that is ever assigned
 * to `s` is whole and not -0, so that it needs no more than the comparison. The low 32 bits that turns look at are those
 * of the same whole number. Turns from where a sum is larger on are made by the loop as it was, in the same order.
 */
export const sumIntegers: Pass = {
  name: 'sum-integers',
  copiesLoops: true,
  after: {
    'version-loops': 'nothing may leave a strip halfway, so there must be no checks in it',
    'narrow-bounds': 'it counts up to an int32',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(sumFunction) }),
}

/** Loops inside others stay: lanes run several of their sums at once, and a strip does not pay for few turns. */
function sumFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      if (stmt.kind !== 'loop') return [mapStmtBodies(stmt, visit)]
      const plan = planSums(stmt, fn)
      return plan ? runInStrips(stmt, plan, names) : [stmt]
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}
