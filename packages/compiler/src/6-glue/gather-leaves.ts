import type { KernelPlan } from '../abi/kernel-plan.js'
import type { LeafSource } from '../ir/leaf.js'
import { leafKey, leafName } from '../ir/leaf.js'
import { isTypedArray } from '../ir/types.js'
import type { GlueInput } from './glue-inputs.js'
import { isModule, rootText } from './glue-inputs.js'
import { localNames } from './glue-names.js'

/** The values a glue function passes to its kernels, by `leafKey`: how each is written, and its tag where it is an array. */
export interface Gathered {
  readonly values: ReadonlyMap<string, GatheredLeaf>
  /** Statements that read them, before any guard. */
  readonly statements: readonly string[]
  /** Names that are taken by now. */
  readonly taken: readonly string[]
}

export interface GatheredLeaf {
  readonly value: string
  readonly tag: string
}

/**
 * Writes how the leaves of all signatures are read, each once. Arguments are there already; a variable outside the
 * function may still be before its declaration, where reading it throws: it then counts as `undefined`, which no guard
 * lets through.
 */
export function gatherLeaves(
  plans: readonly KernelPlan[],
  inputs: readonly GlueInput[],
  outside: readonly string[],
  runtime: string,
): Gathered {
  const leaves = distinctLeaves(plans)
  const given = [...inputs.map(({ name }) => name), ...outside]
  const names = localNames(
    leaves.flatMap(({ source }) => [leafName(source).replaceAll('.', '_'), `${leafName(source)}_is`]),
    given,
  )
  const reads: string[] = []
  const tags: string[] = []
  const values = new Map<string, GatheredLeaf>()
  leaves.forEach(({ source, arrays }, n) => {
    const name = names[2 * n] ?? ''
    const isRead = isModule(source.root)
    const value = isRead ? name : rootText(source, inputs)
    if (isRead) reads.push(`${name} = ${rootText(source, inputs)}`)
    const tagText = `${runtime}.tag(${value})`
    const tagName = names[2 * n + 1] ?? ''
    if (arrays > 1) tags.push(`const ${tagName} = ${tagText}`)
    values.set(leafKey(source), { value, tag: arrays > 1 ? tagName : tagText })
  })
  const variables = reads.map(read => read.split(' ', 1)[0]).join(', ')
  const statements = reads.length > 0 ? [`let ${variables}`, `try { ${reads.join('; ')} } catch {}`] : []
  return { values, statements: [...statements, ...tags], taken: [...given, ...names] }
}

interface CountedLeaf {
  readonly source: LeafSource
  /** How many signatures take an array here. */
  readonly arrays: number
}

function distinctLeaves(plans: readonly KernelPlan[]): readonly CountedLeaf[] {
  const leaves = new Map<string, CountedLeaf>()
  for (const { params } of plans) {
    for (const { source, type } of params) {
      const key = leafKey(source)
      const arrays = (leaves.get(key)?.arrays ?? 0) + (isTypedArray(type) ? 1 : 0)
      leaves.set(key, { source, arrays })
    }
  }
  return [...leaves.values()]
}
