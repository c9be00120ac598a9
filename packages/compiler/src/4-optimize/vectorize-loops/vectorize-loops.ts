import type { KernelFunction } from '../../ir/kernel.js'
import type { TellLoop } from '../../ir/loop-fact.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachExprIn, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { liveBehindLoops } from '../live-locals.js'
import { loopStarts } from '../loop-starts.js'
import { ownArrays } from '../own-arrays.js'
import { withFilter } from './filter/plan-filter.js'
import type { Surroundings } from './plan-vectorization.js'
import { planVectorization } from './plan-vectorization.js'
import { widenLoop } from './widen-loop.js'

type Typed = Stmt<ValueType>

/**
 * Runs several turns of a counted loop side by side in the lanes of SIMD registers: of an innermost loop, or of a loop
 * around inner ones that run equally long in all turns.
 *
 * ```
 * for (; i < n; i++) y[i] = a * x[i] + y[i]
 * →
 * for (; i < n - 3; i += 4) {
 *   y[i].store = f64x2.add(f64x2.mul(f64x2.splat(a), x[i].load), y[i].load)
 *   y[i + 2].store = …
 * }
 * for (; i < n; i++) …
 * ```
 *
 * Soundness: every lane does the operations of its own turn in their order, each with the instruction that gives the same
 * bits; sums keep their order, for they are never spread over lanes unless they wrap, or the user wrote `fastmath(reassoc)`. Turns hand nothing on but memory and
 * reductions whose order does not show. Of memory, nothing that one turn of a group writes is touched by another one, or
 * only in an order that stays as it was; different arrays are apart, by construction or by a check before the loop. All
 * accesses are in bounds, and those of some turns only are made for all where another one makes them in every turn.
 * Nothing can leave the loop halfway. Integers take fewer bits than 32 only where their limits fit.
 */
export const vectorizeLoops: Pass = {
  name: 'vectorize-loops',
  copiesLoops: true,
  after: {
    'version-loops': 'only a loop without bounds checks can run side by side',
    'narrow-bounds': 'it counts up to an int32',
    'hoist-invariants': 'what leaves the loop need not be computed in every lane',
  },
  run: (kernel, tell) => ({
    ...kernel,
    functions: kernel.functions.map(fn =>
      vectorizeFunction(fn, kernel.options.fastmath.includes('reassoc'), tell),
    ),
  }),
}

function vectorizeFunction(
  fn: KernelFunction<ValueType>,
  reassociates: boolean,
  tell: TellLoop,
): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const around: Surroundings = {
    own: ownArrays(fn),
    live: liveBehindLoops(fn.body),
    starts: loopStarts(fn.body),
    typeOf: local => names.typeOf(local),
    reassociates,
  }
  const widened = new Set<Typed>()
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const before = widened.size
      const inner = mapStmtBodies(stmt, visit)
      // The innermost loop that can comes first: there the elements lie side by side.
      if (stmt.kind !== 'loop' || stmt.isRemainder || widened.size > before) return [inner]
      const plan = planVectorization(stmt, around)
      if (typeof plan === 'string') {
        tell(stmt.at, { kind: 'no-lanes', why: plan })
        return [stmt]
      }
      widened.add(stmt)
      const { exact, filter } = withFilter(plan, around, names)
      const wide = widenLoop(exact, filter, names)
      tell(stmt.at, { kind: 'lanes', turns: exact.count, shape: shapeOf(wide) })
      return wide
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

/** The kind of lanes that most of the work is done in. */
function shapeOf(list: readonly Typed[]): string {
  const counts = new Map<string, number>()
  forEachExprIn(list, expr => {
    if (expr.kind !== 'simd') return
    const [, shape] = /^([if]\d+x\d+)\.(?!splat)/.exec(expr.op) ?? []
    if (shape !== undefined) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  })
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? 'v128'
}
