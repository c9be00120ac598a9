import type { Expr } from '../../ir/expr.js'
import type { Stmt } from '../../ir/stmt.js'
import type { JsType } from '../../ir/types.js'
import type { Range } from './range.js'
import { exactLimit, isBig } from './range.js'

const largestStep = 16

/**
 * The range after `x = x ± c` for a small whole c, kept below 2^53: from a start below 2^52 that takes 2^48 steps,
 * which no run lives to see. Null where the statement is no such step or x may start higher.
 */
export function clampCounter(
  stmt: Stmt<JsType> & { readonly kind: 'set' },
  range: Range,
  base: Range | undefined,
): Range | null {
  const { value } = stmt
  if (value.kind !== 'binary' || (value.op !== 'add' && value.op !== 'sub')) return null
  if (value.left.kind !== 'local' || value.left.local !== stmt.local || !isSmallStep(value.right)) return null
  if (!base || isBig(base) || isBig(range)) return null
  const bounded = base.integer && !base.nan && base.lo >= -exactLimit / 2 && base.hi <= exactLimit / 2
  if (!bounded || !range.integer) return null
  return { ...range, nan: false, lo: Math.max(range.lo, -exactLimit), hi: Math.min(range.hi, exactLimit) }
}

function isSmallStep(expr: Expr<JsType>): boolean {
  return expr.kind === 'const' && Number.isInteger(expr.value) && Math.abs(Number(expr.value)) <= largestStep
}
