import type { Expr, LocalId } from '../ir/expr.js'
import { operands } from '../ir/expr-walk.js'
import type { LabelId, SetLocal, Stmt } from '../ir/stmt.js'
import { stmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Access } from './symbolic/walk.js'

type Typed = Stmt<ValueType>

/** Where something stands in the body of a loop. */
interface Place {
  /** Counts the loads, stores and assignments in the order they are made. */
  readonly order: number
  /** The inner loops around it, outermost first. */
  readonly inner: readonly LabelId[]
  /** Not every turn of the innermost loop around it comes here. */
  readonly isConditional: boolean
}

export interface AccessPlace extends Place {
  readonly access: Access
}

export interface SetPlace extends Place {
  readonly set: SetLocal<ValueType>
}

/** The loads, stores and assignments of a loop's body, in the order they are made. */
export interface Places {
  readonly accesses: readonly AccessPlace[]
  readonly sets: ReadonlyMap<LocalId, readonly SetPlace[]>
}

/** Lists them; a node that stands in two places is listed twice. */
export function listPlaces(body: readonly Typed[]): Places {
  const accesses: AccessPlace[] = []
  const sets = new Map<LocalId, SetPlace[]>()
  let order = 0
  const inExpr = (expr: Expr<ValueType>, inner: readonly LabelId[], isConditional: boolean) => {
    const isLazy = expr.kind === 'logical' || expr.kind === 'conditional'
    operands(expr).forEach((operand, n) => {
      inExpr(operand, inner, isConditional || (isLazy && n > 0))
    })
    if (expr.kind === 'load') accesses.push({ access: expr, order: order++, inner, isConditional })
  }
  const inList = (list: readonly Typed[], inner: readonly LabelId[], isConditional: boolean) => {
    for (const stmt of list) {
      const around = stmt.kind === 'loop' ? [...inner, stmt.label] : inner
      for (const expr of stmtExprs(stmt)) inExpr(expr, around, stmt.kind !== 'loop' && isConditional)
      if (stmt.kind === 'store') accesses.push({ access: stmt, order: order++, inner, isConditional })
      if (stmt.kind === 'set') {
        const place = { set: stmt, order: order++, inner, isConditional }
        sets.set(stmt.local, [...(sets.get(stmt.local) ?? []), place])
      }
      if (stmt.kind === 'if') {
        inList(stmt.then, inner, true)
        inList(stmt.else, inner, true)
      }
      if (stmt.kind === 'loop') {
        inList(stmt.body, around, false)
        inList(stmt.update, around, false)
      }
    }
  }
  inList(body, [], false)
  return { accesses, sets }
}
