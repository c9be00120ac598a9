import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Kernel } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import { leafKey } from '../ir/leaf.js'
import type { ValueType } from '../ir/types.js'
import { isArray, isNestedArray } from '../ir/types.js'
import { estimateWork } from './estimate-work.js'
import { shortestWay } from './shortest-way.js'

/**
 * What a call of a compiled function costs before it has done anything, in the operations of `estimateWork` that
 * WebAssembly would have to save: about 10 ns for numbers, 100 ns and more for every array that is copied and twice that
 * for one of arrays, 70 ns for every field that is read. Straight code is at best half again as fast there, so the work
 * has to be several times the cost of the call.
 */
const callCost = 96
const arrayCost = 600
const nestedCost = 1500
const fieldCost = 400

/**
 * Says that a kernel is too small to be worth its call: where even the most work it can do is less than what getting
 * there costs, V8 alone is faster. So it is where arrays outside are copied for a call that may come back before it needs
 * them. Null where it is worth it, or where a loop may make it so.
 */
export function judgeCost(kernel: Kernel<ValueType>, name: string): Diagnostic | null {
  const [entry] = kernel.functions
  if (entry === undefined) return null
  const crossing = [...entry.params.map(param => entry.locals[param]?.type), entry.result]
  const arrays = crossing.reduce((sum, type) => sum + (type === undefined ? 0 : copyCost(type)), 0)
  const isWorth = estimateWork(kernel) >= callCost + arrays + fieldsOf(kernel) * fieldCost
  if (isWorth && !(keepsScratch(kernel) && shortestWay(kernel) < callCost)) return null
  return diagnose('cost/too-small', entry.at, name)
}

/** Whether all the arrays of a kernel are those of variables outside, and copied: what it needs when it does need more. */
function keepsScratch({ functions: [entry] }: Kernel<ValueType>): boolean {
  const arrays = (entry?.params ?? []).flatMap(param => {
    const local = entry?.locals[param]
    return local && isArray(local.type) ? [local.source?.root] : []
  })
  const isScratch = (root: LeafSource['root'] | undefined) =>
    root?.kind === 'outer' && !(root.reach === 'module' && root.isSettled)
  return arrays.length > 0 && arrays.every(isScratch)
}

function copyCost(type: ValueType): number {
  if (isNestedArray(type)) return nestedCost
  return isArray(type) ? arrayCost : 0
}

/** How many fields of objects the glue reads, the objects on the way to them included. */
function fieldsOf({ functions: [entry] }: Kernel<ValueType>): number {
  const fields = new Set<string>()
  for (const param of entry?.params ?? []) {
    const source = entry?.locals[param]?.source
    source?.path.forEach((_, n, path) => {
      fields.add(leafKey({ root: source.root, path: path.slice(0, n + 1) }))
    })
  }
  return fields.size
}
