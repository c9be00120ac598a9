import type { Expr, LocalId } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { ValueType } from '../../ir/types.js'
import { accessesIn } from '../measure-list.js'
import type { Atom } from '../symbolic/atom.js'
import { anyRange } from '../symbolic/atom.js'
import { functionScope } from '../symbolic/bounds-needs.js'
import type { Scope } from '../symbolic/evaluate.js'
import { evaluate } from '../symbolic/evaluate.js'
import type { Polynomial } from '../symbolic/polynomial.js'
import { add, addConstant, atomPoly, sub } from '../symbolic/polynomial.js'
import { prove } from '../symbolic/prove.js'
import type { Need, State } from '../symbolic/value.js'
import { emptyState, uniteFacts, uniteNeeds } from '../symbolic/value.js'
import type { Access } from '../symbolic/walk.js'
import { Walk } from '../symbolic/walk.js'

/**
 * What has to hold, where the function begins, of two numbers between which all accesses to an array lie: the index of each
 * is at least `-below` and less than `end`.
 */
export interface Bound {
  readonly below: Atom
  readonly end: Atom
  readonly needs: readonly Need[]
}

/** A bound for each of these arrays whose accesses have one. */
export function boundAccesses(
  fn: KernelFunction<ValueType>,
  kernel: Kernel<ValueType>,
  arrays: ReadonlySet<LocalId>,
): ReadonlyMap<LocalId, Bound> {
  const scope = functionScope(fn, kernel)
  const bounds = new Map<LocalId, Bound | null>()
  const met = new Set<Access>()
  const visit = (access: Access, state: State) => {
    met.add(access)
    if (!arrays.has(access.array)) return
    const before = bounds.get(access.array)
    if (before === null) return
    const bound = before ?? { ...sides(access, scope), needs: [] }
    const needs = needsOf(access, bound, state, scope)
    bounds.set(access.array, needs && { ...bound, needs: uniteNeeds(bound.needs, needs) })
  }
  new Walk(scope, { access: visit }).list(fn.body, emptyState)
  // What was not met may not run at all; nothing is known of it.
  for (const access of accessesIn(fn.body)) if (!met.has(access)) bounds.set(access.array, null)
  return new Map([...bounds].flatMap(([array, bound]) => (bound ? [[array, bound] as const] : [])))
}

/** Two unknown numbers about which proofs leave conditions. They count as large as a length: what is asked of them is likely. */
function sides({ array, at }: Access, { atoms }: Scope): Pick<Bound, 'below' | 'end'> {
  const entry: Expr<ValueType> = { kind: 'length', array, type: 'i32', at }
  return { below: atoms.computed(entry, anyRange), end: atoms.computed(entry, anyRange) }
}

function needsOf(access: Access, { below, end }: Bound, state: State, scope: Scope): readonly Need[] | null {
  const isPlain = access.kind !== 'row' && access.raw === undefined && access.wide === undefined
  const index = isPlain ? evaluate(access.index, state, scope) : null
  if (!index) return null
  // Where the last of several steps comes to takes a division.
  const facts = uniteFacts(state.facts, index.facts).filter(({ isTight }) => !isTight)
  const ask = (poly: Polynomial) => prove([{ kind: 'nonnegative', poly }], { facts, mode: 'run-time' })
  const low = ask(add(index.poly, atomPoly(below)))
  // The rest would be found out in vain.
  if (!low || low.some(need => isFromStart(need, below))) return null
  const high = ask(addConstant(sub(atomPoly(end), index.poly), -1))
  const own = high && prove(index.needs, { facts, mode: 'run-time' })
  return own && uniteNeeds([], low, high, own)
}

/** Whether it says that an access may be to the first element, whatever the parameters are: most calls touch all then. */
function isFromStart(need: Need, below: Atom): boolean {
  if (need.kind === 'small') return false
  const { constant, terms } = need.poly
  return constant <= 0 && terms.length === 1 && terms[0]?.atoms[0] === below && terms[0].atoms.length === 1
}
