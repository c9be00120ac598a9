import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import { inLine } from '../../diagnostics/line-words.js'
import { canComplete } from '../../ir/control-flow.js'
import type { Expr, LocalId } from '../../ir/expr.js'
import type { HostFunctionInfo } from '../../ir/host-function.js'
import { hostInfo } from '../../ir/host-function.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { Stmt } from '../../ir/stmt.js'
import { stmtExprs } from '../../ir/stmt-walk.js'
import type { JsType, TypeVar } from '../../ir/types.js'
import {
  accessedKind,
  elements,
  isList,
  isNestedArray,
  isTypedArray,
  rowKind,
  suits,
} from '../../ir/types.js'
import type { TypeEnv } from './expr-type.js'
import { arrayType, exprType, refuseAccess } from './expr-type.js'
import { resolveFunction } from './resolve-types.js'
import { describeType, joinTypes } from './type-rules.js'

interface FunctionTypes {
  readonly locals: TypeVar[]
  /** Where locals got their types. */
  readonly places: SourceRange[]
  result: TypeVar
}

/**
 * Gives every local, expression and result of a kernel its JavaScript type, by flowing types forward from parameters
 * and constants until nothing changes. Refuses a variable that would hold two types.
 */
export function inferTypes(kernel: Kernel<TypeVar>): Kernel<JsType> {
  const known = kernel.functions.map(
    (fn): FunctionTypes => ({
      locals: fn.locals.map(l => l.type),
      places: fn.locals.map(l => l.at),
      result: fn.result,
    }),
  )
  let changed = true
  while (changed) {
    changed = false
    kernel.functions.forEach((fn, id) => {
      if (new TypeFlow(kernel, known, fn, id).run()) changed = true
    })
  }
  return {
    ...kernel,
    functions: kernel.functions.map((fn, id) => {
      const types = known[id] as FunctionTypes
      return resolveFunction(fn, types.locals, resultType(fn, types.result))
    }),
  }
}

function resultType(fn: KernelFunction<TypeVar>, result: TypeVar): JsType {
  if (result === 'dyn' || result === 'undefined') return 'undefined'
  if (canComplete(fn.body)) refuse(diagnose('infer/missing-return', fn.at, fn.name))
  return result
}

class TypeFlow {
  private changed = false
  private readonly env: TypeEnv
  private readonly kernel: Kernel<TypeVar>
  private readonly known: readonly FunctionTypes[]
  private readonly fn: KernelFunction<TypeVar>
  private readonly id: number

  constructor(
    kernel: Kernel<TypeVar>,
    known: readonly FunctionTypes[],
    fn: KernelFunction<TypeVar>,
    id: number,
  ) {
    this.kernel = kernel
    this.known = known
    this.fn = fn
    this.id = id
    this.env = {
      types: this.types().locals,
      names: fn.locals.map(l => l.name),
      told: local => this.told(local),
    }
  }

  run(): boolean {
    this.stmts(this.fn.body)
    return this.changed
  }

  private told(local: LocalId): string {
    const { name, origin } = this.fn.locals[local] ?? { name: '', origin: 'temp' }
    const place = this.types().places[local]
    return place && (origin === 'param' || origin === 'variable') ? `\`${name}\`${inLine(place)}` : ''
  }

  private types(id = this.id): FunctionTypes {
    return this.known[id] as FunctionTypes
  }

  private stmts(list: readonly Stmt<TypeVar>[]): void {
    for (const stmt of list) this.stmt(stmt)
  }

  private stmt(stmt: Stmt<TypeVar>): void {
    switch (stmt.kind) {
      case 'set':
        return this.assign(stmt.local, exprType(stmt.value, this.env), stmt.at)
      case 'store':
        return this.store(stmt)
      case 'row':
        return this.row(stmt)
      case 'store-row':
        return this.storeRow(stmt)
      case 'new-array':
        return this.make(stmt)
      case 'view':
      case 'bulk':
      case 'resize':
        return this.move(stmt)
      case 'output':
        return this.handOut(exprType(stmt.value, this.env), stmt.at)
      case 'call':
        return this.call(stmt)
      case 'if':
        exprType(stmt.test, this.env)
        this.stmts(stmt.then)
        return this.stmts(stmt.else)
      case 'loop':
        exprType(stmt.test, this.env)
        this.stmts(stmt.body)
        return this.stmts(stmt.update)
      case 'switch':
        for (const c of stmt.cases) {
          if (c.test) this.sameType(stmt.discriminant, c.test)
          this.stmts(c.body)
        }
        return
      case 'block':
        return this.stmts(stmt.body)
      case 'return':
        return this.result(stmt.value ? exprType(stmt.value, this.env) : 'undefined', stmt.at)
      default:
        return
    }
  }

  /** Copies and views keep the kind of array. */
  private move(stmt: Stmt<TypeVar> & { readonly kind: 'view' | 'bulk' | 'resize' }): void {
    for (const expr of stmtExprs(stmt)) exprType(expr, this.env)
    const type = arrayType(stmt.array, this.env, stmt)
    const isView = stmt.kind === 'view'
    if (stmt.kind === 'resize' && type !== 'dyn' && !isList(type))
      refuse(diagnose('infer/operand-type', stmt.at, 'Another length', type))
    const isViewOfBytes = isView && stmt.as !== undefined
    if (
      type === 'string' ||
      (isView && isList(type)) ||
      (isNestedArray(type) && stmt.kind === 'bulk' && stmt.op === 'sort') ||
      (type === 'DataView' && !isViewOfBytes)
    )
      refuse(diagnose('infer/operand-type', stmt.at, isView ? '.subarray' : 'A copy', type))
    if (isView) this.assign(stmt.local, stmt.as ?? type, stmt.at)
    if (stmt.kind === 'bulk' && stmt.op === 'copy') {
      const from = arrayType(stmt.from, this.env, stmt)
      const name = this.env.names[stmt.array] ?? ''
      if (joinTypes(type, from) === null)
        refuse(diagnose('infer/type-conflict', stmt.at, name, describeType(type), describeType(from)))
    }
  }

  private make(stmt: Stmt<TypeVar> & { readonly kind: 'new-array' }): void {
    exprType(stmt.length, this.env)
    if (stmt.like !== undefined) this.assign(stmt.local, arrayType(stmt.like, this.env, stmt), stmt.at)
  }

  private storeRow(stmt: Stmt<TypeVar> & { readonly kind: 'store-row' }): void {
    exprType(stmt.index, this.env)
    const array = arrayType(stmt.array, this.env, stmt)
    const row = exprType(stmt.row, this.env)
    if (array === 'dyn' || row === 'dyn') return
    if (!isNestedArray(array) || rowKind(array) !== row)
      refuse(diagnose('infer/operand-type', stmt.at, `${this.env.names[stmt.array]}[…] =`, row))
  }

  private row(stmt: Stmt<TypeVar> & { readonly kind: 'row' }): void {
    exprType(stmt.index, this.env)
    const array = arrayType(stmt.array, this.env, stmt)
    if (array === 'dyn') return
    if (!isNestedArray(array)) return refuse(diagnose('infer/operand-type', stmt.at, 'A row of this', array))
    this.assign(stmt.local, rowKind(array), stmt.at)
  }

  private store(stmt: Stmt<TypeVar> & { readonly kind: 'store' }): void {
    const array = arrayType(stmt.array, this.env, stmt)
    exprType(stmt.index, this.env)
    const value = exprType(stmt.value, this.env)
    if (array === 'dyn' || value === 'dyn') return
    if (!suits(stmt, array)) refuseAccess(stmt.array, array, this.env, stmt)
    const kind = accessedKind(stmt, array)
    // A typed array makes numbers of booleans; an ordinary one would keep them.
    const wanted = kind === 'string' ? null : elements[kind].jsType
    const fits = value === wanted || (wanted === 'number' && value === 'boolean' && isTypedArray(kind))
    if (!fits) refuse(diagnose('infer/operand-type', stmt.at, `${this.env.names[stmt.array]}[…] =`, value))
  }

  private call(stmt: Stmt<TypeVar> & { readonly kind: 'call' }): void {
    if (typeof stmt.callee !== 'number') {
      const info = hostInfo(stmt.callee)
      this.hostArguments(stmt, info)
      if (stmt.local !== null) this.assign(stmt.local, info.gives ?? 'undefined', stmt.at)
      return
    }
    const callee = this.kernel.functions[stmt.callee] as KernelFunction<TypeVar>
    const types = this.types(stmt.callee)
    callee.params.forEach((param, i) => {
      const arg = stmt.args[i]
      if (arg) this.join(types, param, exprType(arg, this.env), callee, arg.at)
      else refuse(diagnose('infer/missing-argument', stmt.at, callee.name, callee.locals[param]?.name ?? ''))
    })
    if (stmt.local !== null) this.assign(stmt.local, types.result, stmt.at)
  }

  private hostArguments(
    stmt: Stmt<TypeVar> & { readonly kind: 'call' },
    { params, called }: HostFunctionInfo,
  ): void {
    stmt.args.forEach((arg, i) => {
      const type = exprType(arg, this.env)
      const fits = joinTypes(type, params[i] ?? 'dyn') !== null
      if (!fits) refuse(diagnose('infer/operand-type', arg.at, called, type))
    })
  }

  private sameType(a: Expr<TypeVar>, b: Expr<TypeVar>): void {
    const left = exprType(a, this.env)
    const right = exprType(b, this.env)
    if (joinTypes(left, right) === null)
      refuse(diagnose('infer/mixed-comparison', b.at, describeType(left), describeType(right)))
  }

  private assign(local: LocalId, type: TypeVar, at: SourceRange): void {
    this.join(this.types(), local, type, this.fn, at)
  }

  private join(
    { locals, places }: FunctionTypes,
    local: LocalId,
    type: TypeVar,
    owner: KernelFunction<TypeVar>,
    at: SourceRange,
  ): void {
    const before = locals[local] ?? 'dyn'
    const joined = joinTypes(before, type)
    if (joined === null) {
      const { name: given, origin, at: home } = owner.locals[local] ?? { name: '', origin: 'temp', at }
      const name = origin === 'param' || origin === 'variable' ? given : 'this value'
      const first = `${describeType(before)}${inLine(places[local] ?? home)}`
      return refuse(diagnose('infer/type-conflict', at, name, first, `${describeType(type)}${inLine(at)}`))
    }
    if (joined === before) return
    locals[local] = joined
    places[local] = at
    this.changed = true
  }

  /** Views and strings of one character have no form in which they leave the kernel. */
  private handOut(type: TypeVar, at: SourceRange): void {
    const isKept = type === 'DataView' || type === 'char' || type === 'point'
    if (isKept) refuse(diagnose('infer/operand-type', at, 'return', type))
  }

  private result(type: TypeVar, at: SourceRange): void {
    if (this.id === 0) this.handOut(type, at)
    const types = this.types()
    const joined = joinTypes(types.result, type)
    if (joined === null)
      return refuse(
        diagnose(
          'infer/type-conflict',
          at,
          `the result of ${this.fn.name}`,
          describeType(types.result),
          describeType(type),
        ),
      )
    if (joined === types.result) return
    types.result = joined
    this.changed = true
  }
}
