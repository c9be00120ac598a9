import type { Expr, LocalId } from './expr.js'
import { forEachExpr } from './expr-walk.js'
import type { ArrayStmt, Stmt } from './stmt.js'

/** The expressions that stand directly in a statement, in evaluation order. */
export function stmtExprs<T>(stmt: Stmt<T>): readonly Expr<T>[] {
  switch (stmt.kind) {
    case 'set':
    case 'output':
    case 'set-global':
      return [stmt.value]
    case 'store':
      return [stmt.index, stmt.value]
    case 'store-row':
      return [stmt.index, stmt.row]
    case 'new-array':
      return [stmt.length]
    case 'resize':
      return stmt.holder ? [stmt.length, stmt.holder.index] : [stmt.length]
    case 'view':
      return [stmt.start, stmt.length]
    case 'row':
      return [stmt.index]
    case 'bulk':
    case 'call':
      return stmt.args
    case 'if':
    case 'loop':
      return [stmt.test]
    case 'switch':
      return [stmt.discriminant, ...stmt.cases.flatMap(c => (c.test ? [c.test] : []))]
    case 'return':
      return stmt.value ? [stmt.value] : []
    default:
      return []
  }
}

/** The local a statement itself assigns: an array that is resized may move. */
export function assignedLocal(stmt: Stmt<unknown>): LocalId | null {
  switch (stmt.kind) {
    case 'set':
    case 'new-array':
    case 'view':
    case 'row':
    case 'call':
      return stmt.local
    case 'resize':
      return stmt.array
    default:
      return null
  }
}

/** The arrays a statement itself names, beside those in its expressions and the one it assigns. */
export function namedArrays(stmt: Stmt<unknown>): readonly LocalId[] {
  switch (stmt.kind) {
    case 'store':
    case 'store-row':
    case 'view':
    case 'row':
      return [stmt.array]
    case 'resize':
      return stmt.holder ? [stmt.array, stmt.holder.array] : [stmt.array]
    case 'bulk':
      return [stmt.array, stmt.from]
    case 'call':
      return stmt.sorts === undefined ? [] : [stmt.sorts]
    default:
      return []
  }
}

/** The statement lists nested directly in a statement. */
export function stmtBodies<T>(stmt: Stmt<T>): readonly (readonly Stmt<T>[])[] {
  switch (stmt.kind) {
    case 'if':
      return [stmt.then, stmt.else]
    case 'loop':
      return [stmt.body, stmt.update]
    case 'switch':
      return stmt.cases.map(c => c.body)
    case 'block':
      return [stmt.body]
    default:
      return []
  }
}

/** Calls `visit` on every statement of a list and everything nested in it, parents first. */
export function forEachStmt<T>(list: readonly Stmt<T>[], visit: (stmt: Stmt<T>) => void): void {
  for (const stmt of list) {
    visit(stmt)
    for (const body of stmtBodies(stmt)) forEachStmt(body, visit)
  }
}

/** Calls `visit` on every expression, nested ones included, of every statement of a list. */
export function forEachExprIn<T>(list: readonly Stmt<T>[], visit: (expr: Expr<T>) => void): void {
  forEachStmt(list, stmt => {
    for (const expr of stmtExprs(stmt)) forEachExpr(expr, visit)
  })
}

/** Rebuilds a statement with its own expressions replaced; nested statements stay as they are. */
export function mapStmtExprs<T>(stmt: Stmt<T>, map: (expr: Expr<T>) => Expr<T>): Stmt<T> {
  switch (stmt.kind) {
    case 'set':
    case 'output':
    case 'set-global':
      return { ...stmt, value: map(stmt.value) }
    case 'store':
      return { ...stmt, index: map(stmt.index), value: map(stmt.value) }
    case 'store-row':
      return { ...stmt, index: map(stmt.index), row: map(stmt.row) }
    case 'new-array':
    case 'view':
    case 'row':
    case 'bulk':
    case 'resize':
      return mapArrayStmt(stmt, map)
    case 'call':
      return { ...stmt, args: stmt.args.map(map) }
    case 'if':
    case 'loop':
      return { ...stmt, test: map(stmt.test) }
    case 'switch':
      return {
        ...stmt,
        discriminant: map(stmt.discriminant),
        cases: stmt.cases.map(c => ({ ...c, test: c.test && map(c.test) })),
      }
    case 'return':
      return { ...stmt, value: stmt.value && map(stmt.value) }
    default:
      return stmt
  }
}

/** Whether a statement makes an array or treats one as a whole. */
export function isArrayStmt<T>(stmt: Stmt<T>): stmt is ArrayStmt<T> {
  return ['new-array', 'view', 'row', 'bulk', 'resize'].includes(stmt.kind)
}

/** Rebuilds one of these statements with its expressions replaced, perhaps typed otherwise. */
export function mapArrayStmt<T, U>(stmt: ArrayStmt<T>, map: (expr: Expr<T>) => Expr<U>): ArrayStmt<U> {
  switch (stmt.kind) {
    case 'new-array':
      return { ...stmt, length: map(stmt.length) }
    case 'resize': {
      const { holder, ...rest } = stmt
      const length = map(stmt.length)
      return holder
        ? { ...rest, length, holder: { ...holder, index: map(holder.index) } }
        : { ...rest, length }
    }
    case 'view':
      return { ...stmt, start: map(stmt.start), length: map(stmt.length) }
    case 'row':
      return { ...stmt, index: map(stmt.index) }
    case 'bulk':
      return { ...stmt, args: stmt.args.map(map) }
  }
}

/** Rebuilds a statement with its nested statement lists replaced. */
export function mapStmtBodies<T>(
  stmt: Stmt<T>,
  map: (list: readonly Stmt<T>[]) => readonly Stmt<T>[],
): Stmt<T> {
  switch (stmt.kind) {
    case 'if':
      return { ...stmt, then: map(stmt.then), else: map(stmt.else) }
    case 'loop':
      return { ...stmt, body: map(stmt.body), update: map(stmt.update) }
    case 'switch':
      return { ...stmt, cases: stmt.cases.map(c => ({ ...c, body: map(c.body) })) }
    case 'block':
      return { ...stmt, body: map(stmt.body) }
    default:
      return stmt
  }
}
