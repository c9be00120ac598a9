import type { Binary, Const, Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies, mapStmtExprs } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { FreshNames } from '../fresh-names.js'
import { writtenLocals } from '../symbolic/writes.js'
import { readsAny } from '../varying.js'
import { findFloatUses, mapFloats } from './stays-float.js'

type Typed = Expr<ValueType>
type List = readonly Stmt<ValueType>[]
type Float = 'f64' | 'f32'

/**
 * Multiplies by 1 / c where the turns of a loop divide by the same c, and the user allows it by `fastmath(arcp)`.
 *
 * ```
 * for (; i < n; i++) x[i] = x[i] / c
 * →
 * scale = abs(c) < 2^-1020 ? 2^60 : abs(c) > 2^1020 ? 2^-60 : 1
 * inverse = 1 / (c * scale)
 * for (; i < n; i++) x[i] = x[i] * scale * inverse
 * ```
 *
 * Soundness: this is one of the few passes that do not keep every bit, and it runs only where the user wrote so. The result is
 * within 1.5 ulp of the quotient. It is NaN, infinite or zero, and of the same sign, exactly where the quotient is: `scale`
 * keeps the reciprocal of any number but zero and infinity normal, and changes no bit of what it multiplies unless the
 * quotient vanishes or overflows anyway. What is computed before the loop is arithmetic on locals that the loop does not
 * assign, which nobody sees. A quotient that leads to an index or an integer stays one: what ranges say of integers holds.
 */
export const useReciprocals: Pass = {
  name: 'use-reciprocals',
  after: {
    'hoist-invariants': 'a divisor that the loop leaves alone is a local then, whatever it is made of',
  },
  run: kernel =>
    kernel.options.fastmath.includes('arcp')
      ? { ...kernel, functions: kernel.functions.map((fn, n) => multiplyInFunction(fn, n === 0)) }
      : kernel,
}

function multiplyInFunction(fn: KernelFunction<ValueType>, isEntry: boolean): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const staysFloat = findFloatUses(fn, isEntry)
  const multiplyIn = (list: List): List =>
    // Outer loops first: what does not change in all of one is divided by once.
    list.flatMap(stmt => {
      const [made, rest] = stmt.kind === 'loop' ? multiplyInLoop(stmt, names, staysFloat) : [[], stmt]
      return [...made, mapStmtBodies(rest, multiplyIn)]
    })
  const body = multiplyIn(fn.body)
  return { ...fn, body, locals: names.locals }
}

/** The reciprocal of a divisor, in two locals. */
interface Reciprocal {
  readonly scale: Typed
  readonly inverse: Typed
}

/** What stands before a loop, and the loop. */
function multiplyInLoop(
  loop: Loop<ValueType>,
  names: FreshNames,
  staysFloat: (stmt: Stmt<ValueType>) => boolean,
): readonly [List, Stmt<ValueType>] {
  const written = writtenLocals([...loop.body, ...loop.update])
  const known = new Map<string, Reciprocal>()
  const before: Stmt<ValueType>[] = []
  const reciprocalOf = (divisor: Typed, type: Float): Reciprocal => {
    const key = exprKey(divisor)
    const reciprocal = known.get(key) ?? writeReciprocal(divisor, type, names, before)
    known.set(key, reciprocal)
    return reciprocal
  }
  const replaced = (expr: Typed): Typed => {
    const division = readDivision(expr)
    if (!division || !isSteady(division.right, written) || isSteady(division.left, written)) return expr
    const { type, at, left, right } = division
    if (right.kind === 'const') return byConstant(division, Number(right.value))
    const { scale, inverse } = reciprocalOf(right, type)
    return times(times(left, scale, type, at), inverse, type, at)
  }
  const rewritten = (list: List): List =>
    rewriteList(list, {
      stmt: stmt => [staysFloat(stmt) ? mapStmtExprs(stmt, expr => mapFloats(expr, stmt, replaced)) : stmt],
    })
  const [body, update] = [rewritten(loop.body), rewritten(loop.update)]
  return [before, { ...loop, body, update }]
}

const limits = {
  f64: { small: 2 ** -1020, great: 2 ** 1020, up: 2 ** 60, down: 2 ** -60 },
  f32: { small: 2 ** -124, great: 2 ** 124, up: 2 ** 30, down: 2 ** -30 },
} as const

function writeReciprocal(
  divisor: Typed,
  type: Float,
  names: FreshNames,
  before: Stmt<ValueType>[],
): Reciprocal {
  const { at } = divisor
  const kept = (name: string, value: Typed): Typed => {
    const local: LocalId = names.addLocal(name, type, at)
    before.push({ kind: 'set', local, value, at })
    return { kind: 'local', local, type, at }
  }
  const number = (value: number): Const<ValueType> => ({ kind: 'const', value, type, at })
  const { small, great, up, down } = limits[type]
  const size: Typed = { kind: 'unary', op: 'abs', operand: divisor, type, at }
  const choose = (op: 'lt' | 'gt', than: number, then: Typed, otherwise: Typed): Typed => {
    const test: Typed = { kind: 'compare', op, left: size, right: number(than), type: 'bool', at }
    return { kind: 'conditional', test, then, else: otherwise, type, at }
  }
  const scale = kept('scale', choose('lt', small, number(up), choose('gt', great, number(down), number(1))))
  const scaled = times(divisor, scale, type, at)
  const inverse = kept('inverse', { kind: 'binary', op: 'div', left: number(1), right: scaled, type, at })
  return { scale, inverse }
}

interface Division extends Binary<ValueType> {
  readonly type: Float
}

function readDivision(expr: Typed): Division | null {
  if (expr.kind !== 'binary' || expr.op !== 'div') return null
  const { type } = expr
  if ((type !== 'f64' && type !== 'f32') || expr.left.type !== type) return null
  return { ...expr, type }
}

/** Arithmetic on what the loop does not assign, memory left out. */
function isSteady(expr: Typed, written: ReadonlySet<LocalId>): boolean {
  let holds = !readsAny(expr, written)
  forEachExpr(expr, part => {
    holds &&=
      part.kind === 'const' || part.kind === 'local' || part.kind === 'unary' || part.kind === 'binary'
    holds &&= part.type === 'f64' || part.type === 'f32'
  })
  return holds
}

function byConstant(division: Division, divisor: number): Typed {
  const { type, at, left } = division
  const { small, great } = limits[type]
  if (!(Math.abs(divisor) >= small && Math.abs(divisor) <= great)) return division
  const value = type === 'f32' ? Math.fround(1 / divisor) : 1 / divisor
  return times(left, { kind: 'const', value, type, at }, type, at)
}

function times(left: Typed, right: Typed, type: Float, at: Typed['at']): Typed {
  return { kind: 'binary', op: 'mul', left, right, type, at }
}
