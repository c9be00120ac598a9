import { tableLength } from '../../ir/kernel.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr } from '../lowered.js'
import { lengthOfPoint } from '../strings/code-points.js'
import { isPoint } from '../strings/text-of.js'
import { binary, constant, length } from './make-expr.js'

/** The `length` of an array or string; `null` for anything else. */
export function lengthOf(fn: FunctionContext, array: Expr, at: SourceRange): Expr | null {
  if (array.kind !== 'local') return null
  if (isPoint(fn, array)) return lengthOfPoint(array, at)
  const { origin, table } = fn.locals[array.local] ?? {}
  const constantArray = origin === 'table' && table !== undefined ? fn.kernel.tables[table] : undefined
  const promised = fn.filling.get(array.local)
  // Elements of `new Array(n)` count before they are there.
  if (promised !== undefined) return binary('max', length(array.local, at), fn.read(promised, at), at)
  return constantArray === undefined ? length(array.local, at) : constant(tableLength(constantArray), at)
}
