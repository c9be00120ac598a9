import type { Expr, LocalId } from '../../packages/compiler/src/ir/expr.js'
import type { Kernel, KernelFunction, ThrowSite } from '../../packages/compiler/src/ir/kernel.js'
import type { Call, LabelId, Stmt } from '../../packages/compiler/src/ir/stmt.js'
import type { TypedArrayName, TypeVar } from '../../packages/compiler/src/ir/types.js'
import type { Value } from './interpret-operator.js'
import { evaluateBinary, evaluateCompare, evaluateUnary } from './interpret-operator.js'

/** How a statement list ended: run through, jumped, or returned. */
type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'break' | 'continue'; readonly label: LabelId }
  | { readonly kind: 'return'; readonly value: Value }

const normal: Completion = { kind: 'normal' }

type AnyArray = Float64Array | BigInt64Array

/** Thrown where a program runs longer than a test waits. */
export class OutOfSteps extends Error {}

/**
 * Runs a lowered kernel statement by statement with JavaScript's own operators: what lowering means, before anything
 * knows of Wasm. Arrays are written in place; `throw` throws.
 */
export function interpretKernel(
  kernel: Kernel<TypeVar>,
  args: readonly Value[],
  maximumSteps = 200_000,
): Value {
  return new Interpreter(kernel, maximumSteps).call(0, args)
}

class Interpreter {
  readonly kernel: Kernel<TypeVar>
  private readonly tables: readonly AnyArray[]
  private steps: number

  constructor(kernel: Kernel<TypeVar>, steps: number) {
    this.kernel = kernel
    this.steps = steps
    this.tables = kernel.tables.map(({ element, values }) => {
      const table = newArray(element === 'string' ? 'Uint16Array' : element, values.length)
      values.forEach((value, i) => {
        table[i] = value as never
      })
      return table
    })
  }

  call(id: number, args: readonly Value[]): Value {
    const fn = this.kernel.functions[id] as KernelFunction<TypeVar>
    const locals = fn.locals.map(
      (local): Value => (local.table === undefined ? undefined : this.tables[local.table]),
    )
    fn.params.forEach((param, i) => {
      const root = id === 0 ? fn.locals[param]?.source?.root : undefined
      locals[param] = args[root?.kind === 'argument' ? root.index : i]
    })
    const end = new Activation(this, fn, locals).list(fn.body)
    return end.kind === 'return' ? end.value : undefined
  }

  step(): void {
    if (this.steps-- === 0) throw new OutOfSteps()
  }
}

/** One call of one function. */
class Activation {
  private readonly interpreter: Interpreter
  private readonly fn: KernelFunction<TypeVar>
  private readonly locals: Value[]

  constructor(interpreter: Interpreter, fn: KernelFunction<TypeVar>, locals: Value[]) {
    this.interpreter = interpreter
    this.fn = fn
    this.locals = locals
  }

  list(stmts: readonly Stmt<TypeVar>[]): Completion {
    for (const stmt of stmts) {
      this.interpreter.step()
      const end = this.stmt(stmt)
      if (end.kind !== 'normal') return end
    }
    return normal
  }

  private stmt(stmt: Stmt<TypeVar>): Completion {
    switch (stmt.kind) {
      case 'set':
        this.locals[stmt.local] = this.expr(stmt.value)
        return normal
      case 'store': {
        const index = this.expr(stmt.index) as number
        this.array(stmt.array)[index] = this.expr(stmt.value) as never
        return normal
      }
      case 'new-array': {
        const type = this.fn.locals[stmt.local]?.type as TypedArrayName
        this.locals[stmt.local] = newArray(type, this.expr(stmt.length) as number)
        return normal
      }
      case 'view': {
        const [start = 0, length = 0] = [stmt.start, stmt.length].map(e => this.expr(e) as number)
        this.locals[stmt.local] = this.array(stmt.array).subarray(start, start + length)
        return normal
      }
      case 'bulk': {
        const [target = 0, source = 0, count = 0] = stmt.args.map(arg => this.expr(arg) as number)
        if (stmt.op === 'sort') this.array(stmt.array).sort()
        else {
          // Both are of one kind; which does not matter here.
          const [to, from] = [this.array(stmt.array), this.array(stmt.from)] as unknown as Float64Array[]
          to?.set(from?.subarray(source, source + count) ?? [], target)
        }
        return normal
      }
      case 'resize':
      case 'row':
      case 'store-row':
        throw new Error('an interpreted array is a typed one')
      case 'call': {
        if (stmt.sorts !== undefined) return this.sort(stmt, stmt.sorts)
        const args = stmt.args.map(arg => this.expr(arg))
        const value =
          typeof stmt.callee === 'number' ? this.interpreter.call(stmt.callee, args) : Math.random()
        if (stmt.local !== null) this.locals[stmt.local] = value
        return normal
      }
      case 'if':
        return this.list(this.test(stmt.test) ? stmt.then : stmt.else)
      case 'loop':
        return this.loop(stmt)
      case 'switch':
        return this.switch(stmt)
      case 'block':
        return leave(this.list(stmt.body), stmt.label)
      case 'break':
      case 'continue':
        return { kind: stmt.kind, label: stmt.label }
      case 'return':
        return { kind: 'return', value: stmt.value === null ? undefined : this.expr(stmt.value) }
      // Only glue looks at them, and no lowered kernel has the other ones.
      case 'output':
      case 'set-global':
        return normal
      case 'throw': {
        if (stmt.site === 'restart') throw new Error('an interpreted kernel starts over')
        const site = this.interpreter.kernel.throws[stmt.site] as ThrowSite
        const Constructor = errors[site.constructor]
        throw site.message === null ? new Constructor() : new Constructor(site.message)
      }
    }
  }

  /** The callee says whether the comparator gave more than 0; what gives neither that nor less is 0. */
  private sort(stmt: Call<TypeVar>, sorted: LocalId): Completion {
    const more = stmt.args.slice(2).map(arg => this.expr(arg))
    const isAfter = (a: Value, b: Value) => this.interpreter.call(stmt.callee as number, [a, b, ...more])
    const array = this.array(sorted) as unknown as Value[]
    array.sort((a, b) => (isAfter(a, b) ? 1 : 0))
    return normal
  }

  private loop(stmt: Stmt<TypeVar> & { readonly kind: 'loop' }): Completion {
    while (this.test(stmt.test)) {
      this.interpreter.step()
      const end = this.list(stmt.body)
      const goesOn = end.kind === 'normal' || (end.kind === 'continue' && end.label === stmt.label)
      if (!goesOn) return leave(end, stmt.label)
      const updated = this.list(stmt.update)
      if (updated.kind !== 'normal') return leave(updated, stmt.label)
    }
    return normal
  }

  private switch(stmt: Stmt<TypeVar> & { readonly kind: 'switch' }): Completion {
    const value = this.expr(stmt.discriminant)
    const matching = stmt.cases.findIndex(({ test }) => test !== null && this.expr(test) === value)
    const first = matching >= 0 ? matching : stmt.cases.findIndex(({ test }) => test === null)
    if (first < 0) return normal
    for (const { body } of stmt.cases.slice(first)) {
      const end = this.list(body)
      if (end.kind !== 'normal') return leave(end, stmt.label)
    }
    return normal
  }

  /** A condition; lowering promises a boolean wherever one is asked for. */
  private test(expr: Expr<TypeVar>): boolean {
    const value = this.expr(expr)
    if (typeof value !== 'boolean') throw new TypeError(`A condition is ${String(value)}, no boolean.`)
    return value
  }

  private expr(expr: Expr<TypeVar>): Value {
    switch (expr.kind) {
      case 'const':
        return expr.value
      case 'local':
        return this.locals[expr.local]
      case 'unary':
        return evaluateUnary(expr.op, expr.op === 'not' ? this.test(expr.operand) : this.expr(expr.operand))
      case 'binary':
        return evaluateBinary(expr.op, this.expr(expr.left), this.expr(expr.right))
      case 'compare':
        return evaluateCompare(expr.op, this.expr(expr.left), this.expr(expr.right))
      case 'logical': {
        const left = this.test(expr.left)
        return left === (expr.op === 'and') ? this.test(expr.right) : left
      }
      case 'conditional':
        return this.test(expr.test) ? this.expr(expr.then) : this.expr(expr.else)
      case 'math':
        return (Math[expr.fn] as (...args: Value[]) => number)(...expr.args.map(arg => this.expr(arg)))
      case 'load':
        return this.array(expr.array)[this.expr(expr.index) as number]
      case 'length':
        return this.array(expr.array).length
      case 'convert':
        throw new Error('A conversion in a lowered kernel.')
    }
  }

  private array(local: number): AnyArray {
    const value = this.locals[local]
    if (!ArrayBuffer.isView(value)) throw new TypeError(`Local ${local} is no array.`)
    return value as AnyArray
  }
}

function leave(end: Completion, label: LabelId): Completion {
  return end.kind === 'break' && end.label === label ? normal : end
}

function newArray(type: TypedArrayName, length: number): AnyArray {
  return new (globalThis[type] as unknown as new (length: number) => AnyArray)(length)
}

const errors = { Error, RangeError, TypeError, SyntaxError, EvalError, ReferenceError, URIError }
