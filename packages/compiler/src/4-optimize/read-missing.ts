import type { BinaryOp, Convert, Expr, Load, LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import { rewriteExpr } from '../ir/rewrite-list.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { assignedLocal, forEachExprIn, forEachStmt, mapStmtBodies, mapStmtExprs } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { liveBehindLoops } from './live-locals.js'

type Typed = Expr<ValueType>

/**
 * Reads integers that may not be there as NaN in the last turns of a loop, where arithmetic on doubles is all that sees
 * them.
 *
 * ```
 * f64(a[i]?restart) * x
 * →
 * (i < a.length ? f64(a[i]?proven) : NaN) * x
 * ```
 *
 * The rest of the loop has no such checks. A call that cannot start over any more after it has stored something leaves the
 * arrays of `alloc` where they are.
 *
 * Soundness: `undefined` is NaN to arithmetic, which is what JavaScript computes with there, and nothing that the loop does
 * with it takes it for an integer: `showsNaN`. An index that is negative is no smaller than a length when both are taken to
 * have no sign.
 */
export const readMissing: Pass = {
  name: 'read-missing',
  after: {
    'split-loops': 'most turns of a loop are in bounds then, and these are the last ones',
    'vectorize-loops': 'lanes of integers need no choices',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(inFunction) }),
}

function inFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const behind = liveBehindLoops(fn.body)
  const visit = (list: readonly Stmt<ValueType>[]): readonly Stmt<ValueType>[] =>
    list.map(stmt =>
      stmt.kind === 'loop' && stmt.isRemainder === true && showsNaN(stmt, fn, behind.get(stmt))
        ? inLoop(stmt)
        : mapStmtBodies(stmt, visit),
    )
  return { ...fn, body: visit(fn.body) }
}

function inLoop<S extends Stmt<ValueType>>(stmt: S): Stmt<ValueType> {
  const inner = mapStmtBodies(stmt, list => list.map(inLoop))
  return mapStmtExprs(inner, expr => rewriteExpr(expr, { expr: withMissing }))
}

/**
 * Whether a number that turns out NaN is one to everything that a loop does with it. What has become an integer because its
 * elements are some is none: such a conversion would read NaN as 0 in the middle of a sum. A store of an integer converts
 * as JavaScript does. Doubles that are read outside of the loop, or that another function gets, may be converted there.
 */
function showsNaN(
  loop: Loop<ValueType>,
  { locals }: KernelFunction<ValueType>,
  behind: ReadonlySet<LocalId> = new Set(),
): boolean {
  const stored = new Set<Typed>()
  let holds = true
  forEachStmt([loop], stmt => {
    if (stmt.kind === 'store') stored.add(stmt.value)
    if (leaves.has(stmt.kind)) holds = false
    const local = assignedLocal(stmt)
    if (local !== null && isFloat(locals[local]?.type) && behind.has(local)) holds = false
  })
  forEachExprIn([loop], expr => {
    if (expr.kind === 'simd') holds = false
    if (expr.kind !== 'convert' || !isFloat(expr.operand.type) || isFloat(expr.type)) return
    if (!stored.has(expr) || expr.mode !== 'wrap') holds = false
  })
  return holds
}

/** What hands numbers on to other code, or makes something of them. */
const leaves: ReadonlySet<Stmt<ValueType>['kind']> = new Set([
  'call',
  'return',
  'output',
  'set-global',
  'throw',
  'bulk',
  'new-array',
  'resize',
  'view',
])

function isFloat(type: ValueType | undefined): boolean {
  return type === 'f64' || type === 'f32'
}

const arithmetic: readonly BinaryOp[] = ['add', 'sub', 'mul', 'div', 'rem']

function withMissing(expr: Typed): Typed {
  if (expr.kind !== 'binary' || expr.type !== 'f64' || !arithmetic.includes(expr.op)) return expr
  return { ...expr, left: orNaN(expr.left), right: orNaN(expr.right) }
}

function orNaN(expr: Typed): Typed {
  if (expr.kind !== 'convert' || expr.mode !== 'exact') return expr
  const { operand: load } = expr
  return load.kind === 'load' && load.bounds === 'restart' && !load.raw && load.index.type === 'i32'
    ? choice(expr, load)
    : expr
}

function choice(expr: Convert<ValueType>, load: Load<ValueType>): Typed {
  const { at } = load
  const left: Typed = { kind: 'convert', mode: 'wrap', type: 'u32', operand: load.index, at }
  const right: Typed = { kind: 'length', array: load.array, type: 'u32', at }
  const test: Typed = { kind: 'compare', op: 'lt', left, right, type: 'bool', at }
  const then: Typed = { ...expr, operand: { ...load, bounds: 'proven' } }
  const missing: Typed = { kind: 'const', value: Number.NaN, type: 'f64', at }
  return { kind: 'conditional', test, then, else: missing, type: 'f64', at }
}
