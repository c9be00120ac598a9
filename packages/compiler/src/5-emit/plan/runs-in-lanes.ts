import type { Kernel } from '../../ir/kernel.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, stmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

/** Whether a loop as deep as any of the marked function computes in SIMD lanes: there is no faster JavaScript. */
export function runsInLanes({ functions: [entry] }: Kernel<ValueType>): boolean {
  const loops = entry ? loopsIn(entry.body, 1) : []
  const deepest = Math.max(...loops.map(({ depth }) => depth))
  return loops.some(({ loop, depth }) => depth === deepest && isWide(loop))
}

interface PlacedLoop {
  readonly loop: Loop<ValueType>
  /** 1 for a loop that is in no other. */
  readonly depth: number
}

function loopsIn(list: readonly Stmt<ValueType>[], depth: number): readonly PlacedLoop[] {
  return list.flatMap(stmt => {
    const isLoop = stmt.kind === 'loop'
    const inner = stmtBodies(stmt).flatMap(body => loopsIn(body, isLoop ? depth + 1 : depth))
    return isLoop ? [{ loop: stmt, depth }, ...inner] : inner
  })
}

function isWide(loop: Loop<ValueType>): boolean {
  let found = false
  forEachExprIn(loop.body, expr => {
    found ||= expr.kind === 'simd'
  })
  return found
}
