import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { TellLoop } from '../../ir/loop-fact.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, isArrayStmt, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { functionScope } from '../symbolic/bounds-needs.js'
import { isConstant } from '../symbolic/polynomial.js'
import type { State } from '../symbolic/value.js'
import { emptyState } from '../symbolic/value.js'
import { Walk } from '../symbolic/walk.js'
import { copyInBounds } from './copy-in-bounds.js'
import { nothingToCheck, planVersion } from './plan-version.js'
import type { Asked } from './write-condition.js'

type Typed = Stmt<ValueType>

/**
 * Checks the bounds of a whole loop nest once, before it: `if (all in bounds) fast copy; else the nest as it is`.
 *
 * ```
 * for (k = 0; k < p; k++) s += xs[i * p + k]?nan
 * →
 * if (p <=u cap && … && n * p <= xs.length) for (k = 0; k < p; k++) s += xs[i * p + k]?proven
 * else for (k = 0; k < p; k++) s += xs[i * p + k]?nan
 * ```
 *
 * Soundness: the condition is proven to imply `0 <= index < length` each time one of the chosen accesses runs, for any
 * number of turns. It reads locals and lengths only, so asking it changes nothing, and it is false whenever it cannot be
 * computed exactly. The copy does the same statements in the same order; indexes in int32 keep the low 32 bits of the
 * wider arithmetic, and an index in bounds is its low bits. The other copy is the nest unchanged.
 */
export const versionLoops: Pass = {
  name: 'version-loops',
  copiesLoops: true,
  after: {
    'prove-bounds': 'an access that needs no condition must not cost one',
    'split-loops': 'what a condition cannot say, a shorter loop may',
  },
  run: (kernel, tell) => ({
    ...kernel,
    functions: kernel.functions.map(fn => versionFunction(fn, kernel, tell)),
  }),
}

/** Where a list stands: in how many fast copies, and whether in a loop. */
interface Depth {
  readonly depth: number
  readonly asked: Asked
}

/** A nest inside a fast copy may be versioned once more, for accesses that the outer condition could not cover. */
const deepest = 2

function versionFunction(
  fn: KernelFunction<ValueType>,
  kernel: Kernel<ValueType>,
  tell: TellLoop,
): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const body = new Versioning(fn, kernel, names, tell).list(fn.body, { depth: 0, asked: 'once' })
  return { ...fn, locals: names.locals, body }
}

class Versioning {
  private readonly fn: KernelFunction<ValueType>
  private readonly kernel: Kernel<ValueType>
  private readonly names: FreshNames
  private readonly tell: TellLoop

  constructor(fn: KernelFunction<ValueType>, kernel: Kernel<ValueType>, names: FreshNames, tell: TellLoop) {
    this.fn = fn
    this.kernel = kernel
    this.names = names
    this.tell = tell
  }

  list(list: readonly Typed[], place: Depth): readonly Typed[] {
    return list.map((stmt, n) => {
      const versioned =
        stmt.kind === 'loop' && !stmt.isRemainder ? this.nest(stmt, list.slice(0, n), place) : null
      const inside: Depth = stmt.kind === 'loop' ? { ...place, asked: 'again' } : place
      return versioned ?? mapStmtBodies(stmt, body => this.list(body, inside))
    })
  }

  private nest(nest: Loop<ValueType>, before: readonly Typed[], { depth, asked }: Depth): Typed | null {
    if (depth === deepest) return null
    const fn = { ...this.fn, locals: this.names.locals }
    const plan = planVersion(nest, this.constantsAfter(before), { fn, kernel: this.kernel, asked })
    if (typeof plan === 'string') {
      if (plan !== nothingToCheck) this.tell(nest.at, { kind: 'not-versioned', why: plan })
      return null
    }
    if (plan.isDoubtful && this.isSurerInside(nest, fn)) return null
    this.tell(nest.at, { kind: 'versioned' })
    const copy = copyInBounds(nest, plan, this.names)
    const inner = copy.map(stmt =>
      mapStmtBodies(stmt, body => this.list(body, { depth: depth + 1, asked: 'again' })),
    )
    return { kind: 'if', test: plan.condition, then: inner, else: [nest], at: nest.at }
  }

  /** Whether a loop in a nest can be versioned by a condition that is likelier to hold. */
  private isSurerInside(nest: Loop<ValueType>, fn: KernelFunction<ValueType>): boolean {
    let found = false
    forEachStmt(nest.body, stmt => {
      if (stmt.kind !== 'loop' || stmt.isRemainder || found) return
      const plan = planVersion(stmt, emptyState, { fn, kernel: this.kernel, asked: 'again' })
      found = typeof plan !== 'string' && !plan.isDoubtful
    })
    return found
  }

  /** What the statements directly before a nest set to constants. */
  private constantsAfter(before: readonly Typed[]): State {
    const isPlain = (stmt: Typed) => stmt.kind === 'set' || stmt.kind === 'store' || isArrayStmt(stmt)
    const last = before.findLastIndex(stmt => !isPlain(stmt))
    const scope = functionScope({ ...this.fn, locals: this.names.locals }, this.kernel)
    const state = new Walk(scope, {}).list(before.slice(last + 1), emptyState)
    const constants = [...(state?.values ?? [])].filter(([, value]) => value && isConstant(value.poly))
    return { ...emptyState, values: new Map(constants) }
  }
}
