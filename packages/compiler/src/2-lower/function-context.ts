import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { LocalId } from '../ir/expr.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import type { FunctionId, LabelId, RowPlace } from '../ir/stmt.js'
import type { TypeVar } from '../ir/types.js'
import type { FunctionSource, KernelContext } from './kernel-context.js'
import type { Lifted, Source } from './lift-functions/lifted.js'
import type { Expr, LoweredLocal, Stmt } from './lowered.js'
import { homeOf } from './names/bindings.js'
import { Proven } from './values/proven.js'
import type { Frame, InlinedCall, JumpTarget, Place, Value } from './values/value.js'
import { frameOf } from './values/value.js'

/** The dispatchers over all node kinds. They reach a kind's file through here, so that files do not import in circles. */
export interface Lowerers {
  /** Appends what must happen first and gives a pure expression, or a value that lowering knows by its parts. */
  readonly value: (fn: FunctionContext, node: t.Expression) => Value
  /** The same, refusing what is no expression of the IR. */
  readonly expression: (fn: FunctionContext, node: t.Expression) => Expr
  /** The same for a condition: the result is a boolean. */
  readonly test: (fn: FunctionContext, node: t.Expression) => Expr
  /** The same where nobody looks at the value. */
  readonly effect: (fn: FunctionContext, node: t.Expression) => void
  readonly statement: (fn: FunctionContext, node: t.Statement) => void
  /** Lowers a call by lowering the callee's body in place. */
  readonly inline: (fn: FunctionContext, call: InlinedCall) => Value
}

/** What lowering knows inside one function: its variables, its jump targets and the statements made so far. */
export class FunctionContext {
  readonly kernel: KernelContext
  readonly node: t.Function
  /** The module the text being lowered stands in. */
  module: ParsedModule
  readonly id: FunctionId
  readonly locals: LoweredLocal[] = []
  /** Statements that run once, before the body. */
  readonly entry: Stmt[] = []
  /** Arrays that began empty: a store just behind their end makes them longer. */
  readonly growing = new Set<LocalId>()
  /** Arrays that `new Array(n)` made, and the local of `n`: elements are there once they have been stored, in order. */
  readonly filling = new Map<LocalId, LocalId>()
  /** Arrays in which variables travel to lifted functions and back. */
  readonly cells: { readonly source: Source; readonly frame: Frame | null; readonly array: LocalId }[] = []
  /** What it is given of the functions around it; `null` where it captures nothing. */
  readonly lifted: Lifted | null
  /** Of arrays that are rows, where they were taken from or put last; a guess that is checked where it matters. */
  private readonly rowPlaces = new Map<LocalId, RowPlace<TypeVar>>()
  private readonly lowerers: Lowerers
  /** The function whose body is being lowered: this one, or one that is inlined into it. */
  frame: Frame
  private readonly root: Frame
  // Locals that have one value as long as any name means them, so that another name may share them.
  private readonly fixed = new Set<LocalId>()
  private readonly shared = new Set<LocalId>()
  private readonly firstTypes = new Map<LocalId, TypeVar>()
  private buffer: Stmt[] = []
  private labels = 0
  /** What the tests on the way say is there. */
  readonly proven = new Proven()

  constructor(kernel: KernelContext, source: FunctionSource, id: FunctionId, lowerers: Lowerers) {
    this.kernel = kernel
    this.node = source.node
    this.module = source.module
    this.id = id
    this.lowerers = lowerers
    this.lifted = source.lifted ?? null
    const { node } = source
    const known = {
      places: new Map<Binding, Place>(),
      jumps: [],
      returns: null,
      receiver: null,
      home: null,
      certain: new Set<t.Node>(),
    }
    this.root = { node, outer: this.lifted?.outer ?? null, caller: null, ...known }
    this.frame = this.root
  }

  get jumps(): JumpTarget[] {
    return this.frame.jumps
  }

  /** Lowers something inside another frame. */
  inFrame<R>(frame: Frame, step: () => R): R {
    const before = this.frame
    this.frame = frame
    try {
      return step()
    } finally {
      this.frame = before
    }
  }

  at(node: t.Node): SourceRange {
    return { file: this.module.file, start: node.start ?? 0, end: node.end ?? 0 }
  }

  value(node: t.Expression): Value {
    return this.lowerers.value(this, node)
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

  inline(call: InlinedCall): Value {
    return this.lowerers.inline(this, call)
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
      return { value: this.proven.scope(step), statements }
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

  /** Where a variable has its value; `undefined` before it is met, and for variables of functions not around. */
  placeOf(binding: Binding): Place | undefined {
    return this.placesFor(binding).get(binding)
  }

  /** The frame a variable belongs to; `null` for one that stands outside the kernel. */
  homeFrame(binding: Binding): Frame | null {
    const home = homeOf(binding)
    return home === null ? null : frameOf(this.frame, home)
  }

  private placesFor(binding: Binding): Map<Binding, Place> {
    return (this.homeFrame(binding) ?? this.root).places
  }

  bind(binding: Binding, place: Place): void {
    this.placesFor(binding).set(binding, place)
  }

  /** Forgets the local made for a variable that turned out to hold no number. */
  unbind(binding: Binding): void {
    this.placesFor(binding).delete(binding)
  }

  /** The local of a variable, made when the variable is first met. */
  localOf(binding: Binding, make: () => LoweredLocal): LocalId {
    const known = this.placeOf(binding)
    if (known?.kind === 'variable') return known.local
    if (known !== undefined) throw new Error(`hotpath: ${binding.identifier.name} is no local`)
    const local = this.addLocal(make())
    if (binding.constant) this.fixed.add(local)
    this.bind(binding, { kind: 'variable', local })
    return local
  }

  /** The local that another name for this value may share, or `null` where the value could change under it. */
  shareable(value: Expr): LocalId | null {
    if (value.kind !== 'local') return null
    const origin = this.locals[value.local]?.origin
    if (origin !== 'temp' && origin !== 'table' && !this.fixed.has(value.local)) return null
    this.shared.add(value.local)
    return value.local
  }

  addLocal(local: LoweredLocal): LocalId {
    return this.locals.push(local) - 1
  }

  /** Calls a local after the variable it is a part of. */
  prefixName(local: LocalId, prefix: string): void {
    const before = this.locals[local]
    if (before !== undefined) this.locals[local] = { ...before, name: `${prefix}_${before.name}` }
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
    this.proven.forget(local)
    if (!this.firstTypes.has(local)) this.firstTypes.set(local, this.likelyTypeOf(value))
    if (value.kind === 'local') this.inherit(value.local, local)
    if (value.kind === 'local' && this.redirect(value.local, local)) return
    this.emit({ kind: 'set', local, value, at })
  }

  /** Notes where an array stands as a row. */
  noteRow(row: LocalId, place: RowPlace<TypeVar>): void {
    this.rowPlaces.set(row, place)
  }

  /** `array.length = length` of one that may be a row. */
  resize(array: LocalId, length: Expr, at: SourceRange): Stmt {
    const holder = this.rowPlaces.get(array)
    return { kind: 'resize', array, length, ...(holder && { holder }), at }
  }

  /** What a variable knows of the array that it is given. */
  private inherit(from: LocalId, to: LocalId): void {
    if (this.growing.has(from)) this.growing.add(to)
    const promised = this.filling.get(from)
    if (promised !== undefined) this.filling.set(to, promised)
    const place = this.rowPlaces.get(from)
    if (place !== undefined) this.rowPlaces.set(to, place)
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
    const makes = last?.kind === 'call' || last?.kind === 'new-array' || last?.kind === 'row'
    if (!makes || last.local !== from || from !== this.locals.length - 1 || this.shared.has(from))
      return false
    const temp = this.locals[from]
    const target = this.locals[to]
    if (temp?.origin !== 'temp' || target === undefined) return false
    if (last.kind !== 'call') {
      // `new T(n)` makes the kind of array its local says, and so does a row: the variable takes on the temp's type.
      if (target.type !== 'dyn' && target.type !== temp.type) return false
      this.locals[to] = { ...target, type: temp.type }
    }
    this.locals.pop()
    this.rowPlaces.delete(from)
    this.buffer[this.buffer.length - 1] = { ...last, local: to }
    return true
  }
}
