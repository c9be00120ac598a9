import type { Expr, LocalId } from './expr.js'
import type { SourceRange } from './source-range.js'

/** The direct operands of an expression, in evaluation order. */
export function operands<T>(expr: Expr<T>): readonly Expr<T>[] {
  switch (expr.kind) {
    case 'unary':
    case 'convert':
      return [expr.operand]
    case 'binary':
    case 'compare':
    case 'logical':
      return [expr.left, expr.right]
    case 'conditional':
      return [expr.test, expr.then, expr.else]
    case 'math':
    case 'simd':
      return expr.args
    case 'load':
      return [expr.index]
    default:
      return []
  }
}

/** Calls `visit` on an expression and everything below it, parents first. */
export function forEachExpr<T>(expr: Expr<T>, visit: (expr: Expr<T>) => void): void {
  visit(expr)
  for (const operand of operands(expr)) forEachExpr(operand, visit)
}

/** Calls `visit` for every local an expression reads, arrays included. */
export function forEachLocal<T>(
  expr: Expr<T>,
  visit: (local: LocalId, use: { readonly at: SourceRange }) => void,
): void {
  forEachExpr(expr, e => {
    if (e.kind === 'local') visit(e.local, e)
    else if (e.kind === 'load' || e.kind === 'length') visit(e.array, e)
  })
}

/** Rebuilds an expression with its direct operands replaced. */
export function mapOperands<T>(expr: Expr<T>, map: (operand: Expr<T>) => Expr<T>): Expr<T> {
  switch (expr.kind) {
    case 'unary':
    case 'convert':
      return { ...expr, operand: map(expr.operand) }
    case 'binary':
    case 'compare':
    case 'logical':
      return { ...expr, left: map(expr.left), right: map(expr.right) }
    case 'conditional':
      return { ...expr, test: map(expr.test), then: map(expr.then), else: map(expr.else) }
    case 'math':
    case 'simd':
      return { ...expr, args: expr.args.map(map) }
    case 'load':
      return { ...expr, index: map(expr.index) }
    default:
      return expr
  }
}
