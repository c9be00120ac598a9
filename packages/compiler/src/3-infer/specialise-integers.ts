import type { BinaryOp, Expr, LocalId } from '../ir/expr.js'
import { forEachExpr, forEachLocal, operands } from '../ir/expr-walk.js'
import type { IntegerRange, Kernel, KernelFunction } from '../ir/kernel.js'
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

const bitOps: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['bitand', 'bitor', 'bitxor', 'shl', 'shr', 'ushr'])

// Each is tried by narrowing the kernel once more.
const mostTried = 4

/**
 * The kernel once more, for calls that give some of its numbers as small whole ones; `null` where that would gain
 * little. `xs[i] = Math.min(xs[i] + by, 255)` over bytes is integer arithmetic then, and so is `while (b) [a, b] = [b, a % b]`
 * of numbers that are not negative, whose remainders are never -0. Numbers are chosen by the outcome:
 * at least half of the float operations in its loops are gone, and each number does its part in that. All other calls
 * take the kernel as it is, so what a caller gives costs a comparison and never the way to WebAssembly.
 */
export function specialiseIntegers(kernel: Kernel<JsType>): Kernel<JsType> | null {
  const [entry] = kernel.functions
  const fits = entry && rangeFor(entry)
  if (!fits) return null
  const narrowed = narrowNumbers(kernel)
  if (fits === 'natural' && !takesApartFloats(narrowed)) return null
  // What becomes an integer at entry, whatever it is, gains nothing.
  const isFloat = (param: LocalId) => narrowed.functions[0]?.locals[param]?.type === 'f64'
  const candidates = candidatesOf(kernel, entry).filter(param => fits === 'short' || isFloat(param))
  if (candidates.length === 0 || candidates.length > mostTried) return null
  const before = floatsIn(narrowed)
  const floatsWith = (params: readonly LocalId[]) => floatsIn(narrowNumbers(withRange(kernel, params, fits)))
  const least = floatsWith(candidates)
  if (before === 0 || least * 2 > before) return null
  const chosen = candidates.reduce((kept, candidate) => {
    const without = kept.filter(param => param !== candidate)
    return floatsWith(without) > least ? kept : without
  }, candidates)
  return withRange(kernel, chosen, fits)
}

/** Which numbers may gain: small ones beside small elements, others where loops take remainders or bits. */
function rangeFor({ locals, body }: KernelFunction<JsType>): IntegerRange | null {
  if (locals.some(({ type }) => isArray(type) && shortArrays.has(type))) return 'short'
  return anyInLoops(body, expr => expr.kind === 'binary' && takesApart(expr.op)) ? 'natural' : null
}

function takesApart(op: BinaryOp): boolean {
  return op === 'rem' || bitOps.has(op)
}

/** Whether loops take a remainder of floats, or bits of one: either costs several times what it does of an integer. */
function takesApartFloats({ functions }: Kernel<ValueType>): boolean {
  const isFloat = (expr: Expr<ValueType>): boolean =>
    expr.type === 'f64' || (expr.kind === 'convert' && isFloat(expr.operand))
  return functions.some(({ body }) =>
    anyInLoops(body, expr => expr.kind === 'binary' && takesApart(expr.op) && operands(expr).some(isFloat)),
  )
}

function anyInLoops<T>(body: readonly Stmt<T>[], is: (expr: Expr<T>) => boolean): boolean {
  let found = false
  forEachStmt(body, loop => {
    if (loop.kind !== 'loop') return
    forEachExprIn([loop], expr => {
      found ||= is(expr)
    })
  })
  return found
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

/** Notes the locals in factors, other than of products whose bits are taken: `(a * w + b * (256 - w)) >> 8`. */
function noteFactors(expr: Expr<JsType>, inBits: boolean, factors: Set<LocalId>): void {
  if (expr.kind === 'binary' && (expr.op === 'div' || (expr.op === 'mul' && !inBits))) {
    forEachLocal(expr, local => factors.add(local))
  }
  const takesBits = inBits || (expr.kind === 'binary' && bitOps.has(expr.op))
  for (const operand of operands(expr)) noteFactors(operand, takesBits, factors)
}

function withRange(kernel: Kernel<JsType>, params: readonly LocalId[], fits: IntegerRange): Kernel<JsType> {
  const [entry, ...helpers] = kernel.functions
  if (!entry) return kernel
  const locals = entry.locals.map((local, id) => (params.includes(id) ? { ...local, fits } : local))
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
