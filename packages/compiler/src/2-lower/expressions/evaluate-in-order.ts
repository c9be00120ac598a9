import type { LocalId } from '../../ir/expr.js'
import { assignedLocal, forEachStmt } from '../../ir/stmt-walk.js'
import type { FunctionContext } from '../function-context.js'
import type { Expr, Stmt } from '../lowered.js'
import { copyOptional } from '../values/optional.js'
import type { NothingValue, OptionalValue, Value } from '../values/value.js'
import { isStatic, release, retain } from '../values/value.js'

/** One operand: lowers itself, given the operands before it as they are at that moment. */
export type Step<V extends Value = Expr> = (earlier: readonly Value[]) => V

type Results<S extends readonly Step<Value>[]> = {
  readonly [K in keyof S]: S[K] extends Step<infer V> ? V : never
}

/**
 * Lowers operands from left to right. Where a later one brings statements that may change what an earlier one gives,
 * the earlier one is saved in a temp first, so that all results hold once everything emitted has run. Objects are held
 * meanwhile, so that none is replaced by another while it waits.
 */
export function inOrder<S extends readonly Step<Value>[]>(
  fn: FunctionContext,
  steps: readonly [...S],
): Results<S> {
  const values: Value[] = []
  const parts = steps.map(step => {
    const part = fn.capture(() => step([...values]))
    values.push(part.value)
    retain(part.value)
    return part
  })
  values.forEach(release)
  const results = parts.map(({ statements, value }, i) => {
    fn.emit(...statements)
    const later = parts.slice(i + 1).flatMap(part => part.statements)
    return protectValue(fn, value, later)
  })
  // `map` keeps the length and the kinds, which its type does not say.
  return results as unknown as Results<S>
}

/** The value, saved in a temp if the statements that run before its use may change it. */
export function protect(fn: FunctionContext, value: Expr, later: readonly Stmt[]): Expr {
  return isStable(value, changesOf(later)) ? value : fn.spill(value)
}

/** The same of any value: of objects, everybody sees the changes. */
export function protectValue(fn: FunctionContext, value: Value, later: readonly Stmt[]): Value {
  if (value.kind === 'optional') return protectOptional(fn, value, later)
  return isStatic(value) ? value : protect(fn, value, later)
}

/** The same of a number that may be missing. */
export function protectOptional<V extends NothingValue | OptionalValue>(
  fn: FunctionContext,
  value: V,
  later: readonly Stmt[],
): V | OptionalValue {
  if (value.kind === 'nothing') return value
  const { locals } = changesOf(later)
  const changes = locals.has(value.local) || locals.has(value.present)
  return changes ? copyOptional(fn, value, `t${fn.locals.length}`, value.at) : value
}

interface Changes {
  readonly any: boolean
  readonly locals: ReadonlySet<LocalId>
  /** Arrays that get another length; they are the same arrays. */
  readonly resized: ReadonlySet<LocalId>
  readonly elements: boolean
}

function changesOf(statements: readonly Stmt[]): Changes {
  const locals = new Set<LocalId>()
  const resized = new Set<LocalId>()
  let elements = false
  forEachStmt(statements, stmt => {
    const target = assignedLocal(stmt)
    if (target !== null) (stmt.kind === 'resize' ? resized : locals).add(target)
    const isCall = stmt.kind === 'call' && typeof stmt.callee === 'number'
    if (stmt.kind === 'store' || stmt.kind === 'bulk' || isCall) elements = true
  })
  return { any: statements.length > 0, locals, resized, elements }
}

/** Whether an expression gives the same after the changes as before them. */
function isStable(expr: Expr, changes: Changes): boolean {
  if (!changes.any) return true
  const stable = (operand: Expr) => isStable(operand, changes)
  switch (expr.kind) {
    case 'const':
      return true
    case 'local':
      return !changes.locals.has(expr.local)
    case 'length':
      return !changes.locals.has(expr.array) && !changes.resized.has(expr.array)
    case 'load':
      if (expr.raw !== undefined) return false
      return (
        !changes.elements &&
        !changes.locals.has(expr.array) &&
        !changes.resized.has(expr.array) &&
        stable(expr.index)
      )
    case 'unary':
      return expr.op !== 'to-bigint' && stable(expr.operand)
    case 'binary':
      return !mayThrow.has(expr.op) && stable(expr.left) && stable(expr.right)
    case 'compare':
    case 'logical':
      return stable(expr.left) && stable(expr.right)
    case 'conditional':
      return stable(expr.test) && stable(expr.then) && stable(expr.else)
    case 'math':
    case 'simd':
      return expr.args.every(stable)
    case 'convert':
      return stable(expr.operand)
    case 'global':
      return false
  }
}

// As reading a DataView does, on bigints these throw (`1n / 0n`); a throw must not move behind another effect.
const mayThrow: ReadonlySet<string> = new Set(['div', 'rem', 'pow', 'shl', 'shr'])
