import type { LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { sizeOf } from '../measure-list.js'
import { writtenLocals } from '../symbolic/writes.js'
import { readsAny } from '../varying.js'
import type { Apart } from '../write-guard.js'
import { leavesSomething } from './find-leftovers.js'
import { findVarying, isSelfContained } from './find-varying.js'
import type { Nest } from './read-nest.js'
import { readNest } from './read-nest.js'

/** How many turns of the outer loop run through the inner one together, and what must not overlap for that. */
export interface JamPlan {
  readonly nest: CountedLoop & { readonly outer: Loop<ValueType> }
  /** What all turns of a group do together, statement by statement. */
  readonly together: readonly Stmt<ValueType>[]
  /** What they do then, one after the other. */
  readonly after: readonly Stmt<ValueType>[]
  /** The locals that this hands on from turn to turn. */
  readonly sequential: ReadonlySet<LocalId>
  readonly factor: number
  readonly varying: ReadonlySet<LocalId>
  /** Pairs of a written and a read array whose memory has to be apart. */
  readonly apart: readonly Apart[]
}

const mostPairs = 6

/** A plan for a loop around an innermost one, or the reason why there is none. `reads`: how often the function reads each local. */
export function planJam(
  outer: Loop<ValueType>,
  own: ReadonlySet<LocalId>,
  reads: ReadonlyMap<LocalId, number>,
): JamPlan | string {
  const nest = readNest(outer)
  if (!nest) return 'it is no plain loop around a plain loop'
  if (!isSelfContained(nest)) return 'a turn needs what the one before it computed'
  if (leavesSomething(nest, reads)) return 'what only some turns assign is read behind the loop'
  const varying = findVarying(nest)
  const { inner } = nest
  if (readsAny(inner.test, varying)) return 'the inner loop does not always run equally long'
  if (!accumulates(nest, varying)) return 'nothing in the inner loop waits for the turn before it'
  const apart = pairsApart(nest, own)
  if (!apart || apart.length > mostPairs) return 'what one turn writes the next may read'
  const factor = factorFor(nest, varying)
  if (factor < 2) return 'the inner loop is too large to run several at once'
  const { before, after, sequential } = nest
  return { nest, together: [...before, inner], after, sequential, factor, varying, apart }
}

/** Each turn of the inner loop waits for the last one's result: that is the time others can use. */
function accumulates({ inner }: Nest, varying: ReadonlySet<LocalId>): boolean {
  const written = writtenLocals(inner.body)
  const assigned = new Set<LocalId>()
  let found = false
  for (const stmt of inner.body) {
    if (stmt.kind !== 'set') continue
    forEachExpr(stmt.value, part => {
      const isCarried = part.kind === 'local' && written.has(part.local) && !assigned.has(part.local)
      found ||= isCarried && varying.has(part.local)
    })
    assigned.add(stmt.local)
  }
  return found
}

/** The stores of one turn move behind the reads of the next ones, so those must not meet. Null: they may. */
function pairsApart(nest: Nest, own: ReadonlySet<LocalId>): JamPlan['apart'] | null {
  const { inner, before, after } = nest
  const read = arraysRead([...before, inner])
  const stored = new Set<LocalId>()
  forEachStmt(after, stmt => {
    if (stmt.kind === 'store') stored.add(stmt.array)
  })
  const pairs: Apart[] = []
  for (const target of stored) {
    for (const source of read) {
      if (target === source) return null
      if (!own.has(target) && !own.has(source)) pairs.push({ written: target, other: source, orSame: false })
    }
  }
  return pairs
}

function arraysRead(list: readonly Stmt<ValueType>[]): ReadonlySet<LocalId> {
  const read = new Set<LocalId>()
  forEachExprIn(list, expr => {
    if (expr.kind === 'load') read.add(expr.array)
  })
  return read
}

/** As many as the registers hold: the more is computed per turn, the fewer. */
function factorFor({ inner }: Nest, varying: ReadonlySet<LocalId>): number {
  const size = sizeOf(inner.body)
  let streams = 0
  for (const stmt of inner.body) {
    for (const expr of stmtExprs(stmt)) {
      forEachExpr(expr, part => {
        if (part.kind === 'load' && readsAny(part, varying)) streams++
      })
    }
  }
  if (size <= 40 && streams <= 2) return 4
  return size <= 100 && streams <= 4 ? 2 : 1
}
