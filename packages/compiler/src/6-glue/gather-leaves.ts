import type { KernelPlan } from '../abi/kernel-plan.js'
import { sourcesOf } from '../ir/kernel.js'
import type { LeafSource } from '../ir/leaf.js'
import { leafKey, leafName } from '../ir/leaf.js'
import { isNestedArray, isTypedArray } from '../ir/types.js'
import type { GlueInput } from './glue-inputs.js'
import { isModule, rootText } from './glue-inputs.js'
import { localNames } from './glue-names.js'
import type { ModuleNotes } from './module-notes.js'

/** What a glue function reads before it decides where the call goes. */
export interface Gathered {
  /** What a leaf, or an object on the way to one, is called. */
  readonly nameOf: (source: LeafSource) => string
  /** The expression that gives the tag of a leaf that is a typed array. */
  readonly tagOf: (source: LeafSource) => string
  /** The variable for the rows of a leaf that is an array of arrays, which its guard sets. */
  readonly rowsOf: (source: LeafSource) => string
  /** The runtime's function that gives tags. */
  readonly tagger: string
  /** Statements that read them, before any guard. */
  readonly statements: readonly string[]
  /** Names that are taken by now. */
  readonly taken: readonly string[]
}

/**
 * Writes how the leaves of all signatures are read, each once. Arguments are there already. A variable outside the
 * function may still be before its declaration, where reading it throws, and an object may have a getter where a field
 * was expected: such a leaf counts as `undefined`, which no guard lets through.
 */
export function gatherLeaves(
  plans: readonly KernelPlan[],
  inputs: readonly GlueInput[],
  outside: readonly string[],
  notes: ModuleNotes,
  runtime: string,
): Gathered {
  const values = valuesOf(plans)
  const tagged = taggedLeaves(plans)
  const nested = nestedLeaves(plans)
  const given = [...inputs.map(({ name }) => name), ...outside]
  const plainName = (source: LeafSource) => leafName(source).replaceAll(/[.#]+/g, '_')
  const wanted = [
    ...values.map(plainName),
    ...tagged.map(source => `${plainName(source)}_is`),
    ...nested.map(source => `${plainName(source)}_rows`),
  ]
  const free = localNames(wanted, given)
  const names = new Map(values.map((source, n) => [leafKey(source), free[n] ?? '']))
  const tags = new Map(tagged.map((source, n) => [leafKey(source), free[values.length + n] ?? '']))
  const behind = values.length + tagged.length
  const rows = new Map(nested.map((source, n) => [leafKey(source), free[behind + n] ?? '']))
  const nameOf = (source: LeafSource): string => {
    const { root } = source
    if (root.kind === 'same') return `(${nameOf(root.left)} === ${nameOf(root.right)})`
    return names.get(leafKey(source)) ?? rootText(source, inputs)
  }
  const tag = plans.some(plan => plan.usesMethods) ? 'ownTag' : 'tag'
  const tagText = (source: LeafSource) => `${runtime}.${tag}(${nameOf(source)})`
  const written = new Set(
    plans.flatMap(plan => plan.outputs.flatMap(({ target }) => (target ? leafKey(target) : []))),
  )
  const fields = values
    .filter(({ path }) => path.length > 0)
    .map(source => {
      const more = written.has(leafKey(source)) ? ', true' : ''
      const key = JSON.stringify(source.path.at(-1))
      if (source.host !== undefined)
        return `const ${nameOf(source)} = ${runtime}.hostField(${nameOf(holderOf(source))}, ${key}, ${notes.hostText(source.host)})`
      return `const ${nameOf(source)} = ${runtime}.own(${nameOf(holderOf(source))}, ${key}${more})`
    })
  return {
    nameOf,
    tagOf: source => tags.get(leafKey(source)) ?? tagText(source),
    rowsOf: source => rows.get(leafKey(source)) ?? '',
    tagger: tag,
    statements: [
      ...readOutside(values.filter(isOutside), nameOf, inputs),
      ...fields,
      ...(rows.size > 0 ? [`let ${[...rows.values()].join(', ')}`] : []),
      ...tagged.map(source => `const ${tags.get(leafKey(source))} = ${tagText(source)}`),
    ],
    taken: [...given, ...free],
  }
}

/** The object whose field a source is. */
export function holderOf({ root, path }: LeafSource): LeafSource {
  return { root, path: path.slice(0, -1) }
}

function isOutside({ root, path }: LeafSource): boolean {
  return isModule(root) && path.length === 0
}

function readOutside(
  sources: readonly LeafSource[],
  nameOf: Gathered['nameOf'],
  inputs: readonly GlueInput[],
): readonly string[] {
  if (sources.length === 0) return []
  const reads = sources.map(source => `${nameOf(source)} = ${rootText(source, inputs)}`)
  return [`let ${sources.map(nameOf).join(', ')}`, `try { ${reads.join('; ')} } catch {}`]
}

/** Everything that has to be read into a variable, objects before their fields. */
function valuesOf(plans: readonly KernelPlan[]): readonly LeafSource[] {
  const values = new Map<string, LeafSource>()
  const addHolder = (source: LeafSource) => {
    if (source.path.length > 0) add(holderOf(source))
  }
  const add = (source: LeafSource) => {
    addHolder(source)
    if (source.path.length > 0 || isModule(source.root)) values.set(leafKey(source), source)
  }
  for (const { params, callbacks = [], missing = [], methods = [] } of plans) {
    for (const { source } of params) add(source)
    for (const source of callbacks.flatMap(sourcesOf)) add(source)
    for (const { source, as } of missing) {
      // What is missing, the runtime asks the object for.
      if (typeof as === 'string') addHolder(source)
      else add(source)
    }
    for (const { of } of methods) add(of)
  }
  return [...values.values()]
}

function nestedLeaves(plans: readonly KernelPlan[]): readonly LeafSource[] {
  const leaves = plans.flatMap(({ params }) => params.filter(({ type }) => isNestedArray(type)))
  return [...new Map(leaves.map(({ source }) => [leafKey(source), source])).values()]
}

/** Leaves whose tag more than one signature asks for. */
function taggedLeaves(plans: readonly KernelPlan[]): readonly LeafSource[] {
  const sources = plans.flatMap(({ params }) =>
    params.flatMap(({ source, type }) => (isTypedArray(type) ? [source] : [])),
  )
  const keys = sources.map(leafKey)
  return sources.filter((_, n) => keys.indexOf(keys[n] ?? '') === n && keys.indexOf(keys[n] ?? '', n + 1) > n)
}
