import type { Expr, LocalId } from '../ir/expr.js'
import type { KernelFunction } from '../ir/kernel.js'
import type { Loop, Stmt } from '../ir/stmt.js'
import { mapStmtBodies } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import type { Pass } from '../pass.js'
import { FreshNames } from './fresh-names.js'
import type { StaticRange } from './symbolic/atom.js'
import { int32Range, rangeOfType } from './symbolic/atom.js'
import { writtenLocals } from './symbolic/writes.js'
import { readsAny } from './varying.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Compares a counter with an int32 that is computed once, where its bound could leave int32 at the low end only.
 *
 * ```
 * for (; f64(x) < f64(w) - 1; x++) …
 * →
 * bound = f64(w) - 1; bound_i32 = i32(bound < -2^31 ? -2^31 : bound)
 * for (; x < bound_i32; x++) …
 * ```
 *
 * Soundness: the bound is a whole number, made of whole numbers by sums and differences below 2^53, the same in every turn;
 * it is never above the greatest int32, and below the least one no int32 is less than or equal to it, as none is less than
 * the least one itself. With `<=` the least one would equal, so there it must not be below at all.
 */
export const narrowBounds: Pass = {
  name: 'narrow-bounds',
  after: { 'version-loops': 'it tells what a bound is made of by its expression' },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(narrowFunction) }),
}

function narrowFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const inner = mapStmtBodies(stmt, visit)
      return inner.kind === 'loop' ? narrowLoop(inner, names) : [inner]
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

function narrowLoop(loop: Loop<ValueType>, names: FreshNames): readonly Typed[] {
  const { test, at } = loop
  if (test.kind !== 'compare' || (test.op !== 'lt' && test.op !== 'le')) return [loop]
  const counter = widened(test.left)
  const bound = test.right
  const written = writtenLocals([...loop.body, ...loop.update])
  const range = counter && !readsAny(bound, written) ? wholeRange(bound) : null
  if (!counter || !range || range.hi > int32Range.hi) return [loop]
  const isBelow = range.lo < int32Range.lo
  if (isBelow && test.op === 'le') return [loop]
  const wide = names.addLocal('bound', bound.type, at)
  const narrow = names.addLocal('bound_i32', 'i32', at)
  const read: TypedExpr = { kind: 'local', local: wide, type: bound.type, at }
  const least: TypedExpr = {
    kind: 'const',
    value: bound.type === 'f64' ? int32Range.lo : BigInt(int32Range.lo),
    type: bound.type,
    at,
  }
  const tooLow: TypedExpr = { kind: 'compare', op: 'lt', left: read, right: least, type: 'bool', at }
  const operand: TypedExpr = isBelow
    ? { kind: 'conditional', test: tooLow, then: least, else: read, type: bound.type, at }
    : read
  return [
    { kind: 'set', local: wide, value: bound, at },
    { kind: 'set', local: narrow, value: { kind: 'convert', mode: 'exact', type: 'i32', operand, at }, at },
    { ...loop, test: { ...test, left: counter, right: { kind: 'local', local: narrow, type: 'i32', at } } },
  ]
}

/** The int32 local that a comparison in a wider type is about. */
function widened(expr: TypedExpr): (TypedExpr & { readonly local: LocalId }) | null {
  if (expr.kind !== 'convert' || (expr.type !== 'f64' && expr.type !== 'i64')) return null
  const { operand } = expr
  return operand.kind === 'local' && operand.type === 'i32' ? operand : null
}

/** The limits of a whole number that is made of smaller ones without reading memory; null where it is not so simple. */
function wholeRange(expr: TypedExpr): StaticRange | null {
  switch (expr.kind) {
    case 'const':
      return Number.isInteger(Number(expr.value)) ? { lo: Number(expr.value), hi: Number(expr.value) } : null
    case 'local':
      return expr.type === 'i32' || expr.type === 'u32' ? rangeOfType(expr.type) : null
    case 'length':
      return { lo: 0, hi: 2 ** 30 }
    case 'convert':
      return expr.mode === 'exact' && (expr.type === 'f64' || expr.type === 'i64')
        ? wholeRange(expr.operand)
        : null
    case 'binary':
      return expr.type === 'f64' || expr.type === 'i64' ? sumRange(expr) : null
    default:
      return null
  }
}

function sumRange({
  op,
  left,
  right,
  overflow,
}: TypedExpr & { readonly kind: 'binary' }): StaticRange | null {
  if ((op !== 'add' && op !== 'sub') || overflow) return null
  const [a, b] = [wholeRange(left), wholeRange(right)]
  if (!a || !b) return null
  const range = op === 'add' ? { lo: a.lo + b.lo, hi: a.hi + b.hi } : { lo: a.lo - b.hi, hi: a.hi - b.lo }
  return Math.max(-range.lo, range.hi) <= Number.MAX_SAFE_INTEGER ? range : null
}
