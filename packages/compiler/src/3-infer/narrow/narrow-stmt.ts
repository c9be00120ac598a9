import type { Expr, LocalId } from '../../ir/expr.js'
import { hostInfo } from '../../ir/host-function.js'
import type { Local } from '../../ir/kernel.js'
import type { Stmt } from '../../ir/stmt.js'
import { mapArrayStmt } from '../../ir/stmt-walk.js'
import type { ArrayKind, JsType, ValueType } from '../../ir/types.js'
import { accessedKind, elements, isArray, isPlainArray } from '../../ir/types.js'
import type { FunctionDemands } from '../demand/analyze-demand.js'
import { storeDemand } from '../demand/analyze-demand.js'
import type { Demand } from '../demand/demand.js'
import { everythingDemand, noDemand, valueDemand } from '../demand/demand.js'
import type { Range } from '../ranges/range.js'
import { emptyRange, fitsInt32 } from '../ranges/range.js'
import { convertValue } from './convert.js'
import type { ExprNarrower } from './narrow-expr.js'

const hostTypes = { number: 'f64', boolean: 'bool', char: 'i32', string: 'string' } as const

/** The representations chosen for one function. */
export interface ChosenTypes {
  readonly params: readonly LocalId[]
  /** How each parameter arrives: what is checked at entry, else as its local is kept. */
  readonly entry: readonly ValueType[]
  /** What is known of it there. */
  readonly entryRanges: readonly Range[]
  readonly locals: readonly ValueType[]
  readonly result: ValueType
  /** What each call that is ever made gives; one that never is may be converted anyhow. */
  readonly calls: ReadonlyMap<Stmt<JsType>, Range>
  readonly demands: FunctionDemands
}

/** Rewrites the statements of one function; `locals` grows by the temps that calls need. */
export class StmtNarrower {
  private readonly expr: ExprNarrower
  private readonly own: ChosenTypes
  private readonly all: readonly ChosenTypes[]
  private readonly locals: Local<ValueType>[]

  constructor(expr: ExprNarrower, own: ChosenTypes, all: readonly ChosenTypes[], locals: Local<ValueType>[]) {
    this.expr = expr
    this.own = own
    this.all = all
    this.locals = locals
  }

  list(stmts: readonly Stmt<JsType>[]): readonly Stmt<ValueType>[] {
    return stmts.flatMap(stmt => this.stmt(stmt))
  }

  private stmt(stmt: Stmt<JsType>): readonly Stmt<ValueType>[] {
    switch (stmt.kind) {
      case 'set':
        return [
          { ...stmt, value: this.expr.to(stmt.value, this.expr.typeOf(stmt.local), this.demand(stmt.local)) },
        ]
      case 'store':
        return [this.store(stmt)]
      case 'row':
        return [{ ...stmt, index: this.expr.index(stmt.index) }]
      case 'store-row':
        return [
          {
            ...stmt,
            index: this.expr.index(stmt.index),
            row: this.expr.to(stmt.row, 'pointer', valueDemand),
          },
        ]
      case 'new-array':
      case 'view':
      case 'bulk':
      case 'resize':
        return [mapArrayStmt(stmt, expr => this.length(expr))]
      case 'set-global':
        throw new Error(`${stmt.kind} before narrowing`)
      case 'output':
        return [{ ...stmt, value: this.output(stmt.value) }]
      case 'call':
        return this.call(stmt)
      case 'if':
        return [
          {
            ...stmt,
            test: this.expr.boolean(stmt.test),
            then: this.list(stmt.then),
            else: this.list(stmt.else),
          },
        ]
      case 'loop':
        return [
          {
            ...stmt,
            test: this.expr.boolean(stmt.test),
            body: this.list(stmt.body),
            update: this.list(stmt.update),
          },
        ]
      case 'switch':
        return [this.switch(stmt)]
      case 'block':
        return [{ ...stmt, body: this.list(stmt.body) }]
      case 'return':
        return [{ ...stmt, value: stmt.value && this.result(stmt.value) }]
      default:
        return [stmt]
    }
  }

  private result(value: Expr<JsType>): Expr<ValueType> {
    return this.expr.to(value, this.own.result, this.own.demands.result)
  }

  private store(stmt: Stmt<JsType> & { readonly kind: 'store' }): Stmt<ValueType> {
    const array = this.expr.typeOf(stmt.array)
    if (!isArray(array)) throw new Error('a store into what is not an array')
    const kind = accessedKind(stmt, array)
    const value = this.expr.to(stmt.value, this.storedType(kind, stmt.value), storeDemand(kind))
    // Beyond the end of an ordinary array a store would make it longer.
    const bounds = isPlainArray(array) || stmt.raw ? 'restart' : 'nan'
    return { ...stmt, index: this.expr.index(stmt.index), value, bounds }
  }

  /** Numbers leave as doubles; one slot is read in one way, whatever path filled it. */
  private output(value: Expr<JsType>): Expr<ValueType> {
    if (value.type === 'number') return this.expr.to(value, 'f64', everythingDemand)
    return value.type === 'boolean' ? this.expr.boolean(value) : this.expr.natural(value, everythingDemand)
  }

  /** A clamped store wants whole numbers whole and rounds the rest itself. */
  private storedType(array: ArrayKind, value: Expr<JsType>): ValueType {
    if (array === 'Uint8ClampedArray') return fitsInt32(this.expr.range(value)) ? 'i32' : 'f64'
    return elements[array].loads
  }

  private length(length: Expr<JsType>): Expr<ValueType> {
    return this.expr.to(length, fitsInt32(this.expr.range(length)) ? 'i32' : 'f64', valueDemand)
  }

  private call(stmt: Stmt<JsType> & { readonly kind: 'call' }): readonly Stmt<ValueType>[] {
    if (typeof stmt.callee !== 'number') {
      const { params, gives } = hostInfo(stmt.callee)
      const args = stmt.args.map((arg, i) =>
        this.expr.to(arg, hostTypes[params[i] ?? 'number'], everythingDemand),
      )
      return this.callInto(
        { ...stmt, args },
        hostTypes[gives ?? 'number'],
        this.own.calls.get(stmt) ?? emptyRange,
      )
    }
    const callee = this.all[stmt.callee]
    if (!callee) throw new Error('a call of no function')
    const args = callee.params.map((param, i) => {
      const arg = stmt.args[i]
      if (!arg) throw new Error('a call that leaves out an argument')
      return this.expr.to(arg, callee.entry[i] ?? 'f64', callee.demands.locals.get(param) ?? noDemand)
    })
    return this.callInto({ ...stmt, args }, callee.result, this.own.calls.get(stmt) ?? emptyRange)
  }

  /** A callee gives its own representation; where the local has another one a temp stands between. */
  private callInto(
    stmt: Stmt<ValueType> & { readonly kind: 'call' },
    result: ValueType,
    range: Range,
  ): readonly Stmt<ValueType>[] {
    if (stmt.local === null || this.expr.typeOf(stmt.local) === result) return [stmt]
    // A callee that always throws gives nothing, and nobody comes to read it.
    if (result === 'void') return [{ ...stmt, local: null }]
    const temp = this.locals.length
    this.locals.push({ name: 'result', type: result, origin: 'temp', at: stmt.at })
    const read: Expr<ValueType> = { kind: 'local', local: temp, type: result, at: stmt.at }
    const value = convertValue(read, this.expr.typeOf(stmt.local), range, this.demand(stmt.local))
    return [
      { ...stmt, local: temp },
      { kind: 'set', local: stmt.local, value, at: stmt.at },
    ]
  }

  private switch(stmt: Stmt<JsType> & { readonly kind: 'switch' }): Stmt<ValueType> {
    const tests = stmt.cases.flatMap(c => (c.test ? [c.test] : []))
    const type = this.switchType([stmt.discriminant, ...tests])
    const demand = { ...valueDemand, undef: tests.some(t => t.kind !== 'const') }
    return {
      ...stmt,
      discriminant: this.expr.to(stmt.discriminant, type, demand),
      cases: stmt.cases.map(c => ({
        test: c.test && this.expr.to(c.test, type, demand),
        body: this.list(c.body),
      })),
    }
  }

  private switchType(exprs: readonly Expr<JsType>[]): ValueType {
    const [first] = exprs
    if (first?.type === 'boolean') return 'bool'
    return first?.type === 'bigint' ? this.expr.commonBigType(exprs) : this.expr.commonType(exprs)
  }

  private demand(local: LocalId): Demand {
    return this.own.demands.locals.get(local) ?? noDemand
  }
}
