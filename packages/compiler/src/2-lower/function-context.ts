import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { LocalId } from '../ir/expr.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { FunctionId, LabelId } from '../ir/stmt.js'
import type { TypeVar } from '../ir/types.js'
import type { FunctionSource, KernelContext } from './kernel-context.js'
import type { Expr, LoweredLocal, Stmt } from './lowered.js'

/** The dispatchers over all node kinds. They reach a kind's file through here, so that files do not import in circles. */
export interface Lowerers {
  /** Appends what must happen first and gives a pure expression. */
  readonly expression: (fn: FunctionContext, node: t.Expression) => Expr
  /** The same for a condition: the result is a boolean. */
  readonly test: (fn: FunctionContext, node: t.Expression) => Expr
  /** The same where nobody looks at the value. */
  readonly effect: (fn: FunctionContext, node: t.Expression) => void
  readonly statement: (fn: FunctionContext, node: t.Statement) => void
}

/** Where `break` and `continue` may lead, or a `try` that they pass: its `finish` emits the finally block. */
export type JumpTarget =
  | {
      readonly names: readonly string[]
      readonly kind: 'loop' | 'switch' | 'block'
      readonly label: LabelId
    }
  | { readonly names: readonly []; readonly kind: 'try'; readonly finish: () => void }

/** What lowering knows inside one function: its variables, its jump targets and the statements made so far. */
export class FunctionContext {
  readonly kernel: KernelContext
  readonly node: t.Function
  /** The module the text being lowered stands in. */
  module: ParsedModule
  readonly id: FunctionId
  readonly locals: LoweredLocal[] = []
  readonly jumps: JumpTarget[] = []
  /** Statements that run once, before the body. */
  readonly entry: Stmt[] = []
  private readonly lowerers: Lowerers
  private readonly variables = new Map<Binding, LocalId>()
  private readonly firstTypes = new Map<LocalId, TypeVar>()
  private buffer: Stmt[] = []
  private labels = 0

  constructor(kernel: KernelContext, source: FunctionSource, id: FunctionId, lowerers: Lowerers) {
    this.kernel = kernel
    this.node = source.node
    this.module = source.module
    this.id = id
    this.lowerers = lowerers
  }

  at(node: t.Node): SourceRange {
    return { file: this.module.file, start: node.start ?? 0, end: node.end ?? 0 }
  }

  expression(node: t.Expression): Expr {
    return this.lowerers.expression(this, node)
  }

  test(node: t.Expression): Expr {
    return this.lowerers.test(this, node)
  }

  effect(node: t.Expression): void {
    this.lowerers.effect(this, node)
  }

  statement(node: t.Statement): void {
    this.lowerers.statement(this, node)
  }

  emit(...statements: readonly Stmt[]): void {
    this.buffer.push(...statements)
  }

  /** Collects what a step emits instead of appending it. */
  capture<R>(step: () => R): { readonly statements: readonly Stmt[]; readonly value: R } {
    const outer = this.buffer
    const statements: Stmt[] = []
    this.buffer = statements
    try {
      return { value: step(), statements }
    } finally {
      this.buffer = outer
    }
  }

  /** Lowers text of another module. */
  within<R>(module: ParsedModule, step: () => R): R {
    const outer = this.module
    this.module = module
    try {
      return step()
    } finally {
      this.module = outer
    }
  }

  newLabel(): LabelId {
    return this.labels++
  }

  /** The local of a variable, made when the variable is first met. */
  localOf(binding: Binding, make: () => LoweredLocal): LocalId {
    const known = this.variables.get(binding)
    if (known !== undefined) return known
    const id = this.addLocal(make())
    this.variables.set(binding, id)
    return id
  }

  addLocal(local: LoweredLocal): LocalId {
    return this.locals.push(local) - 1
  }

  temp(type: TypeVar, at: SourceRange): LocalId {
    return this.addLocal({ name: `t${this.locals.length}`, type, origin: 'temp', at })
  }

  read(local: LocalId, at: SourceRange): Expr {
    return { kind: 'local', local, type: this.locals[local]?.type ?? 'dyn', at }
  }

  /** The local's type, or that of the first value it was given: a guess inference checks, good for choosing `1` or `1n`. */
  likelyType(local: LocalId): TypeVar {
    const declared = this.locals[local]?.type ?? 'dyn'
    return declared === 'dyn' ? (this.firstTypes.get(local) ?? 'dyn') : declared
  }

  /** Emits `local = value`. */
  assign(local: LocalId, value: Expr, at: SourceRange): void {
    if (!this.firstTypes.has(local)) this.firstTypes.set(local, this.likelyTypeOf(value))
    if (value.kind === 'local' && this.redirect(value.local, local)) return
    this.emit({ kind: 'set', local, value, at })
  }

  /** Emits `temp = value` and gives the temp: the value as it is now. */
  spill(value: Expr): Expr {
    const local = this.temp(value.type, value.at)
    this.assign(local, value, value.at)
    return this.read(local, value.at)
  }

  /** The value as something that costs nothing to read twice. */
  hold(value: Expr): Expr {
    return value.kind === 'const' || value.kind === 'local' ? value : this.spill(value)
  }

  private likelyTypeOf(value: Expr): TypeVar {
    return value.kind === 'local' ? this.likelyType(value.local) : value.type
  }

  /** `t = f(x); local = t` becomes `local = f(x)` where the temp was made for just that. */
  private redirect(from: LocalId, to: LocalId): boolean {
    const last = this.buffer.at(-1)
    const makes = last?.kind === 'call' || last?.kind === 'new-array'
    if (!makes || last.local !== from || from !== this.locals.length - 1) return false
    const temp = this.locals[from]
    const target = this.locals[to]
    if (temp?.origin !== 'temp' || target === undefined) return false
    if (last.kind === 'new-array') {
      // `new T(n)` makes the kind of array its local says, so the variable takes on the temp's type.
      if (target.type !== 'dyn' && target.type !== temp.type) return false
      this.locals[to] = { ...target, type: temp.type }
    }
    this.locals.pop()
    this.buffer[this.buffer.length - 1] = { ...last, local: to }
    return true
  }
}
