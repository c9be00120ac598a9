import type { Expr, LocalId } from '../../ir/expr.js'
import { exprKey } from '../../ir/expr-key.js'
import { forEachExpr } from '../../ir/expr-walk.js'
import type { KernelFunction, Local } from '../../ir/kernel.js'
import { rewriteExpr, rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { ownArrays } from '../own-arrays.js'
import { valueAtEntry } from '../value-at-entry.js'
import type { Apart, Invariant } from './find-invariants.js'
import { findInvariants } from './find-invariants.js'
import { unfoldLocals } from './unfold-locals.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Computes before a loop what every turn would compute again.
 *
 * ```
 * for (j = 0; j < n; j++) s += a[j] * Math.sin(x)
 * →
 * t = 0 < n ? Math.sin(x) : 0
 * for (j = 0; j < n; j++) s += a[j] * t
 * ```
 *
 * Soundness: expressions are pure, and such a one reads no local that the loop assigns, and no memory that the loop may
 * write: another array's is its own. Every turn comes past it before it can leave, so under the loop's own test it is
 * computed only where the first turn would have, which keeps it in bounds too; a read that asks for its bounds itself may
 * as well be made for nothing. What the test always asks for may also start the call over: it does so directly before the
 * test is first asked, as the test would.
 */
export const hoistInvariants: Pass = {
  name: 'hoist-invariants',
  after: {
    'prove-bounds': 'a read that has lost its check is cheaper to keep in one place',
    'share-host-calls': 'a call made once per turn leaves the loop as one',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(hoistFunction) }),
}

function hoistFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const locals = [...fn.locals]
  const own = ownArrays(fn)
  // Nothing is ever stored to a string.
  const isAlone = (array: LocalId) => own.has(array) || fn.locals[array]?.type === 'string'
  const body = hoistList(fn.body, locals, (one, other) => isAlone(one) || isAlone(other))
  return locals.length === fn.locals.length ? fn : { ...fn, locals, body }
}

/** Inner loops first: what leaves one may go on to leave the next. */
function hoistList(list: readonly Typed[], locals: Local<ValueType>[], apart: Apart): readonly Typed[] {
  return list.flatMap((stmt, place) => {
    const inner = mapStmtBodies(stmt, body => hoistList(body, locals, apart))
    if (inner.kind !== 'loop') return [inner]
    const unfolded = unfoldLocals(inner)
    const found = findInvariants(unfolded, apart)
    return found.size === 0 ? [inner] : hoistFrom(unfolded, found, list.slice(0, place), locals)
  })
}

function hoistFrom(
  loop: Loop<ValueType>,
  found: ReadonlyMap<string, Invariant>,
  before: readonly Typed[],
  locals: Local<ValueType>[],
): readonly Typed[] {
  const firstTest = valueAtEntry(loop.test, before)
  const temps = new Map<string, TypedExpr>()
  const starts = [...found].map(([key, { expr, runs }]): Typed => {
    const { type, at } = expr
    const local: LocalId = locals.push({ name: 'kept', type, origin: 'temp', at }) - 1
    temps.set(key, { kind: 'local', local, type, at })
    const isWelcome = runs === 'with-test' || isCheap(expr)
    return { kind: 'set', local, value: isWelcome ? expr : onlyIf(firstTest, expr), at }
  })
  const replace = (rewritten: TypedExpr, original: TypedExpr) =>
    isAtom(original) ? rewritten : (temps.get(exprKey(original)) ?? rewritten)
  // Where the test is false at once, what waits for it was not computed: the test itself must not rely on it.
  const replaceInTest = (rewritten: TypedExpr, original: TypedExpr) =>
    !isAtom(original) && found.get(exprKey(original))?.runs === 'with-test'
      ? replace(rewritten, original)
      : rewritten
  const [copy] = rewriteList([loop], { expr: replace })
  const test = rewriteExpr(loop.test, { expr: replaceInTest })
  return [...starts, copy?.kind === 'loop' ? { ...copy, test } : loop]
}

/** Most of a tree is leaves, which are never hoisted. */
function isAtom(expr: TypedExpr): boolean {
  return expr.kind === 'const' || expr.kind === 'local' || expr.kind === 'length'
}

/**
 * Whether computing it for no turn at all neither fails nor costs much. An access that may be out of bounds asks itself, and
 * lanes of the loop around have no branch in their way.
 */
function isCheap(expr: TypedExpr): boolean {
  let holds = true
  forEachExpr(expr, part => {
    const isSum = part.kind === 'binary' && ['add', 'sub', 'mul'].includes(part.op)
    const isChecked = part.kind === 'load' && part.bounds === 'nan' && part.raw === undefined
    holds &&= isAtom(part) || isSum || isChecked || part.kind === 'convert'
  })
  return holds
}

function onlyIf(test: TypedExpr, expr: TypedExpr): TypedExpr {
  const { type, at } = expr
  if (test.kind === 'const' && test.value === true) return expr
  const zero = type === 'bool' ? false : type === 'i64' || type === 'u64' ? 0n : 0
  return { kind: 'conditional', test, then: expr, else: { kind: 'const', value: zero, type, at }, type, at }
}
