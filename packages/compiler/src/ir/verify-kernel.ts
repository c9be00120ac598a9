import type { LocalId } from './expr.js'
import { forEachExpr, forEachLocal } from './expr-walk.js'
import type { Kernel, KernelFunction } from './kernel.js'
import { printKernel } from './print-kernel.js'
import type { LabelId, Stmt } from './stmt.js'
import { stmtExprs } from './stmt-walk.js'
import type { ValueType } from './types.js'
import { functionTypeProblem } from './verify-stmt-types.js'

/** Checks what holds at every stage: locals, labels, functions, tables and throw sites exist where they are named. */
export function verifyKernel(kernel: Kernel<unknown>): void {
  if (kernel.functions.length === 0) throw new Error(`hotpath: kernel ${kernel.name} has no function`)
  for (const fn of kernel.functions) new StructureCheck(kernel, fn).run()
}

/**
 * Checks what holds once representations are chosen: operands have the type of their operation, conditions are `bool`,
 * loads and stores fit their arrays, and every access says what happens out of bounds.
 */
export function verifyValueTypes(kernel: Kernel<ValueType>): void {
  verifyKernel(kernel)
  for (const fn of kernel.functions) {
    const problem = functionTypeProblem(kernel, fn)
    if (problem !== null) {
      throw new Error(`hotpath: in ${kernel.name}, function ${fn.name}: ${problem}\n${printKernel(kernel)}`)
    }
  }
}

interface Enclosing {
  readonly label: LabelId
  readonly kind: 'loop' | 'switch' | 'block' | 'update'
}

class StructureCheck {
  private readonly kernel: Kernel<unknown>
  private readonly fn: KernelFunction<unknown>

  constructor(kernel: Kernel<unknown>, fn: KernelFunction<unknown>) {
    this.kernel = kernel
    this.fn = fn
  }

  run(): void {
    this.fn.params.forEach(param => {
      this.check(this.fn.locals[param]?.origin === 'param', `parameter ${param} is not a local of that kind`)
    })
    this.fn.locals.forEach(({ name, origin, table }) => {
      const isTable = table !== undefined && this.kernel.tables[table] !== undefined
      this.check(origin === 'table' ? isTable : table === undefined, `the local ${name} has a wrong table`)
    })
    this.list(this.fn.body, [])
  }

  private list(statements: readonly Stmt<unknown>[], outer: readonly Enclosing[]): void {
    for (const stmt of statements) this.stmt(stmt, outer)
  }

  private stmt(stmt: Stmt<unknown>, outer: readonly Enclosing[]): void {
    for (const expr of stmtExprs(stmt)) {
      forEachLocal(expr, local => this.local(local, stmt.kind))
      forEachExpr(expr, ({ at }) =>
        this.check(at.start <= at.end, `an expression in ${stmt.kind} has no place`),
      )
    }
    switch (stmt.kind) {
      case 'set':
      case 'new-array':
        return this.target(stmt.local, stmt.kind)
      case 'view':
      case 'row':
        this.local(stmt.array, stmt.kind)
        return this.target(stmt.local, stmt.kind)
      case 'bulk':
        this.local(stmt.from, stmt.kind)
        return this.target(stmt.array, stmt.kind)
      case 'resize':
        if (stmt.holder) this.local(stmt.holder.array, stmt.kind)
        return this.target(stmt.array, stmt.kind)
      case 'store':
      case 'store-row':
        return this.local(stmt.array, stmt.kind)
      case 'call':
        return this.call(stmt)
      case 'if':
        this.list(stmt.then, outer)
        return this.list(stmt.else, outer)
      case 'loop':
        this.list(stmt.body, this.enter(outer, stmt.label, 'loop'))
        return this.list(stmt.update, this.enter(outer, stmt.label, 'update'))
      case 'switch':
        for (const { body } of stmt.cases) this.list(body, this.enter(outer, stmt.label, 'switch'))
        return this.check(stmt.cases.filter(c => c.test === null).length < 2, 'a switch has two defaults')
      case 'block':
        return this.list(stmt.body, this.enter(outer, stmt.label, 'block'))
      case 'break':
      case 'continue':
        return this.jump(stmt, outer)
      case 'throw':
        return this.check(
          stmt.site === 'restart' || this.kernel.throws[stmt.site] !== undefined,
          `throw site ${stmt.site} does not exist`,
        )
      case 'output':
        return this.check(
          this.kernel.outputs?.[stmt.slot] !== undefined,
          `output ${stmt.slot} does not exist`,
        )
      case 'return':
        return this.check(!outer.some(target => target.kind === 'update'), 'a loop update returns')
    }
  }

  private call(stmt: Stmt<unknown> & { readonly kind: 'call' }): void {
    if (stmt.local !== null) this.target(stmt.local, stmt.kind)
    if (stmt.sorts !== undefined) this.target(stmt.sorts, stmt.kind)
    const isKnown = typeof stmt.callee !== 'number' || this.kernel.functions[stmt.callee] !== undefined
    this.check(isKnown, `function ${stmt.callee} does not exist`)
  }

  /** `continue` is for loops; out of a loop's update only a break of that very loop may lead. */
  private jump(
    stmt: Stmt<unknown> & { readonly kind: 'break' | 'continue' },
    outer: readonly Enclosing[],
  ): void {
    const depth = outer.findIndex(target => target.label === stmt.label)
    const target = outer[depth]
    const name = `${stmt.kind} L${stmt.label}`
    this.check(target !== undefined, `${name} is not inside L${stmt.label}`)
    this.check(stmt.kind === 'break' || target?.kind === 'loop', `${name} does not continue a loop`)
    const crossed = outer.slice(depth + 1).some(({ kind }) => kind === 'update')
    this.check(!crossed, `${name} leaves the update of another loop`)
  }

  private enter(outer: readonly Enclosing[], label: LabelId, kind: Enclosing['kind']): readonly Enclosing[] {
    this.check(!outer.some(target => target.label === label), `L${label} stands inside L${label}`)
    return [...outer, { label, kind }]
  }

  private target(local: LocalId, where: string): void {
    this.local(local, where)
    this.check(this.fn.locals[local]?.origin !== 'table', `${where} writes a table`)
  }

  private local(local: LocalId, where: string): void {
    this.check(this.fn.locals[local] !== undefined, `${where} names local ${local}, which does not exist`)
  }

  private check(holds: boolean, problem: string): void {
    if (!holds) throw new Error(`hotpath: in ${this.kernel.name}, function ${this.fn.name}: ${problem}`)
  }
}
