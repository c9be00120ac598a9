import type { BinaryOp, Expr, LocalId } from '../ir/expr.js'
import { forEachExpr, forEachLocal, operands } from '../ir/expr-walk.js'
import type { Kernel, KernelFunction } from '../ir/kernel.js'
import type { Stmt } from '../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, stmtBodies, stmtExprs } from '../ir/stmt-walk.js'
import type { ArrayKind, JsType, ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import { narrowNumbers, settleGuards } from './narrow/narrow-numbers.js'

const shortArrays: ReadonlySet<ArrayKind> = new Set<ArrayKind>([
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
])

// Each is tried by narrowing the kernel once more.
const mostTried = 4

/**
 * The kernel once more, for calls that give some of its numbers as small whole ones; `null` where that would gain
 * little. `xs[i] = Math.min(xs[i] + by, 255)` over bytes is integer arithmetic then. Numbers are chosen by the outcome:
 * at least half of the float operations in its loops are gone, and each number does its part in that. All other calls
 * take the kernel as it is, so what a caller gives costs a comparison and never the way to WebAssembly.
 */
export function specialiseIntegers(kernel: Kernel<JsType>): Kernel<JsType> | null {
  const [entry] = kernel.functions
  if (!entry?.locals.some(({ type }) => isArray(type) && shortArrays.has(type))) return null
  const candidates = candidatesOf(kernel, entry)
  if (candidates.length === 0 || candidates.length > mostTried) return null
  const before = floatsIn(narrowNumbers(kernel))
  const floatsWith = (params: readonly LocalId[]) => floatsIn(narrowNumbers(withShort(kernel, params)))
  const least = floatsWith(candidates)
  if (before === 0 || least * 2 > before) return null
  const chosen = candidates.reduce((kept, candidate) => {
    const without = kept.filter(param => param !== candidate)
    return floatsWith(without) > least ? kept : without
  }, candidates)
  return withShort(kernel, chosen)
}

/** Numbers that loops read, that nothing checks yet, and that scale nothing: a factor mostly is a fraction. */
function candidatesOf(kernel: Kernel<JsType>, entry: KernelFunction<JsType>): readonly LocalId[] {
  const { guards } = settleGuards(kernel)
  const read = new Set<LocalId>()
  const scaling = new Set<LocalId>()
  forEachStmt(entry.body, loop => {
    if (loop.kind !== 'loop') return
    forEachExprIn([loop], expr => {
      if (expr.kind === 'local') read.add(expr.local)
    })
  })
  forEachStmt(entry.body, stmt => {
    for (const expr of stmtExprs(stmt)) noteFactors(expr, false, scaling)
  })
  return entry.params.filter(param => {
    const local = entry.locals[param]
    const isOpen = local?.type === 'number' && local.promised === undefined && !guards.has(param)
    return isOpen && read.has(param) && !scaling.has(param)
  })
}

const bitOps: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['bitand', 'bitor', 'bitxor', 'shl', 'shr', 'ushr'])

/** Notes the locals in factors, other than of products whose bits are taken: `(a * w + b * (256 - w)) >> 8`. */
function noteFactors(expr: Expr<JsType>, inBits: boolean, factors: Set<LocalId>): void {
  if (expr.kind === 'binary' && (expr.op === 'div' || (expr.op === 'mul' && !inBits))) {
    forEachLocal(expr, local => factors.add(local))
  }
  const takesBits = inBits || (expr.kind === 'binary' && bitOps.has(expr.op))
  for (const operand of operands(expr)) noteFactors(operand, takesBits, factors)
}

function withShort(kernel: Kernel<JsType>, params: readonly LocalId[]): Kernel<JsType> {
  const [entry, ...helpers] = kernel.functions
  if (!entry) return kernel
  const locals = entry.locals.map((local, id) =>
    params.includes(id) ? { ...local, isShort: true as const } : local,
  )
  return { ...kernel, functions: [{ ...entry, locals }, ...helpers] }
}

/** The float operations and conversions that loops repeat with other values, those of helpers among them. */
function floatsIn(kernel: Kernel<ValueType>): number {
  return kernel.functions.reduce((sum, fn, id) => {
    const ofCalls = id > 0 ? new Set(fn.params) : null
    return sum + floatsOf(fn.body, ofCalls)
  }, 0)
}

/** `varying`: the locals that change from turn to turn; `null` outside all loops. */
function floatsOf(list: readonly Stmt<ValueType>[], varying: ReadonlySet<LocalId> | null): number {
  return list.reduce((sum, stmt) => {
    const inside = stmt.kind === 'loop' || varying ? new Set([...(varying ?? []), ...assignedIn(stmt)]) : null
    const own = inside ? stmtExprs(stmt).reduce((all, expr) => all + floatOperations(expr, inside), 0) : 0
    return stmtBodies(stmt).reduce((all, body) => all + floatsOf(body, inside), sum + own)
  }, 0)
}

function assignedIn(stmt: Stmt<ValueType>): readonly LocalId[] {
  const assigned: LocalId[] = []
  forEachStmt([stmt], inner => {
    const local = assignedLocal(inner)
    if (local !== null) assigned.push(local)
  })
  return assigned
}

function floatOperations(whole: Expr<ValueType>, varying: ReadonlySet<LocalId>): number {
  let count = 0
  forEachExpr(whole, expr => {
    if (expr.kind === 'const' || expr.kind === 'local' || expr.kind === 'load' || expr.kind === 'conditional')
      return
    const isFloat = [expr, ...operands(expr)].some(({ type }) => type === 'f64' || type === 'f32')
    if (isFloat && varies(expr, varying)) count++
  })
  return count
}

function varies(whole: Expr<ValueType>, varying: ReadonlySet<LocalId>): boolean {
  let found = false
  forEachExpr(whole, expr => {
    found ||= expr.kind === 'load' || (expr.kind === 'local' && varying.has(expr.local))
  })
  return found
}
