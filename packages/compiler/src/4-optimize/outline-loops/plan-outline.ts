import type { LocalId } from '../../ir/expr.js'
import { forEachLocal } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { LabelId, Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, namedArrays, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { CountedLoop } from '../counted-loop.js'
import { readCountedLoop } from '../counted-loop.js'
import type { liveAtLoops } from '../live-locals.js'
import { heightOf, sizeOf } from '../measure-list.js'
import { writtenLocals } from '../symbolic/writes.js'

/** How a loop becomes calls of a function that runs a part of its turns. */
export interface OutlinePlan {
  readonly loop: Loop<ValueType>
  /** Null where nothing says how many turns are left: then each part counts its own. */
  readonly counted: CountedLoop | null
  /** What goes in and comes back changed, the counter of a counted loop aside. */
  readonly carried: readonly LocalId[]
  /** What only goes in. */
  readonly given: readonly LocalId[]
  /** Turns of the first part: the next ones have more and more. */
  readonly turns: number
  /** Whether the loop stays as well, for when no more turns than those are left: a call of a short one stays as it is. */
  readonly keepsLoop: boolean
}

/**
 * Turns of a first part, by how deep loops are nested in the loop. What a turn does is not known, but a part of one more
 * loop takes longer: all of them are far more work than a call, and short enough to wait for.
 */
const firstTurns = [512, 8, 1] as const
/** What a loop that stays as well may have in statements and expressions. */
const mostKept = 80
/** What a loop has at least whose turns have to be counted. */
const leastCounting = 40
/** Values a call passes on. */
const mostPassed = 40

export class OutlinePlanner {
  private readonly fn: KernelFunction<ValueType>
  private readonly live: ReturnType<typeof liveAtLoops>
  private readonly starts: ReadonlyMap<Loop<ValueType>, number>
  /** Places of the loops looked at so far. */
  private readonly seen = new Set<string>()

  constructor(
    fn: KernelFunction<ValueType>,
    live: ReturnType<typeof liveAtLoops>,
    starts: ReadonlyMap<Loop<ValueType>, number>,
  ) {
    this.fn = fn
    this.live = live
    this.starts = starts
  }

  /** Whether this is what is left of a loop, or a copy of one that comes before it: neither runs for long. */
  isCopy(loop: Loop<ValueType>): boolean {
    const { file, start, end } = loop.at
    const key = `${file} ${start} ${end}`
    if (loop.isRemainder || this.seen.has(key)) return true
    this.seen.add(key)
    return false
  }

  /**
   * Null where the loop stays. Inside another one, which then is none to call in parts, only nests are worth a call, and
   * loops that call parts of themselves when they turn out to be long.
   */
  plan(loop: Loop<ValueType>, isInLoop: boolean): OutlinePlan | null {
    const live = this.live.get(loop)
    const height = heightOf([loop])
    if (!live || !isWhole(loop)) return null
    const turnsWrite = writtenLocals(loop.body)
    const counted = readCountedLoop(loop, turnsWrite)
    const size = sizeOf(loop.body)
    if (counted ? this.isShort(loop, counted, height) : height === 1 && size < leastCounting) return null
    const keepsLoop = height === 1 && counted?.step === 1 && size <= mostKept
    if (isInLoop && height === 1 && !keepsLoop) return null
    const counter = counted?.counter
    const written = counted ? turnsWrite : writtenLocals([...loop.body, ...loop.update])
    const carried = [...written].filter(local => local !== counter && live.head.has(local))
    if (carried.some(local => isArray(this.fn.locals[local]?.type ?? ''))) return null
    const named = mentioned([
      ...(counted ? [] : [{ ...loop, body: [], update: [] }]),
      ...loop.body,
      ...loop.update,
    ])
    const given = named.filter(
      local => local !== counter && !written.has(local) && this.fn.locals[local]?.origin !== 'table',
    )
    if (carried.length + given.length > mostPassed) return null
    const turns = firstTurns[Math.min(height, firstTurns.length) - 1] ?? 1
    return { loop, counted, carried, given, turns, keepsLoop }
  }

  /** Whether a loop without loops in it is known to have few turns. */
  private isShort(loop: Loop<ValueType>, { bound, step }: CountedLoop, height: number): boolean {
    const start = this.starts.get(loop)
    if (height > 1 || start === undefined || bound.kind !== 'const') return false
    return (Number(bound.value) - start) / step <= firstTurns[0]
  }
}

/** Whether nothing in a loop ends it, goes to what is around it, or makes arrays: each part would make its own. */
function isWhole({ body, update, label }: Loop<ValueType>): boolean {
  const inside = new Set<LabelId>()
  let holds = true
  forEachStmt([...body, ...update], stmt => {
    if (stmt.kind === 'loop' || stmt.kind === 'switch' || stmt.kind === 'block') inside.add(stmt.label)
  })
  forEachStmt([...body, ...update], stmt => {
    if (stmt.kind === 'return' || stmt.kind === 'new-array' || stmt.kind === 'resize') holds = false
    if (stmt.kind === 'break') holds &&= inside.has(stmt.label)
    if (stmt.kind === 'continue') holds &&= stmt.label === label || inside.has(stmt.label)
  })
  return holds
}

/** The locals that statements name, each once. */
function mentioned(list: readonly Stmt<ValueType>[]): readonly LocalId[] {
  const found = new Set<LocalId>()
  forEachStmt(list, stmt => {
    for (const array of namedArrays(stmt)) found.add(array)
    for (const expr of stmtExprs(stmt)) forEachLocal(expr, local => found.add(local))
  })
  return [...found]
}
