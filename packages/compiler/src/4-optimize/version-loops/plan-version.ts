import type { Compare, Expr } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { Loop } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { accessesIn, hotAccesses, sizeOf } from '../measure-list.js'
import { boundsNeeds, functionScope } from '../symbolic/bounds-needs.js'
import type { Need, State } from '../symbolic/value.js'
import { uniteNeeds } from '../symbolic/value.js'
import type { Access } from '../symbolic/walk.js'
import { Walk } from '../symbolic/walk.js'
import { follows, smallTestNeeds } from './small-tests.js'
import type { Asked } from './write-condition.js'
import { writeCondition } from './write-condition.js'

/** What to check before a loop nest, and which of its accesses are then in bounds. */
export interface VersionPlan {
  readonly condition: Expr<ValueType>
  readonly inBounds: ReadonlySet<Access>
  /** Comparisons in wider types whose sides are then whole numbers of 32 bits. */
  readonly small: ReadonlySet<Compare<ValueType>>
  /** Whether a double has to be a whole number for it, which it may never be. */
  readonly isDoubtful: boolean
}

/** Of a nest that needs no plan. */
export const nothingToCheck = 'nothing is checked in it'

/** A nest that is larger is not worth a second copy. */
const largestNest = 1500
const mostConditions = 64

/** The function a nest stands in. */
export interface Surroundings {
  readonly fn: KernelFunction<ValueType>
  readonly kernel: Kernel<ValueType>
  readonly asked: Asked
}

/** A plan for the nest, or the reason why there is none. `known` is what holds at its entry. */
export function planVersion(
  nest: Loop<ValueType>,
  known: State,
  { fn, kernel, asked }: Surroundings,
): VersionPlan | string {
  const open = accessesIn([nest]).filter(access => access.bounds !== 'proven')
  if (open.length === 0) return nothingToCheck
  if (sizeOf([nest]) > largestNest) return 'it is too large to copy'
  const { accesses: provable, tests } = findProvable(nest, known, { fn, kernel })
  const hot = hotAccesses([nest])
  if (![...provable.keys()].some(access => hot.has(access)))
    return 'what its indexes come to cannot be checked ahead'
  const needs = uniteNeeds([], ...provable.values())
  if (needs.length > mostConditions) return 'too much would have to be checked ahead'
  const condition = writeCondition(needs, nest.at, asked)
  const small = [...tests].filter(([, own]) => follows(own, needs)).map(([test]) => test)
  const isDoubtful = needs.some(need => need.kind === 'small' && need.atom.entry?.type === 'f64')
  return condition
    ? { condition, inBounds: new Set(provable.keys()), small: new Set(small), isDoubtful }
    : 'what would have to be checked ahead is too large to compute'
}

type Conditions<T> = Map<T, readonly Need[] | null>

/** What the accesses and the comparisons of a nest need. */
function findProvable(nest: Loop<ValueType>, known: State, { fn, kernel }: Omit<Surroundings, 'asked'>) {
  const scope = functionScope(fn, kernel)
  const accesses: Conditions<Access> = new Map()
  const tests: Conditions<Compare<ValueType>> = new Map()
  const access = (node: Access, state: State) => {
    if (node.bounds !== 'proven') note(accesses, node, () => boundsNeeds(node, state, scope, 'run-time'))
  }
  const compare = (node: Compare<ValueType>, state: State) =>
    note(tests, node, () => smallTestNeeds(node, state, scope))
  new Walk(scope, { access, compare }).list([nest], known)
  return { accesses: provableOf(accesses), tests: provableOf(tests) }
}

/** Nodes may stand in several places: what they need is what they need in all of them. */
function note<T>(found: Conditions<T>, node: T, ask: () => readonly Need[] | null): void {
  const before = found.get(node)
  if (before === null) return
  const needs = ask()
  found.set(node, needs && uniteNeeds(before ?? [], needs))
}

function provableOf<T>(found: Conditions<T>): ReadonlyMap<T, readonly Need[]> {
  return new Map([...found].flatMap(([node, needs]) => (needs ? [[node, needs] as const] : [])))
}
