import type { BinaryOp, Expr, LocalId } from '../../ir/expr.js'
import { operands } from '../../ir/expr-walk.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { JsType } from '../../ir/types.js'
import type { NumberRange, Range } from '../ranges/range.js'
import { fitsInt32, isBig } from '../ranges/range.js'

/** What in an expression makes its value a double; `local` where a variable brings it in. */
export interface Cause {
  readonly text: string
  readonly at: SourceRange
  readonly local: LocalId | null
}

/** What looking for a cause needs to know. */
export interface CauseScope {
  readonly rangeOf: (expr: Expr<JsType>) => Range | undefined
  readonly nameOf: (local: LocalId) => string
  /** The variable being explained: that it takes its own old value explains nothing. */
  readonly self: LocalId
}

/** Goes down from a value that needs a double to the part that made it need one. */
export function causeOf(expr: Expr<JsType>, scope: CauseScope): Cause {
  const noun = nounOf(expr, scope)
  if (noun !== null) return { text: `takes ${noun}`, at: expr.at, local: localIn(expr) }
  const guilty = operands(expr).find(operand => isGuilty(operand, expr, scope))
  const range = scope.rangeOf(expr)
  const loss = lossOf(range === undefined || isBig(range) ? null : range)
  if (guilty === undefined) {
    const verb = expr.kind === 'binary' ? (plainVerbs[expr.op] ?? 'computes') : 'computes'
    return { text: `${verb}${loss}`, at: expr.at, local: null }
  }
  const what = nounOf(guilty, scope)
  if (expr.kind !== 'binary' || what === null) return causeOf(guilty, scope)
  const isOrdered = expr.op !== 'add' && expr.op !== 'mul'
  const verb = isOrdered && guilty === expr.left ? 'takes' : (verbs[expr.op] ?? 'computes with')
  return { text: `${verb} ${what}`, at: expr.at, local: localIn(guilty) }
}

function localIn(expr: Expr<JsType>): LocalId | null {
  return expr.kind === 'local' ? expr.local : null
}

/** What an operand is in the user's words; `null` for one that has parts of its own. */
function nounOf(expr: Expr<JsType>, { nameOf }: CauseScope): string | null {
  switch (expr.kind) {
    case 'const':
      return Object.is(expr.value, -0) ? '-0' : String(expr.value)
    case 'local':
      return `\`${nameOf(expr.local)}\``
    case 'load':
      return `an element of \`${nameOf(expr.array)}\``
    case 'math':
      return `Math.${expr.fn}(…)`
    default:
      return null
  }
}

const verbs: Readonly<Partial<Record<BinaryOp, string>>> = {
  add: 'adds',
  sub: 'subtracts',
  mul: 'multiplies by',
  div: 'divides by',
  rem: 'takes the rest by',
  pow: 'raises to',
}

const plainVerbs: Readonly<Partial<Record<BinaryOp, string>>> = {
  add: 'adds up',
  sub: 'subtracts',
  mul: 'multiplies',
  div: 'divides',
  rem: 'takes a rest',
  pow: 'raises to a power',
}

/** Whether an operand already has what keeps the whole from being an integer register's. */
function isGuilty(operand: Expr<JsType>, whole: Expr<JsType>, { rangeOf, self }: CauseScope): boolean {
  if (operand.kind === 'local' && operand.local === self) return false
  const [inner, outer] = [rangeOf(operand), rangeOf(whole)]
  if (inner === undefined || isBig(inner) || outer === undefined || isBig(outer)) return false
  if (!outer.integer) return !inner.integer
  if (outer.nan) return inner.nan
  if (!fitsInt32({ ...outer, negZero: false })) return !fitsInt32({ ...inner, negZero: false })
  return inner.negZero
}

function lossOf(range: NumberRange | null): string {
  if (range === null || !range.integer) return ', which gives fractions'
  if (range.nan) return ', which may give NaN'
  if (!fitsInt32({ ...range, negZero: false })) return ' beyond 32 bits'
  return range.negZero ? ', which may give -0' : ''
}

/** A range in words. */
export function describeRange({ lo, hi, integer }: NumberRange): string {
  const kind = integer ? 'a whole number' : 'a number'
  return lo === hi ? `always ${lo}` : `${kind} from ${lo} to ${hi}`
}
