import type { Expr, LocalId } from '../../ir/expr.js'
import type { JsType } from '../../ir/types.js'
import type { Range } from './range.js'
import { exactLimit, fits, isBig } from './range.js'

const largestStep = 16
const highestStart = 2 ** 52
/** No counter gets here; a step more is exact still. */
export const counterLimit = exactLimit - 2 * largestStep

/**
 * The range after `x = x ± c` for a small whole c, kept below 2^53: from a start below 2^52 that takes almost 2^48
 * steps, which no run lives to see. Null where the value is no such step of the local or the start may be higher.
 */
export function clampStep(
  value: Expr<JsType>,
  local: LocalId,
  range: Range,
  start: Range | undefined,
): Range | null {
  if (value.kind !== 'binary' || (value.op !== 'add' && value.op !== 'sub')) return null
  if (value.left.kind !== 'local' || value.left.local !== local || !isSmallStep(value.right)) return null
  if (!start || isBig(start) || isBig(range)) return null
  const bounded = fits(start, -highestStart, highestStart)
  if (!bounded || !range.integer) return null
  return {
    ...range,
    nan: false,
    lo: Math.max(range.lo, -counterLimit),
    hi: Math.min(range.hi, counterLimit),
  }
}

function isSmallStep(expr: Expr<JsType>): boolean {
  return expr.kind === 'const' && Number.isInteger(expr.value) && Math.abs(Number(expr.value)) <= largestStep
}
