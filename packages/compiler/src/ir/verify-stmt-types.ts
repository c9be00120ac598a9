import { hostInfo } from './host-function.js'
import type { Kernel, KernelFunction } from './kernel.js'
import type { Stmt } from './stmt.js'
import { forEachStmt, stmtExprs } from './stmt-walk.js'
import type { ValueType } from './types.js'
import { accessedKind, elements, isArray, isList, isNestedArray, rowKind, suits } from './types.js'
import type { LocalTypes } from './verify-expr-types.js'
import { exprTypeProblem } from './verify-expr-types.js'

/** What is wrong with the types of a function, as one sentence; `null` where all is well. */
export function functionTypeProblem(kernel: Kernel<ValueType>, fn: KernelFunction<ValueType>): string | null {
  const typeOf: LocalTypes = local => fn.locals[local]?.type
  let problem: string | null = null
  forEachStmt(fn.body, stmt => {
    problem ??= firstProblem(stmt, typeOf) ?? stmtProblem(kernel, fn, stmt, typeOf)
  })
  return problem
}

function firstProblem(stmt: Stmt<ValueType>, typeOf: LocalTypes): string | null {
  for (const expr of stmtExprs(stmt)) {
    const problem = exprTypeProblem(expr, typeOf)
    if (problem !== null) return `${problem} (in ${stmt.kind}, offset ${expr.at.start})`
  }
  return null
}

function stmtProblem(
  kernel: Kernel<ValueType>,
  fn: KernelFunction<ValueType>,
  stmt: Stmt<ValueType>,
  typeOf: LocalTypes,
): string | null {
  const where = `offset ${stmt.at.start}`
  switch (stmt.kind) {
    case 'set': {
      const name = fn.locals[stmt.local]?.name
      return same(`the value of ${name} (${where})`, stmt.value.type, typeOf(stmt.local))
    }
    case 'store':
      return storeProblem(stmt, typeOf)
    case 'store-row': {
      const array = typeOf(stmt.array) ?? ''
      return same(`a stored row (${where})`, stmt.row.type, isNestedArray(array) ? rowKind(array) : undefined)
    }
    case 'new-array':
      return isArray(typeOf(stmt.local) ?? '') ? null : `a new array in what is no array (${where})`
    case 'view':
      return same(`a view (${where})`, typeOf(stmt.local), stmt.as ?? typeOf(stmt.array))
    case 'row': {
      const array = typeOf(stmt.array) ?? ''
      return same(`a row (${where})`, typeOf(stmt.local), isNestedArray(array) ? rowKind(array) : undefined)
    }
    case 'bulk':
      return same(`a copy (${where})`, typeOf(stmt.from), typeOf(stmt.array))
    case 'resize':
      return isList(typeOf(stmt.array) ?? '') ? null : `a resized array that is none (${where})`
    case 'call':
      return callProblem(kernel, stmt, typeOf)
    case 'if':
    case 'loop':
      return same(`a condition (${where})`, stmt.test.type, 'bool')
    case 'switch': {
      const other = stmt.cases.find(({ test }) => test !== null && test.type !== stmt.discriminant.type)
      return other ? same(`a case (${where})`, other.test?.type, stmt.discriminant.type) : null
    }
    case 'return':
      return same(`a return (${where})`, stmt.value?.type ?? 'void', fn.result)
    default:
      return null
  }
}

function storeProblem(stmt: Stmt<ValueType> & { readonly kind: 'store' }, typeOf: LocalTypes): string | null {
  const array = typeOf(stmt.array) ?? 'void'
  const where = `offset ${stmt.at.start}`
  if (!isArray(array)) return `a store into what is no array (${where})`
  if (stmt.bounds === 'js') return `a store that does not say what happens out of bounds (${where})`
  if (!suits(stmt, array)) return `a store of this kind into ${array} (${where})`
  const { loads } = elements[accessedKind(stmt, array)]
  const { type } = stmt.value
  if (stmt.wide) return same(`a wide store (${where})`, type, 'v128')
  // A clamped store rounds by itself; in 32 bits and fewer, signed and unsigned store the same.
  const isWord = (t: ValueType) => t === 'i32' || t === 'u32'
  const fits =
    type === loads || (array === 'Uint8ClampedArray' && type === 'f64') || (isWord(type) && isWord(loads))
  return fits ? null : `a store of ${type} into ${array} (${where})`
}

function callProblem(
  kernel: Kernel<ValueType>,
  stmt: Stmt<ValueType> & { readonly kind: 'call' },
  typeOf: LocalTypes,
): string | null {
  const where = `offset ${stmt.at.start}`
  const target = stmt.local === null ? undefined : typeOf(stmt.local)
  if (typeof stmt.callee !== 'number') {
    const { name, gives } = hostInfo(stmt.callee)
    const given = gives === 'boolean' ? 'bool' : 'f64'
    return target === undefined ? null : same(`${name} (${where})`, given, target)
  }
  const callee = kernel.functions[stmt.callee]
  if (callee === undefined) return `a call of no function (${where})`
  const wanted = callee.params.map(param => callee.locals[param]?.type)
  const given = stmt.args.map(arg => arg.type)
  if (wanted.join() !== given.join()) return `a call with (${given}) instead of (${wanted}) (${where})`
  if (stmt.sorts !== undefined) return same(`the result of a comparison (${where})`, callee.result, 'bool')
  return target === undefined ? null : same(`the result of a call (${where})`, callee.result, target)
}

function same(what: string, actual: string | undefined, expected: string | undefined): string | null {
  return actual === expected ? null : `${what} is ${actual} instead of ${expected}`
}
