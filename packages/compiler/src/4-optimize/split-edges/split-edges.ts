import type { BinaryOp, CompareOp, Expr } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { forEachExprIn, mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import type { CountedLoop } from '../counted-loop.js'
import { boundForTurns, readCountedLoop } from '../counted-loop.js'
import { foldExpr } from '../fold-constants/fold-expr.js'
import { foldStmt } from '../fold-constants/fold-stmt.js'
import { FreshNames, relabel } from '../fresh-names.js'
import { heightOf, sizeOf } from '../measure-list.js'
import { jumpsTo, writtenLocals } from '../symbolic/writes.js'
import type { Inside } from './find-edges.js'
import { EdgeFinder } from './find-edges.js'
import { findWindow } from './find-window.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Runs the first and the last turns of a loop as they are, and those between them without what only edges need.
 *
 * ```
 * for (; x < w; x++) f(a[(x - 1 + w) % w], a[min(x + 1, w - 1)])
 * →
 * for (; x < min(w, 1); x++) …
 * if (x >= 1) for (; x < w - 1; x++) f(a[x - 1], a[x + 1])
 * for (; x < w; x++) …
 * ```
 *
 * Soundness: the three loops make the same turns in the same order, as nothing leaves the first two but their tests, a
 * return or a throw. In the second one `first <= x < w - last`, so that every `x + c` with `-first <= c <= last` lies
 * between 0 and `w`: it does not leave int32, is its own remainder, is not clamped, and differs from numbers below `first`
 * and above `w - last` as the comparison says. With `w` added it is less than 2^32, which a remainder without a sign takes.
 * Of a window, an inner loop over distances `from <= k <= to`, the second loop's turns have `-from <= x < w - to`, so that
 * every `x + k` lies between 0 and `w - 1` and is not clamped; the distances are near enough for none of this to wrap, or
 * there is no second loop.
 */
export const splitEdges: Pass = {
  name: 'split-edges',
  copiesLoops: true,
  after: {
    'fold-constants': 'what is a constant there tells where an edge is',
    'nest-turns': 'a turn that is cut short is nested by then',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(splitFunction) }),
}

/** A larger body is not worth three copies. */
const largestBody = 400

function splitFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(
      stmt =>
        (stmt.kind === 'loop' ? (splitLoop(stmt, names) ?? splitWindow(stmt, names)) : null) ?? [
          mapStmtBodies(stmt, visit),
        ],
    )
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

function splitLoop(loop: Loop<ValueType>, names: FreshNames): readonly Typed[] | null {
  if (heightOf(loop.body) > 0 || sizeOf(loop.body) > largestBody) return null
  const counted = readCountedLoop(loop, writtenLocals(loop.body))
  const isPlain = counted?.step === 1 && !counted.isInclusive && counted.bound.kind !== 'const'
  if (!isPlain || jumpsTo(loop.body, 'break', loop.label)) return null
  const finder = new EdgeFinder(counted.counter, counted.bound)
  const edges = new Map<TypedExpr, Inside>()
  forEachExprIn(loop.body, expr => {
    const inside = finder.inside(expr)
    if (inside) edges.set(expr, inside)
  })
  if (edges.size === 0) return null
  const first = Math.max(...[...edges.values()].map(inside => inside.first))
  const last = Math.max(...[...edges.values()].map(inside => inside.last))
  return first + last === 0 ? null : write(loop, counted, { edges, first, last }, names)
}

/** Distances below it do not take a counter out of int32. */
const nearest = 2 ** 30

/** The same for a loop whose turns look around in another loop, over distances that are known when it starts. */
function splitWindow(loop: Loop<ValueType>, names: FreshNames): readonly Typed[] | null {
  if (heightOf(loop.body) !== 1 || sizeOf(loop.body) > largestBody) return null
  const counted = readCountedLoop(loop, writtenLocals(loop.body))
  const isPlain = counted?.step === 1 && !counted.isInclusive && counted.bound.kind !== 'const'
  if (!isPlain || jumpsTo(loop.body, 'break', loop.label)) return null
  const window = findWindow(loop, counted)
  if (!window) return null
  const { counter, bound } = counted
  const at = loop.test.at
  const [first, start, until] = ['first', 'start', 'until'].map(name => names.addLocal(name, 'i32', at))
  if (first === undefined || start === undefined || until === undefined) return null
  const int = (value: number): TypedExpr => ({ kind: 'const', value, type: 'i32', at })
  const read = (local: number): TypedExpr => ({ kind: 'local', local, type: 'i32', at })
  const compare = (op: CompareOp, left: TypedExpr, right: TypedExpr): TypedExpr => ({
    kind: 'compare',
    op,
    left,
    right,
    type: 'bool',
    at,
  })
  const binary = (op: BinaryOp, left: TypedExpr, right: TypedExpr): TypedExpr => ({
    kind: 'binary',
    op,
    left,
    right,
    type: 'i32',
    at,
  })
  const set = (local: number, value: TypedExpr): Typed => ({ kind: 'set', local, value, at })
  const { from, to, inside } = window
  const isNear = [
    compare('ge', from, int(1 - nearest)),
    compare('le', from, int(0)),
    compare('ge', to, int(0)),
    compare('lt', to, int(nearest)),
  ]
  const edges = new Map([...inside].map(([expr, sum]) => [expr, { expr: sum, first: 0, last: 0 }]))
  const before = {
    ...copyOf(loop, new Map(), names),
    test: compare('lt', read(counter), read(start)),
    isRemainder: true as const,
  }
  const middle = { ...copyOf(loop, edges, names), test: compare('lt', read(counter), read(until)) }
  const body: readonly Typed[] = [
    set(first, binary('sub', int(0), from)),
    set(start, binary('min', bound, read(first))),
    before,
    {
      kind: 'if',
      test: compare('ge', read(counter), read(first)),
      then: [set(until, binary('sub', binary('max', bound, int(0)), to)), middle],
      else: [],
      at,
    },
  ]
  const guarded = isNear.reduceRight<readonly Typed[]>(
    (then, test) => [{ kind: 'if', test, then, else: [], at }],
    body,
  )
  return [...guarded, { ...loop, isRemainder: true }]
}

interface Edges {
  readonly edges: ReadonlyMap<TypedExpr, Inside>
  readonly first: number
  readonly last: number
}

function write(
  loop: Loop<ValueType>,
  { counter, bound, ...counted }: CountedLoop,
  { edges, first, last }: Edges,
  names: FreshNames,
): readonly Typed[] {
  const at = loop.test.at
  const int = (value: number): TypedExpr => ({ kind: 'const', value, type: 'i32', at })
  const read: TypedExpr = { kind: 'local', local: counter, type: 'i32', at }
  const upTo = (end: TypedExpr): TypedExpr => ({
    kind: 'compare',
    op: 'lt',
    left: read,
    right: end,
    type: 'bool',
    at,
  })
  const [start, until] = [names.addLocal('start', 'i32', at), names.addLocal('until', 'i32', at)]
  const local = (id: number): TypedExpr => ({ kind: 'local', local: id, type: 'i32', at })
  const least: TypedExpr = { kind: 'binary', op: 'min', left: bound, right: int(first), type: 'i32', at }
  const before = { ...copyOf(loop, new Map(), names), test: upTo(local(start)), isRemainder: true as const }
  const middle = { ...copyOf(loop, edges, names), test: upTo(local(until)) }
  return [
    ...(first === 0 ? [] : [{ kind: 'set', local: start, value: least, at } as const, before]),
    {
      kind: 'if',
      test: { kind: 'compare', op: 'ge', left: read, right: int(first), type: 'bool', at },
      then: [
        { kind: 'set', local: until, value: boundForTurns({ counter, bound, ...counted }, last + 1), at },
        middle,
      ],
      else: [],
      at,
    },
    { ...loop, isRemainder: true },
  ]
}

/** The loop under labels of its own, with what these expressions are away from the edges. */
function copyOf(
  loop: Loop<ValueType>,
  edges: ReadonlyMap<TypedExpr, Inside>,
  names: FreshNames,
): Loop<ValueType> {
  const labels = names.relabelling([loop])
  const body = rewriteList(loop.body, {
    expr: (expr, original) => edges.get(original)?.expr ?? foldExpr(withoutDetour(expr)),
    stmt: stmt => foldStmt(relabel(stmt, labels)),
  })
  return { ...loop, label: labels.get(loop.label) ?? loop.label, body }
}

/** An int32 that went through an uint32 and back. */
function withoutDetour(expr: TypedExpr): TypedExpr {
  if (expr.kind !== 'convert' || expr.type !== 'i32' || expr.operand.kind !== 'convert') return expr
  const { operand } = expr.operand
  return expr.operand.type === 'u32' && operand.type === 'i32' ? operand : expr
}
