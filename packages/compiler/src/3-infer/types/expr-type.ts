import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { Expr, LocalId } from '../../ir/expr.js'
import type { ArrayKind, TypeVar } from '../../ir/types.js'
import { elements, isArray, isNestedArray, suits } from '../../ir/types.js'
import { binaryType, describeType, joinTypes, unaryType } from './type-rules.js'

/** What is known about one function's locals so far. */
export interface TypeEnv {
  readonly types: readonly TypeVar[]
  readonly names: readonly string[]
  /** A name to tell a local by and the line that says what it is; empty for what has no name of the user's. */
  readonly told: (local: LocalId) => string
}

/** The type of an expression under what is known so far; `dyn` where that is not enough yet. */
export function exprType(expr: Expr<TypeVar>, env: TypeEnv): TypeVar {
  switch (expr.kind) {
    case 'const':
      return typeof expr.value as 'number' | 'boolean' | 'bigint'
    case 'local':
      return env.types[expr.local] ?? 'dyn'
    case 'unary':
      return unaryType(expr.op, exprType(expr.operand, env), expr.at, toldOf(expr.operand, env))
    case 'binary':
      return binaryType(expr.op, exprType(expr.left, env), exprType(expr.right, env), expr.at, [
        toldOf(expr.left, env),
        toldOf(expr.right, env),
      ])
    case 'compare': {
      const left = exprType(expr.left, env)
      const right = exprType(expr.right, env)
      const ordered = expr.op !== 'eq' && expr.op !== 'ne'
      const isText = left === 'char' && (right === 'char' || right === 'dyn')
      if (ordered && !isText && !(left === 'dyn' && right === 'char')) binaryType('sub', left, right, expr.at)
      else if (!ordered && (joinTypes(left, right) === null || isArray(left) || isArray(right)))
        refuse(diagnose('infer/mixed-comparison', expr.at, describeType(left), describeType(right)))
      return 'boolean'
    }
    case 'logical':
      exprType(expr.left, env)
      exprType(expr.right, env)
      return 'boolean'
    case 'conditional': {
      exprType(expr.test, env)
      const a = exprType(expr.then, env)
      const b = exprType(expr.else, env)
      return (
        joinTypes(a, b) ??
        refuse(diagnose('infer/type-conflict', expr.at, 'this expression', describeType(a), describeType(b)))
      )
    }
    case 'math':
      for (const arg of expr.args) unaryType('abs', exprType(arg, env), arg.at)
      return 'number'
    case 'load': {
      unaryType('abs', exprType(expr.index, env), expr.index.at)
      const array = arrayType(expr.array, env, expr)
      // Lowering takes rows by a statement of their own, wherever it can see that it has to.
      if (isNestedArray(array)) refuse(diagnose('infer/operand-type', expr.at, '[…]', array))
      if (array !== 'dyn' && !suits(expr, array)) refuseAccess(expr.array, array, env, expr)
      if (expr.raw !== undefined) return elements[expr.raw.element].jsType
      return array === 'dyn' ? 'dyn' : elements[array].jsType
    }
    case 'length': {
      const array = arrayType(expr.array, env, expr)
      const isBytes = expr.unit === 'bytes'
      if (array !== 'dyn' && isBytes !== (array === 'DataView')) refuseAccess(expr.array, array, env, expr)
      return 'number'
    }
    case 'convert':
    case 'simd':
    case 'global':
      return expr.type
  }
}

function toldOf(expr: Expr<TypeVar>, env: TypeEnv): string {
  return expr.kind === 'local' ? env.told(expr.local) : ''
}

/** Refuses what an array of this kind does not have: elements, or bytes in an order. */
export function refuseAccess(
  local: LocalId,
  type: ArrayKind,
  env: TypeEnv,
  use: { readonly at: Expr<TypeVar>['at'] },
): never {
  return refuse(diagnose('infer/not-an-array', use.at, env.names[local] ?? 'this', describeType(type)))
}

/** The kind of array a local holds; refuses anything else. */
export function arrayType(
  local: LocalId,
  env: TypeEnv,
  use: { readonly at: Expr<TypeVar>['at'] },
): ArrayKind | 'dyn' {
  const type = env.types[local] ?? 'dyn'
  if (type === 'dyn' || isArray(type)) return type
  return refuse(diagnose('infer/not-an-array', use.at, env.names[local] ?? 'this', describeType(type)))
}
