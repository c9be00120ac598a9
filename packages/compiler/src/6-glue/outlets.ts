import type { KernelPlan } from '../abi/kernel-plan.js'
import type { LeafRoot } from '../ir/leaf.js'
import { aroundNames, namesOf } from './glue-inputs.js'
import type { GlueNames } from './glue-names.js'

/**
 * What only a marked function itself can assign, as it is written there, and its kernels assign to → variables of the module through which the values get
 * there, `undefined` but for that moment. Functions that assign would do as well, but an engine keeps what they assign to
 * in memory of its own, and with it every other use of the variable is slow.
 */
export type Outlets = ReadonlyMap<string, string>

/** Claims a variable of the module for each variable that a kernel assigns to. */
export function claimOutlets(plans: readonly KernelPlan[], glue: string, names: GlueNames): Outlets {
  const roots = plans.flatMap(({ outputs }) => outputs.flatMap(({ target }) => target?.root ?? []))
  const targets = [...aroundNames(roots), ...namesOf(roots, 'private').map(name => `this.${name}`)]
  return new Map(targets.map(target => [target, names.claim(`${glue}_${target}`)]))
}

/** The outlet through which the value of a root gets there, if it takes one. */
export function outletOf(outlets: Outlets, root: LeafRoot): string | undefined {
  if (root.kind === 'private') return outlets.get(`this.${root.name}`)
  return root.kind === 'outer' && root.reach === 'around' ? outlets.get(root.name) : undefined
}

/** Declares them; no text where there are none. */
export function writeOutlets(outlets: Outlets): readonly string[] {
  return outlets.size > 0 ? [`var ${[...outlets.values()].join(', ')}`] : []
}

/** Wraps the statement that calls the glue, so that what comes out is assigned, also where the kernel throws. */
export function emptyOutlets(statement: string, outlets: Outlets): string {
  if (outlets.size === 0) return statement
  const assign = [...outlets].map(
    ([name, outlet]) => `if (${outlet} !== void 0) { ${name} = ${outlet}; ${outlet} = void 0 }`,
  )
  return `try { ${statement} } finally { ${assign.join(' ')} }`
}
