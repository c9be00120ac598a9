import { forEachExpr } from '../ir/expr-walk.js'
import type { Kernel } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { isArrayStmt, stmtExprs } from '../ir/stmt-walk.js'
import { workIn } from './estimate-work.js'

const never = Number.POSITIVE_INFINITY

/** Operations of the cheapest way to the end of a list, and to a `return` on the way there. */
interface Ways {
  readonly through: number
  readonly out: number
}

/**
 * The fewest operations that a call of a kernel can take which comes back before any loop, call or element of an array;
 * Infinity where none does. What starts that way mostly ends that way: the rest is for the few calls that need it.
 */
export function shortestWay<T>(kernel: Kernel<T>): number {
  const [entry] = kernel.functions
  return entry ? waysOf(kernel, entry.body).out : never
}

function waysOf<T>(kernel: Kernel<T>, list: readonly Stmt<T>[]): Ways {
  let [through, out] = [0, never]
  for (const stmt of list) {
    const next = waysThrough(kernel, stmt)
    out = Math.min(out, through + next.out)
    through += next.through
  }
  return { through, out }
}

function waysThrough<T>(kernel: Kernel<T>, stmt: Stmt<T>): Ways {
  if (touches(stmt)) return { through: never, out: never }
  switch (stmt.kind) {
    case 'return':
      return { through: never, out: workIn(kernel, stmt, []) }
    case 'throw':
      return { through: never, out: never }
    case 'if': {
      const asked = workIn(kernel, { ...stmt, then: [], else: [] }, [])
      const [a, b] = [waysOf(kernel, stmt.then), waysOf(kernel, stmt.else)]
      return { through: asked + Math.min(a.through, b.through), out: asked + Math.min(a.out, b.out) }
    }
    case 'set':
    case 'output':
      return { through: workIn(kernel, stmt, []), out: never }
    default:
      return { through: never, out: never }
  }
}

/** Whether a statement itself looks into an array, or makes one. */
function touches<T>(stmt: Stmt<T>): boolean {
  let found = stmt.kind === 'store' || stmt.kind === 'call' || stmt.kind === 'loop' || isArrayStmt(stmt)
  for (const expr of stmtExprs(stmt)) {
    forEachExpr(expr, ({ kind }) => {
      found ||= kind === 'load' || kind === 'length'
    })
  }
  return found
}
