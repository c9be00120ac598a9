import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr, forEachLocal, operands } from '../../ir/expr-walk.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachStmt, isArrayStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { mayLeave } from '../may-leave.js'
import { writtenLocals } from '../symbolic/writes.js'

type Typed = Expr<ValueType>

/** An expression to compute once, and whether that takes the loop to run at least once. */
export interface Invariant {
  readonly expr: Typed
  readonly runs: 'with-test' | 'with-body'
}

/** Whether two different arrays cannot share memory. */
export type Apart = (one: LocalId, other: LocalId) => boolean

/** Each takes a register for the whole loop. */
const mostInvariants = 8

/**
 * The largest expressions, by key, that every turn of a loop computes anew though nothing in them changes, as far as that
 * is worth a local: calls into the host, remainders, divisions, roots and reads of memory.
 */
export function findInvariants(loop: Loop<ValueType>, apart: Apart): ReadonlyMap<string, Invariant> {
  const inside = [...loop.body, ...loop.update]
  const written = writtenLocals(inside)
  const stored = storedArrays(inside)
  const isQuiet = (array: LocalId) =>
    stored !== 'any' && [...stored].every(other => other !== array && apart(other, array))
  const found = new Map<string, Invariant>()
  const note = (expr: Typed, runs: Invariant['runs']): void => {
    if (isInvariant(expr, { written, isQuiet, runs }) && isCostly(expr)) {
      const key = exprKey(expr)
      if (!found.has(key) && found.size < mostInvariants) found.set(key, { expr, runs })
      return
    }
    const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
    for (const operand of isLazy ? operands(expr).slice(0, 1) : operands(expr)) note(operand, runs)
  }
  note(loop.test, 'with-test')
  for (const stmt of loop.body) {
    for (const expr of stmt.kind === 'switch' ? [stmt.discriminant] : stmtExprs(stmt)) note(expr, 'with-body')
    if (mayLeave(stmt)) break
  }
  return found
}

/** The arrays that statements store single elements to; `any` where they change memory otherwise. */
function storedArrays(list: readonly Stmt<ValueType>[]): ReadonlySet<LocalId> | 'any' {
  const stored = new Set<LocalId>()
  let isAny = false
  forEachStmt(list, stmt => {
    if (stmt.kind === 'store') stored.add(stmt.array)
    isAny ||= isArrayStmt(stmt) && stmt.kind !== 'row'
    isAny ||= stmt.kind === 'store-row'
    if (stmt.kind === 'call') isAny ||= stmt.sorts !== undefined || stmt.args.some(arg => isArray(arg.type))
  })
  return isAny ? 'any' : stored
}

interface Turns {
  readonly written: ReadonlySet<LocalId>
  /** Whether no turn changes an array's elements. */
  readonly isQuiet: (array: LocalId) => boolean
  readonly runs: Invariant['runs']
}

/**
 * Whether it has one value for all turns, and computing it before the first cannot end the call, unless asking the test for
 * the first time does so in the same place.
 */
function isInvariant(expr: Typed, { written, isQuiet, runs }: Turns): boolean {
  let holds = !isArray(expr.type)
  forEachLocal(expr, local => {
    if (written.has(local)) holds = false
  })
  forEachExpr(expr, part => {
    if (part.kind === 'load')
      holds &&= isQuiet(part.array) && (part.bounds !== 'restart' || runs === 'with-test')
    if (part.kind === 'unary') holds &&= part.op !== 'to-bigint'
    // Where the first turn divides an int32, so does what is computed before it, and no other place.
    if (part.kind === 'binary' && (part.op === 'div' || part.op === 'rem')) holds &&= !isBig(part.type)
    if (part.kind === 'binary' && part.overflow) holds = false
  })
  return holds
}

/** The engine hoists sums and products of registers itself. */
function isCostly(expr: Typed): boolean {
  let costs = false
  forEachExpr(expr, part => {
    costs ||= part.kind === 'math' || part.kind === 'load'
    costs ||= part.kind === 'unary' && part.op === 'sqrt'
    costs ||= part.kind === 'binary' && ['pow', 'rem', 'div'].includes(part.op)
  })
  return costs
}

function isBig(type: ValueType): boolean {
  return type === 'i64' || type === 'u64'
}
