import type { Expr } from '../../ir/expr.js'
import type { Kernel, KernelFunction } from '../../ir/kernel.js'
import type { Loop } from '../../ir/stmt.js'
import type { ValueType } from '../../ir/types.js'
import { accessesIn, hotAccesses, sizeOf } from '../measure-list.js'
import { boundsNeeds, functionScope } from '../symbolic/bounds-needs.js'
import type { Need, State } from '../symbolic/value.js'
import { uniteNeeds } from '../symbolic/value.js'
import type { Access } from '../symbolic/walk.js'
import { Walk } from '../symbolic/walk.js'
import { writeCondition } from './write-condition.js'

/** What to check before a loop nest, and which of its accesses are then in bounds. */
export interface VersionPlan {
  readonly condition: Expr<ValueType>
  readonly inBounds: ReadonlySet<Access>
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
}

/** A plan for the nest, or the reason why there is none. `known` is what holds at its entry. */
export function planVersion(
  nest: Loop<ValueType>,
  known: State,
  { fn, kernel }: Surroundings,
): VersionPlan | string {
  const open = accessesIn([nest]).filter(access => access.bounds !== 'proven')
  if (open.length === 0) return nothingToCheck
  if (sizeOf([nest]) > largestNest) return 'it is too large to copy'
  const provable = findProvable(nest, known, { fn, kernel })
  const hot = hotAccesses([nest])
  if (![...provable.keys()].some(access => hot.has(access)))
    return 'what its indexes come to cannot be checked ahead'
  const needs = uniteNeeds([], ...provable.values())
  if (needs.length > mostConditions) return 'too much would have to be checked ahead'
  const condition = writeCondition(needs, nest.at)
  return condition
    ? { condition, inBounds: new Set(provable.keys()) }
    : 'what would have to be checked ahead is too large to compute'
}

/** Nodes may stand in several places: what they need is what they need in all of them. */
function findProvable(
  nest: Loop<ValueType>,
  known: State,
  { fn, kernel }: Surroundings,
): ReadonlyMap<Access, readonly Need[]> {
  const scope = functionScope(fn, kernel)
  const found = new Map<Access, readonly Need[] | null>()
  const access = (node: Access, state: State) => {
    if (node.bounds === 'proven') return
    const before = found.get(node)
    if (before === null) return
    const needs = boundsNeeds(node, state, scope, 'run-time')
    found.set(node, needs && uniteNeeds(before ?? [], needs))
  }
  new Walk(scope, { access }).list([nest], known)
  return new Map([...found].flatMap(([node, needs]) => (needs ? [[node, needs] as const] : [])))
}
