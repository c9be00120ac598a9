import type { LocalId } from '../../ir/expr.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'
import { endWithResult } from './end-with-result.js'

type List = readonly Stmt<JsType>[]
type Fn = KernelFunction<JsType>

/** A helper that can be written where it is called: each way through it ends by assigning `result`. */
export interface Inlinable {
  readonly fn: Fn
  readonly body: List
  readonly result: LocalId
  readonly assigned: ReadonlySet<LocalId>
  readonly size: number
}

/** As much code, in statements and parts of expressions, as a helper may have. */
const largest = 400

/** A function without loops as it can be written where it is called; null where it cannot. */
export function readHelper(fn: Fn): Inlinable | null {
  const plain: ReadonlySet<Stmt<JsType>['kind']> = new Set([
    'set',
    'store',
    'if',
    'block',
    'break',
    'call',
    'return',
    'throw',
  ])
  let isPlain = fn.params.every(param => fn.locals[param]?.promised === undefined)
  const assigned = new Set<LocalId>()
  forEachStmt(fn.body, stmt => {
    const local = assignedLocal(stmt)
    if (local !== null) assigned.add(local)
    isPlain &&= plain.has(stmt.kind)
  })
  const result = fn.locals.length
  const body = isPlain ? endWithResult(fn.body, fn.result === 'undefined' ? null : result) : null
  const size = sizeOf(fn.body)
  return body && size <= largest ? { fn, body, result, assigned, size } : null
}

/** How much code a list is, in statements and parts of expressions. */
export function sizeOf(list: List): number {
  let size = 0
  forEachStmt(list, stmt => {
    size++
    for (const expr of stmtExprs(stmt)) forEachExpr(expr, () => size++)
  })
  return size
}
