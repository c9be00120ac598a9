import type { LocalId } from '../ir/expr.js'
import { forEachLocal } from '../ir/expr-walk.js'
import type { LabelId, Loop, Stmt } from '../ir/stmt.js'
import { assignedLocal, namedArrays, stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'

type List = readonly Stmt<ValueType>[]
type Live = ReadonlySet<LocalId>

/** What is still read behind the places that jumps lead to. */
interface Targets {
  readonly break: ReadonlyMap<LabelId, Live>
  readonly continue: ReadonlyMap<LabelId, Live>
}

/** The locals whose values are still read where a loop's test is asked, and behind the loop. */
interface LiveAtLoop {
  readonly head: Live
  readonly behind: Live
}

type Found = Map<Loop<ValueType>, LiveAtLoop>

/** By loop: the locals whose values something behind it may read. */
export function liveBehindLoops(body: List): ReadonlyMap<Loop<ValueType>, Live> {
  return new Map([...liveAtLoops(body)].map(([loop, { behind }]) => [loop, behind]))
}

/** By loop: the locals whose values it takes from turn to turn, or from before it, and those that something behind it reads. */
export function liveAtLoops(body: List): ReadonlyMap<Loop<ValueType>, LiveAtLoop> {
  const found: Found = new Map()
  before(body, new Set(), { break: new Map(), continue: new Map() }, found)
  return found
}

/** What is live before a list, given what is live behind it. */
function before(list: List, behind: Live, targets: Targets, found: Found): Live {
  return list.reduceRight((live, stmt) => beforeStmt(stmt, live, targets, found), behind)
}

function beforeStmt(stmt: Stmt<ValueType>, behind: Live, targets: Targets, found: Found): Live {
  switch (stmt.kind) {
    case 'break':
      return targets.break.get(stmt.label) ?? behind
    case 'continue':
      return targets.continue.get(stmt.label) ?? behind
    case 'return':
    case 'throw':
      return withReads(stmt, new Set())
    case 'if': {
      const branches = [stmt.then, stmt.else].map(branch => before(branch, behind, targets, found))
      return withReads(stmt, union(...branches))
    }
    case 'block':
      return before(stmt.body, behind, breaking(targets, stmt.label, behind), found)
    case 'switch': {
      const inside = breaking(targets, stmt.label, behind)
      let falling = behind
      const starts = stmt.cases.toReversed().map(({ body }) => {
        falling = before(body, falling, inside, found)
        return falling
      })
      return withReads(stmt, union(behind, ...starts))
    }
    case 'loop':
      return beforeLoop(stmt, behind, targets, found)
    default: {
      const assigned = assignedLocal(stmt)
      const isReplaced = assigned !== null && stmt.kind !== 'resize'
      return withReads(stmt, isReplaced ? new Set([...behind].filter(local => local !== assigned)) : behind)
    }
  }
}

/** Around and around, until nothing more is live at the test. */
function beforeLoop(stmt: Loop<ValueType>, behind: Live, targets: Targets, found: Found): Live {
  let head = withReads(stmt, behind)
  for (let size = -1; size !== head.size; ) {
    size = head.size
    const inside = breaking(targets, stmt.label, behind)
    const next = before(stmt.update, head, inside, found)
    const again = { ...inside, continue: new Map(inside.continue).set(stmt.label, next) }
    head = union(head, before(stmt.body, next, again, found))
  }
  const known = found.get(stmt)
  found.set(
    stmt,
    known ? { head: union(known.head, head), behind: union(known.behind, behind) } : { head, behind },
  )
  return head
}

function breaking(targets: Targets, label: LabelId, behind: Live): Targets {
  return { ...targets, break: new Map(targets.break).set(label, behind) }
}

function withReads(stmt: Stmt<ValueType>, live: Live): Live {
  const all = new Set(live)
  for (const expr of stmtExprs(stmt)) forEachLocal(expr, local => all.add(local))
  for (const array of namedArrays(stmt)) all.add(array)
  return all
}

function union(...sets: readonly Live[]): Live {
  return new Set(sets.flatMap(set => [...set]))
}
