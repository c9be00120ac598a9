import type { Expr } from '../../ir/expr.js'
import type { ValueType } from '../../ir/types.js'
import type { LaneBytes, Lanes, Limits, Wide } from './lanes/lanes.js'
import { fits, lanesOf, limitsOf } from './lanes/lanes.js'

type Typed = Expr<ValueType>

/** A value that is only written down in the size of lanes it is asked for. */
export function lazily(
  lanes: Lanes,
  regs: () => readonly Typed[],
  resplat: (bytes: LaneBytes) => readonly Typed[],
): Wide {
  return {
    lanes,
    resplat,
    get regs() {
      return regs()
    },
  }
}

/** The lanes for the same value in all of them: as small as another one's where it fits. */
export function splatLanes(expr: Typed, like: Lanes | null): Lanes {
  const natural = lanesOf(expr.type)
  if (natural.kind !== 'int' || natural.bytes === 8) return natural
  const limits: Limits =
    expr.kind === 'const' ? { lo: Number(expr.value), hi: Number(expr.value) } : limitsOf(expr.type)
  const sizes: readonly LaneBytes[] = [1, 2, 4]
  const least = like?.bytes ?? 1
  const bytes = sizes.find(size => size >= least && fits(limits, size)) ?? 4
  return { kind: 'int', bytes, ...limits }
}
