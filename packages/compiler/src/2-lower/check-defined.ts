import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { KernelFunction } from '../ir/kernel.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { TypeVar } from '../ir/types.js'
import type { DefinedCheck } from './kernel-context.js'
import type { Expr, Stmt } from './lowered.js'

/** Where an `undefined`, mostly from an out-of-bounds read, may get to: locals by `function:local`, results by `function`. */
type Tainted = Set<string>

/** Diagnostics of those values that must never be `undefined` and yet may be, because an element flows into them. */
export function failedDefinedChecks(
  functions: readonly KernelFunction<TypeVar>[],
  checks: readonly DefinedCheck[],
): readonly Diagnostic[] {
  if (checks.length === 0) return []
  // A call of a function that returns nothing gives `undefined`; one that does so on some paths only, inference refuses.
  const tainted: Tainted = new Set(functions.flatMap((fn, id) => (returnsValue(fn) ? [] : [`${id}`])))
  let before = -1
  while (tainted.size !== before) {
    before = tainted.size
    functions.forEach((fn, id) => {
      forEachStmt(fn.body, stmt => flow(functions, tainted, id, stmt))
    })
  }
  return checks
    .filter(check => mayBeUndefined(tainted, check.inFunction, check.value))
    .map(check => check.otherwise)
}

function returnsValue(fn: KernelFunction<TypeVar>): boolean {
  let found = false
  forEachStmt(fn.body, stmt => {
    if (stmt.kind === 'return' && stmt.value !== null) found = true
  })
  return found
}

function flow(functions: readonly KernelFunction<TypeVar>[], tainted: Tainted, id: number, stmt: Stmt): void {
  if (stmt.kind === 'set') {
    if (mayBeUndefined(tainted, id, stmt.value)) tainted.add(`${id}:${stmt.local}`)
  } else if (stmt.kind === 'return') {
    if (stmt.value !== null && mayBeUndefined(tainted, id, stmt.value)) tainted.add(`${id}`)
  } else if (stmt.kind === 'call' && typeof stmt.callee === 'number') {
    const params = functions[stmt.callee]?.params ?? []
    stmt.args.forEach((arg, i) => {
      // What is sorted is there.
      if (stmt.sorts !== undefined && i < 2) return
      if (mayBeUndefined(tainted, id, arg)) tainted.add(`${stmt.callee}:${params[i]}`)
    })
    if (stmt.local !== null && tainted.has(`${stmt.callee}`)) tainted.add(`${id}:${stmt.local}`)
  }
}

function mayBeUndefined(tainted: Tainted, id: number, value: Expr): boolean {
  switch (value.kind) {
    case 'load':
      return true
    case 'local':
      return tainted.has(`${id}:${value.local}`)
    case 'conditional':
      return mayBeUndefined(tainted, id, value.then) || mayBeUndefined(tainted, id, value.else)
    default:
      return false
  }
}
