import type { LocalId } from '../../ir/expr.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { heightOf } from '../measure-list.js'
import { isSelfContained } from '../self-contained.js'
import { readsAny, spreadVarying } from '../varying.js'
import type { Apart } from '../write-guard.js'
import type { JamPlan } from './plan-jam.js'
import type { Rows } from './read-rows.js'
import { readRows } from './read-rows.js'

type List = readonly Stmt<ValueType>[]

const mostPairs = 6
/** Registers for lanes that an innermost loop has, the engine's own one aside. */
const registers = 15

/** How to run two turns that write a row each together, or the reason why not. */
export function planRows(
  outer: Loop<ValueType>,
  own: ReadonlySet<LocalId>,
  typeOf: (local: LocalId) => ValueType,
): JamPlan | string {
  const rows = readRows(outer, typeOf)
  if (!rows) return 'its turns do not write rows of their own'
  const varying = spreadVarying(outer.body, [rows.counter])
  if (!isEven(outer.body, varying)) return 'its turns do not all do the same'
  if (!isSelfContained(outer.body, rows.written)) return 'a turn needs what the one before it computed'
  if (!fitsRegisters(outer.body, varying, typeOf)) return 'the inner loop has too many values at once'
  const apart = pairsApart(rows, own)
  if (!apart || apart.length > mostPairs) return 'what one turn writes the next may read'
  const { counter, isInclusive } = rows
  const nest = { outer, counter, isInclusive, bound: rows.bound, step: rows.step }
  return { nest, together: outer.body, after: [], sequential: new Set(), factor: 2, varying, apart }
}

/** Whether all turns take the same ways. */
function isEven(body: List, varying: ReadonlySet<LocalId>): boolean {
  let holds = true
  forEachStmt(body, stmt => {
    if (stmt.kind === 'if' || stmt.kind === 'loop') holds &&= !readsAny(stmt.test, varying)
    if (stmt.kind === 'loop') holds &&= stmt.update.every(({ kind }) => kind === 'set')
  })
  return holds
}

/** Whether the lanes of two turns of the innermost loops fit into registers. */
function fitsRegisters(
  body: List,
  varying: ReadonlySet<LocalId>,
  typeOf: (local: LocalId) => ValueType,
): boolean {
  let fits = true
  forEachStmt(body, stmt => {
    if (stmt.kind !== 'loop' || heightOf([stmt]) > 1) return
    const lanes = new Set<LocalId>()
    forEachExprIn(stmt.body, expr => {
      if (expr.kind === 'local' && typeOf(expr.local) === 'v128') lanes.add(expr.local)
    })
    const carried = carriedIn(stmt).filter(local => typeOf(local) === 'v128')
    const shared = [...lanes].filter(local => !varying.has(local))
    // Beside them, one for what a turn is computing.
    fits &&= 2 * carried.length + shared.length + 2 <= registers
  })
  return fits
}

/** What turns of a loop hand on to the next ones. */
function carriedIn({ body }: Loop<ValueType>): readonly LocalId[] {
  const assigned = new Set<LocalId>()
  const read = new Set<LocalId>()
  for (const stmt of body) {
    forEachExprIn([stmt], expr => {
      if (expr.kind === 'local' && !assigned.has(expr.local)) read.add(expr.local)
    })
    if (stmt.kind === 'set') assigned.add(stmt.local)
  }
  return [...read].filter(local => assigned.has(local))
}

/** Reads of one turn move before the stores of the other one, so those must not meet. Null: they may. */
function pairsApart({ outer, target }: Rows, own: ReadonlySet<LocalId>): readonly Apart[] | null {
  const read = new Set<LocalId>()
  forEachExprIn(outer.body, expr => {
    if (expr.kind === 'load') read.add(expr.array)
  })
  if (read.has(target)) return null
  const shared = own.has(target) ? [] : [...read].filter(other => !own.has(other))
  return shared.map(other => ({ written: target, other, orSame: false }))
}
