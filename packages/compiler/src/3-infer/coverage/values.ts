import type { Expr, LocalId } from '../../ir/expr.js'
import { mapOperands } from '../../ir/expr-walk.js'
import type { Extent } from '../../ir/extent.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { JsType } from '../../ir/types.js'

/** What locals stand for that a function assigns once, in the statements that surely ran before the one looked at. */
export class Values {
  readonly #fn: KernelFunction<JsType>
  readonly #assignments = new Map<LocalId, number>()
  readonly #known = new Map<LocalId, Expr<JsType>>()

  constructor(fn: KernelFunction<JsType>) {
    this.#fn = fn
    forEachStmt(fn.body, stmt => {
      const local = assignedLocal(stmt)
      if (local !== null) this.#assignments.set(local, this.assignmentsOf(local) + 1)
    })
  }

  /** How often the function's text assigns a local. */
  assignmentsOf(local: LocalId): number {
    return this.#assignments.get(local) ?? 0
  }

  /**
   * Takes a statement as done. What it gives a local holds as long as what it is made of does: where that is the counter of
   * a loop, until the next turn, which comes by here again.
   */
  note(stmt: Stmt<JsType>): void {
    if (stmt.kind !== 'set' || this.assignmentsOf(stmt.local) !== 1 || this.#isParam(stmt.local)) return
    this.#known.set(stmt.local, this.resolve(stmt.value))
  }

  /** An expression with such locals replaced by what they stand for. */
  resolve(expr: Expr<JsType>): Expr<JsType> {
    if (expr.kind === 'local') return this.#known.get(expr.local) ?? expr
    return mapOperands(expr, operand => this.resolve(operand))
  }

  /** The number an expression gives, where parameters that are never assigned give it. */
  extentOf(expr: Expr<JsType>): Extent | null {
    return this.#read(this.resolve(expr))
  }

  #read(expr: Expr<JsType>): Extent | null {
    switch (expr.kind) {
      case 'const':
        return typeof expr.value === 'number' && Number.isFinite(expr.value) && expr.value > 0
          ? { kind: 'const', value: expr.value }
          : null
      case 'local':
        return expr.type === 'number' && this.#isSettled(expr.local)
          ? { kind: 'param', param: this.#fn.params.indexOf(expr.local) }
          : null
      case 'length':
        return expr.unit === undefined && this.#isSettled(expr.array)
          ? { kind: 'length', param: this.#fn.params.indexOf(expr.array) }
          : null
      case 'binary': {
        if (expr.op !== 'mul' || expr.type !== 'number') return null
        const [left, right] = [this.#read(expr.left), this.#read(expr.right)]
        return left && right && { kind: 'product', left, right }
      }
      default:
        return null
    }
  }

  #isParam(local: LocalId): boolean {
    return this.#fn.params.includes(local)
  }

  #isSettled(local: LocalId): boolean {
    return this.#isParam(local) && this.assignmentsOf(local) === 0
  }
}
