import type { KernelPlan } from '../abi/kernel-plan.js'
import { sourcesOf } from '../ir/kernel.js'
import type { LeafRoot, LeafSource } from '../ir/leaf.js'
import { givenIn } from '../ir/leaf.js'
import { localNames } from './glue-names.js'

type ModuleRoot = LeafRoot & { readonly kind: 'outer'; readonly reach: 'module' }

/** One parameter of a glue function. */
export interface GlueInput {
  /** What it is called inside the glue function. */
  readonly name: string
  /**
   * - `argument`: the parameter in the input's own position
   * - `unused`: holds the place of one that nobody asks for
   * - `this`: what the function was called on
   * - `around`: the variable `of` of a function around the marked one
   * - `private`: the private field `of` of what the function was called on
   * - `brand`: whether that has the private name `of`
   */
  readonly kind: 'argument' | 'unused' | 'this' | 'around' | 'private' | 'brand'
  readonly of: string
}

/** The parameters of the glue function of these signatures: the arguments they use, then what only the function can name. */
export function glueInputs(plans: readonly KernelPlan[]): readonly GlueInput[] {
  const roots = plans.flatMap(plan => leavesOf(plan).map(({ root }) => root))
  const wanted: readonly Omit<GlueInput, 'name'>[] = [
    ...argumentNames(roots).map(of =>
      of === null ? ({ kind: 'unused', of: 'unused' } as const) : ({ kind: 'argument', of } as const),
    ),
    ...(roots.some(root => root.kind === 'this') ? [{ kind: 'this', of: 'self' } as const] : []),
    ...aroundNames(roots).map(of => ({ kind: 'around', of }) as const),
    ...namesOf(roots, 'private').map(of => ({ kind: 'private', of }) as const),
    ...namesOf(roots, 'brand').map(of => ({ kind: 'brand', of }) as const),
  ]
  const names = localNames(
    wanted.map(({ of }) => of),
    moduleNames(plans),
  )
  return wanted.map((input, n) => ({ ...input, name: names[n] ?? '' }))
}

/** Everything that decides whether a call fits a signature. */
export function leavesOf({
  params,
  callbacks = [],
  missing = [],
  methods = [],
  resultShape,
}: KernelPlan): readonly LeafSource[] {
  const sources = [...params, ...missing].map(({ source }) => source)
  const given = resultShape === null ? [] : givenIn(resultShape)
  return [
    ...sources,
    ...callbacks.flatMap(sourcesOf),
    ...given,
    ...methods.flatMap(({ of, brand }) => brand ?? of),
    ...methods.map(({ of }) => of),
  ]
}

/** The module-level variables the glue reads or writes: no name inside it may hide them. */
export function moduleNames(plans: readonly KernelPlan[]): readonly string[] {
  const sources = plans.flatMap(({ params, outputs, callbacks = [] }) => [
    ...params.map(({ source }) => source),
    ...callbacks.flatMap(sourcesOf),
    ...outputs.flatMap(({ target }) => target ?? []),
  ])
  return distinct(sources.flatMap(({ root }) => (isModule(root) ? [root.name] : [])))
}

/** The parameter a source begins at, or the module-level variable itself. */
export function rootText({ root }: LeafSource, inputs: readonly GlueInput[]): string {
  if (root.kind === 'same') throw new Error('6-glue: a comparison is no root')
  if (isModule(root)) return root.name
  const input = inputs.find(({ kind, of }, n) => {
    if (root.kind === 'argument') return kind === 'argument' && n === root.index
    if (root.kind === 'private' || root.kind === 'brand') return kind === root.kind && of === root.name
    return root.kind === 'outer' ? kind === 'around' && of === root.name : kind === root.kind
  })
  if (!input) throw new Error(`6-glue: nothing gives ${root.kind}`)
  return input.name
}

/** Whether a source begins at a variable that the glue names itself. */
export function isModule(root: LeafRoot): root is ModuleRoot {
  return root.kind === 'outer' && root.reach === 'module'
}

/** The variables of functions around a marked one among these. */
export function aroundNames(roots: readonly LeafRoot[]): readonly string[] {
  return distinct(
    roots.flatMap(root => (root.kind === 'outer' && root.reach === 'around' ? [root.name] : [])),
  )
}

/** The private names that roots of this kind use. */
export function namesOf(roots: readonly LeafRoot[], kind: 'private' | 'brand'): readonly string[] {
  return distinct(roots.flatMap(root => (root.kind === kind ? [root.name] : [])))
}

/** By position; one that is not used still holds its place. */
function argumentNames(roots: readonly LeafRoot[]): readonly (string | null)[] {
  const names: string[] = []
  for (const root of roots) if (root.kind === 'argument') names[root.index] = root.name
  return Array.from(names, name => name ?? null)
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
