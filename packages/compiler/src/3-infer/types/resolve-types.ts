import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { Expr } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import type { Stmt, Store } from '../../ir/stmt.js'
import { mapArrayStmt } from '../../ir/stmt-walk.js'
import type { JsType, TypeVar } from '../../ir/types.js'
import { accessedKind, elements, isArray } from '../../ir/types.js'
import { countsAsNumber } from './type-rules.js'

/** Rebuilds a function with the types inference found; conversions JavaScript makes silently become visible. */
export function resolveFunction(
  fn: KernelFunction<TypeVar>,
  types: readonly TypeVar[],
  result: JsType,
): KernelFunction<JsType> {
  // A local nothing is ever assigned to has no type; any will do, `checkAssigned` refuses its reads.
  const locals = fn.locals.map((local, id) => ({ ...local, type: known(types[id] ?? 'dyn') }))
  const resolver = new Resolver(locals.map(l => l.type))
  return { ...fn, locals, result, body: resolver.stmts(fn.body) }
}

function known(type: TypeVar): JsType {
  return type === 'dyn' ? 'number' : type
}

class Resolver {
  private readonly types: readonly JsType[]

  constructor(types: readonly JsType[]) {
    this.types = types
  }

  stmts(list: readonly Stmt<TypeVar>[]): readonly Stmt<JsType>[] {
    return list.map(stmt => this.stmt(stmt))
  }

  private stmt(stmt: Stmt<TypeVar>): Stmt<JsType> {
    switch (stmt.kind) {
      case 'set':
      case 'output':
      case 'set-global':
        return { ...stmt, value: this.expr(stmt.value) }
      case 'store':
        return { ...stmt, index: this.number(stmt.index), value: this.stored(stmt) }
      case 'row':
        return { ...stmt, index: this.index(stmt.index) }
      case 'store-row':
        return { ...stmt, index: this.index(stmt.index), row: this.expr(stmt.row) }
      case 'new-array':
      case 'view':
      case 'bulk':
      case 'resize':
        return mapArrayStmt(stmt, e => this.number(e))
      case 'call':
        return { ...stmt, args: stmt.args.map(a => this.expr(a)) }
      case 'if':
        return {
          ...stmt,
          test: this.boolean(stmt.test),
          then: this.stmts(stmt.then),
          else: this.stmts(stmt.else),
        }
      case 'loop':
        return {
          ...stmt,
          test: this.boolean(stmt.test),
          body: this.stmts(stmt.body),
          update: this.stmts(stmt.update),
        }
      case 'switch':
        return {
          ...stmt,
          discriminant: this.expr(stmt.discriminant),
          cases: stmt.cases.map(c => ({ test: c.test && this.expr(c.test), body: this.stmts(c.body) })),
        }
      case 'block':
        return { ...stmt, body: this.stmts(stmt.body) }
      case 'return':
        return { ...stmt, value: stmt.value && this.expr(stmt.value) }
      default:
        return stmt
    }
  }

  private expr(e: Expr<TypeVar>): Expr<JsType> {
    switch (e.kind) {
      case 'const':
        return { ...e, type: typeof e.value as JsType }
      case 'local':
        return { ...e, type: this.types[e.local] ?? 'number' }
      case 'unary':
        return this.unary(e)
      case 'binary': {
        const left = this.operand(e.left)
        return { ...e, type: left.type, left, right: this.operand(e.right) }
      }
      case 'compare': {
        const same = e.op === 'eq' || e.op === 'ne'
        const side = (x: Expr<TypeVar>) => (same ? this.expr(x) : this.operand(x))
        return { ...e, type: 'boolean', left: side(e.left), right: side(e.right) }
      }
      case 'logical':
        return { ...e, type: 'boolean', left: this.boolean(e.left), right: this.boolean(e.right) }
      case 'conditional': {
        const then = this.expr(e.then)
        return { ...e, type: then.type, test: this.boolean(e.test), then, else: this.expr(e.else) }
      }
      case 'math':
        return { ...e, type: 'number', args: e.args.map(a => this.number(a)) }
      case 'load': {
        const array = this.types[e.array] ?? 'number'
        return {
          ...e,
          type: isArray(array) ? elements[accessedKind(e, array)].jsType : 'number',
          index: this.index(e.index),
        }
      }
      case 'length':
        return { ...e, type: 'number' }
      case 'convert':
        return { ...e, type: known(e.type), operand: this.expr(e.operand) }
      case 'simd':
      case 'global':
        throw new Error(`${e.kind} before narrowing`)
    }
  }

  private unary(e: Expr<TypeVar> & { readonly kind: 'unary' }): Expr<JsType> {
    const operand = this.expr(e.operand)
    switch (e.op) {
      case 'truthy':
        return operand.type === 'boolean' ? operand : { ...e, type: 'boolean', operand }
      case 'not':
        return { ...e, type: 'boolean', operand: this.boolean(e.operand) }
      case 'char':
      case 'point':
        return { ...e, type: e.op, operand }
      case 'code':
        return { ...e, type: 'number', operand }
      case 'defined':
        return { ...e, type: operand.type, operand }
      case 'to-number':
        return operand.type === 'number' ? operand : { ...e, type: 'number', operand }
      case 'to-bigint':
        return operand.type === 'bigint' ? operand : { ...e, type: 'bigint', operand: this.number(e.operand) }
      case 'neg':
      case 'bitnot': {
        const number = this.operand(e.operand)
        return { ...e, type: number.type, operand: number }
      }
      case 'as-int64':
      case 'as-uint64':
        return { ...e, type: 'bigint', operand }
      case 'is-nan':
      case 'is-finite':
      case 'is-integer':
      case 'is-safe-integer':
        return { ...e, type: 'boolean', operand }
      default:
        return { ...e, type: 'number', operand: this.number(e.operand) }
    }
  }

  /** An operand of arithmetic: a boolean counts as 0 or 1. */
  private operand(e: Expr<TypeVar>): Expr<JsType> {
    const operand = this.expr(e)
    return countsAsNumber(operand.type)
      ? { kind: 'unary', op: 'to-number', type: 'number', operand, at: e.at }
      : operand
  }

  private stored({ array, value }: Store<TypeVar>): Expr<JsType> {
    return this.types[array] === 'boolean[]' ? this.expr(value) : this.operand(value)
  }

  private number(e: Expr<TypeVar>): Expr<JsType> {
    const operand = this.operand(e)
    if (operand.type !== 'number') refuse(diagnose('infer/operand-type', e.at, 'a number', operand.type))
    return operand
  }

  /** `xs[true]` is a property name, not element 1: an index is a number as it stands. */
  private index(e: Expr<TypeVar>): Expr<JsType> {
    const operand = this.expr(e)
    if (operand.type !== 'number') refuse(diagnose('infer/operand-type', e.at, '[…]', operand.type))
    return operand
  }

  private boolean(e: Expr<TypeVar>): Expr<JsType> {
    const test = this.expr(e)
    return test.type === 'boolean'
      ? test
      : { kind: 'unary', op: 'truthy', type: 'boolean', operand: test, at: e.at }
  }
}
