import type { Expr, LocalId } from '../../ir/expr.js'
import { forEachLocal, mapOperands, operands } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { forEachStmt, stmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'

type Typed = Expr<ValueType>

/**
 * Finds the statements whose values become floats, elements, results and branches only, and no index, no integer that is
 * kept, and no argument: nothing that was proven of an integer rests on them.
 */
export function findFloatUses(
  fn: KernelFunction<ValueType>,
  isEntry: boolean,
): (stmt: Stmt<ValueType>) => boolean {
  const strict = new Set<LocalId>()
  const note = (expr: Typed) =>
    forEachLocal(expr, local => {
      strict.add(local)
    })
  const staysFloat = (stmt: Stmt<ValueType>): boolean =>
    (stmt.kind === 'set' && isFloatType(stmt.value.type) && !strict.has(stmt.local)) ||
    ['store', 'if', 'output'].includes(stmt.kind) ||
    (stmt.kind === 'return' && isEntry)
  for (let size = -1; size !== strict.size; ) {
    size = strict.size
    forEachStmt(fn.body, stmt => {
      const isStrict = !staysFloat(stmt)
      for (const expr of stmtExprs(stmt)) {
        if (isStrict || (stmt.kind === 'store' && expr === stmt.index)) note(expr)
        else forEachStrict(withoutStored(expr, stmt), note)
      }
    })
  }
  return staysFloat
}

/** Rewrites those parts of a statement's own expressions that stay floats. */
export function mapFloats(expr: Typed, stmt: Stmt<ValueType>, map: (expr: Typed) => Typed): Typed {
  const visit = (part: Typed): Typed =>
    map(mapOperands(part, inner => (isStrictIn(part) ? inner : visit(inner))))
  if (stmt.kind !== 'store') return visit(expr)
  if (expr === stmt.index) return expr
  const stored = withoutStored(expr, stmt)
  return stored === expr ? visit(expr) : mapOperands(expr, visit)
}

/** An integer that goes straight to memory comes back as any that the array may hold. */
function withoutStored(expr: Typed, stmt: Stmt<ValueType>): Typed {
  return stmt.kind === 'store' && expr.kind === 'convert' ? expr.operand : expr
}

function forEachStrict(expr: Typed, note: (expr: Typed) => void): void {
  for (const operand of operands(expr)) {
    if (isStrictIn(expr)) note(operand)
    else forEachStrict(operand, note)
  }
}

/** Whether what an expression is made of becomes an index or an integer in it. */
function isStrictIn(expr: Typed): boolean {
  return expr.kind === 'load' || (expr.kind === 'convert' && !isFloatType(expr.type))
}

function isFloatType(type: ValueType): boolean {
  return type === 'f64' || type === 'f32'
}
