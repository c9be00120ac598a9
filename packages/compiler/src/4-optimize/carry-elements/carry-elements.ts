import type { Expr } from '../../ir/expr.js'
import type { KernelFunction } from '../../ir/kernel.js'
import { rewriteList } from '../../ir/rewrite-list.js'
import type { Loop, Stmt } from '../../ir/stmt.js'
import { mapStmtBodies } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import type { Pass } from '../../pass.js'
import { asRead } from '../as-read.js'
import { FreshNames } from '../fresh-names.js'
import { ownArrays } from '../own-arrays.js'
import type { Carrying, Surroundings } from './plan-carrying.js'
import { planCarrying } from './plan-carrying.js'

type Typed = Stmt<ValueType>
type TypedExpr = Expr<ValueType>

/**
 * Hands an element that a turn stores to the next turn in a local, where that would read it.
 *
 * ```
 * for (; j < n; j++) a[j] = min(a[j - 1], x[j])
 * →
 * last = j < n ? a[j - 1] : 0
 * for (; j < n; j++) { stored = min(last, x[j]); a[j] = stored; last = stored }
 * ```
 *
 * Soundness: every turn comes to the store, which is in bounds, and the counter moves by one, so that in the next turn the
 * element lies one place further back. Nothing else in the loop writes elements that could be this one. The local holds
 * what reading it would give: the low bits that an integer array keeps. Before the first turn it is read from memory,
 * which that turn would have done at the same place, in bounds.
 */
export const carryElements: Pass = {
  name: 'carry-elements',
  after: {
    'version-loops': 'only an element that is sure to be there is read ahead',
    'vectorize-loops': 'lanes read memory',
    'jam-loops': 'it looks for nests where they are',
    'sum-integers': 'a sum that is stored is carried already',
  },
  run: kernel => ({ ...kernel, functions: kernel.functions.map(carryFunction) }),
}

function carryFunction(fn: KernelFunction<ValueType>): KernelFunction<ValueType> {
  const names = new FreshNames(fn)
  const around: Surroundings = { typeOf: local => names.typeOf(local), own: ownArrays(fn) }
  const visit = (list: readonly Typed[]): readonly Typed[] =>
    list.flatMap(stmt => {
      const inner = mapStmtBodies(stmt, visit)
      const plan = inner.kind === 'loop' ? planCarrying(inner, around) : null
      return plan && inner.kind === 'loop' ? carry(inner, plan, names) : [inner]
    })
  const body = visit(fn.body)
  return names.isEmpty ? fn : { ...fn, locals: names.locals, body }
}

function carry(loop: Loop<ValueType>, { store, loads }: Carrying, names: FreshNames): readonly Typed[] {
  const { at } = store
  const [first] = loads
  const element = names.typeOf(store.array)
  if (!first || !isArray(element)) return [loop]
  const last = names.addLocal('last', first.type, at)
  const read: TypedExpr = { kind: 'local', local: last, type: first.type, at }
  const start: Typed = { kind: 'set', local: last, value: onlyIf(loop.test, first), at }
  // In the type that it is stored in, which may be another one than it is read in.
  const stored = names.addLocal('stored', store.value.type, at)
  const value: TypedExpr = { kind: 'local', local: stored, type: store.value.type, at }
  const body = rewriteList(loop.body, {
    expr: (expr, original) =>
      original.kind === 'load' && loads.has(original) ? { ...read, at: expr.at } : expr,
    stmt: (stmt, original) =>
      original === store && stmt.kind === 'store'
        ? [
            { kind: 'set', local: stored, value: stmt.value, at },
            { ...stmt, value },
          ]
        : [stmt],
  })
  // Not before the end of the turn, which may still read the element before.
  const handOn: Typed = { kind: 'set', local: last, value: asRead(value, element), at }
  return [start, { ...loop, body: [...body, handOn] }]
}

function onlyIf(test: TypedExpr, expr: TypedExpr): TypedExpr {
  const { type, at } = expr
  const zero = type === 'i64' || type === 'u64' ? 0n : 0
  return { kind: 'conditional', test, then: expr, else: { kind: 'const', value: zero, type, at }, type, at }
}
