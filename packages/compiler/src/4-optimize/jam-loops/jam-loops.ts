import type { KernelFunction } from '../../ir/kernel.js'
import type { TellLoop } from '../../ir/loop-fact.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { countReads } from '../count-reads.js'
import { FreshNames } from '../fresh-names.js'
import { ownArrays } from '../own-arrays.js'
import { jamNest } from './jam-nest.js'
import { planJam } from './plan-jam.js'
import { planRows } from './plan-rows.js'

type Typed = Stmt<ValueType>

/**
 * Unroll-and-jam: runs several turns of a loop through its inner loop together, so that their sums, each of which waits
 * for its own last addition, wait at the same time, and what they all read is read once.
 *
 * ```
 * for (j = 0; j < n; j++) { s = 0; for (k …) s += x[k] * y[j * p + k]; out[j] = s }
 * →
 * for (; j < n - 1; j += 2) {
 *   s1 = 0; s = 0
 *   for (k …) { both = x[k]; s1 += both * y[j * p + k]; s += both * y[(j + 1) * p + k] }
 *   out[j] = s1; out[j + 1] = s
 * }
 * for (; j < n; j++) …
 * ```
 *
 * Soundness: each turn assigns every local before it reads it, so turns hand nothing on but memory, and locals that only
 * what stands behind the inner loop knows, which runs turn by turn as before: the least one so far, and where it was. The
 * inner loop's test is the same in all of them, and any other local that only some turns assign is read nowhere else. Every
 * sum keeps its own order. Of memory, only the stores behind the inner loop move, past the reads of the next turns: those
 * arrays are apart, by construction or by a check before the loop. Stores keep their order among themselves. The last turn of a group keeps the original locals, so they end as before. No bounds check or
 * jump is in the nest, so nothing can leave it halfway.
 */
export const jamLoops: Pass = {
  name: 'jam-loops',
  copiesLoops: true,
  after: {
    'version-loops': 'only a nest without bounds checks can be jammed',
    'hoist-invariants': 'what leaves the inner loop need not be shared in it',
  },
  run: (kernel, tell) => ({ ...kernel, functions: kernel.functions.map(fn => jamFunction(fn, tell)) }),
}

function jamFunction(fn: KernelFunction<ValueType>, tell: TellLoop): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const [own, reads] = [ownArrays(fn), countReads(fn.body)]
  const planFor = (loop: Loop<ValueType>) => {
    const plan = planJam(loop, own, reads)
    return typeof plan === 'string' ? planRows(loop, own, local => names.typeOf(local)) : plan
  }
  const jamList = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const plan = stmt.kind === 'loop' && !stmt.isRemainder ? planFor(stmt) : ''
      if (typeof plan === 'string') return [mapStmtBodies(stmt, jamList)]
      tell(stmt.at, { kind: 'jammed', turns: plan.factor })
      return jamNest(plan, names)
    })
  const body = jamList(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}
