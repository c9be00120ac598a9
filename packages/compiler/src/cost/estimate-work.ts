import type { Expr } from '../ir/expr.js'
import { operands } from '../ir/expr-walk.js'
import type { Kernel } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { stmtBodies, stmtExprs } from '../ir/stmt-walk.js'
import { tripCount } from './trip-count.js'

/**
 * The most operations one call of a kernel can take, roughly a third of a nanosecond each; Infinity where a loop or a
 * recursion has no bound that the text shows. Branches count as the dearer side.
 */
export function estimateWork<T>(kernel: Kernel<T>): number {
  return workOfFunctions(kernel)(0)
}

/** The same of one statement of the entry, which stands behind these. */
export function workIn<T>(kernel: Kernel<T>, stmt: Stmt<T>, before: readonly Stmt<T>[]): number {
  return stmtWork(stmt, before, workOfFunctions(kernel))
}

function workOfFunctions<T>(kernel: Kernel<T>): (id: number) => number {
  const known = new Map<number, number>()
  const workOf = (id: number): number => {
    const fn = kernel.functions[id]
    const estimate = known.get(id)
    if (fn === undefined || estimate !== undefined) return estimate ?? Number.POSITIVE_INFINITY
    // Until its own estimate is there: a call of itself has no bound.
    known.set(id, Number.POSITIVE_INFINITY)
    const work = listWork(fn.body, workOf)
    known.set(id, work)
    return work
  }
  return workOf
}

function listWork<T>(list: readonly Stmt<T>[], workOf: (id: number) => number): number {
  return list.reduce((sum, stmt, i) => sum + stmtWork(stmt, list.slice(0, i), workOf), 0)
}

function stmtWork<T>(stmt: Stmt<T>, before: readonly Stmt<T>[], workOf: (id: number) => number): number {
  const own = stmtExprs(stmt).reduce((sum, expr) => sum + exprWork(expr), 0)
  const bodies = stmtBodies(stmt).map(body => listWork(body, workOf))
  const nested = bodies.reduce((sum, work) => sum + work, 0)
  switch (stmt.kind) {
    case 'if':
      return own + Math.max(...bodies)
    case 'loop':
      return (own + nested + 1) * tripCount(stmt, before)
    case 'call':
      // As much work as the array is long.
      if (stmt.sorts !== undefined) return Number.POSITIVE_INFINITY
      return own + (typeof stmt.callee !== 'number' ? hostCall : workOf(stmt.callee) + 2)
    case 'set':
    case 'store':
    case 'store-row':
    case 'output':
    case 'set-global':
    case 'view':
    case 'row':
    case 'switch':
    case 'block':
    case 'break':
    case 'continue':
    case 'return':
    case 'throw':
      return own + nested + 1
    case 'new-array':
    case 'bulk':
    case 'resize':
      // As much work as the array is long.
      return Number.POSITIVE_INFINITY
  }
}

const hostCall = 30
const slow = new Set(['div', 'rem', 'pow', 'sqrt', 'round'])

function exprWork<T>(expr: Expr<T>): number {
  const below = operands(expr).reduce((sum, operand) => sum + exprWork(operand), 0)
  switch (expr.kind) {
    case 'const':
    case 'local':
    case 'convert':
      return below
    case 'conditional':
      return exprWork(expr.test) + Math.max(exprWork(expr.then), exprWork(expr.else)) + 1
    case 'math':
      return below + hostCall
    case 'unary':
    case 'binary':
      return below + (slow.has(expr.op) ? 6 : 1)
    default:
      return below + 1
  }
}
