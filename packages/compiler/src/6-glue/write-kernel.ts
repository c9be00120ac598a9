import type { KernelPlan, ParamPlan } from '../abi/kernel-plan.js'
import { isArray, isTypedArray } from '../ir/types.js'
import { localNames } from './glue-names.js'
import { writeGuard, writeResult } from './write-guard.js'

/** What the text of one glue function is made of. */
export interface KernelText {
  /** Name of the glue function. */
  readonly name: string
  readonly plans: readonly KernelPlan[]
  /** Expression that gives the function's kernel state. */
  readonly state: string
  readonly runtime: string
}

/** The names that the cases of one glue function use. */
interface Names {
  readonly runtime: string
  readonly params: readonly string[]
  /** Per parameter the expression that gives its tag. */
  readonly tags: readonly string[]
  readonly kernel: string
  readonly entry: string
  readonly at: string
  readonly heap: string
  readonly result: string
  readonly error: string
}

/**
 * Writes the glue function of one marked function: for the first signature that fits the arguments it calls the Wasm
 * function, else it gives `miss`.
 */
export function writeKernel({ name, plans, state, runtime }: KernelText): string {
  const params = glueParams(plans)
  const fixed = ['k', 'f', 'at', 'heap', 'r', 'e', ...params.map(param => `${param}_is`)]
  const [kernel = '', entry = '', at = '', heap = '', result = '', error = '', ...is] = localNames(
    fixed,
    params,
  )
  const isTagged = params.map(
    (_, n) => plans.filter(plan => isTypedArray(plan.params[n]?.type ?? 'void')).length > 1,
  )
  const tagOf = (n: number) => `${runtime}.tag(${params[n]})`
  const tags = params.map((_, n) => (isTagged[n] ? (is[n] ?? '') : tagOf(n)))
  const names: Names = { runtime, params, tags, kernel, entry, at, heap, result, error }
  return [
    `function ${name}(${params.join(', ')}) {`,
    `  const ${kernel} = ${state}`,
    ...params.flatMap((_, n) => (isTagged[n] ? [`  const ${is[n]} = ${tagOf(n)}`] : [])),
    `  if (${kernel}.on || ${runtime}.load(${kernel})) {`,
    ...plans.map((plan, i) => `    ${writeCase(plan, i, names)}`),
    '  }',
    `  return ${runtime}.pass(${kernel})`,
    '}',
  ].join('\n')
}

/** The parameters of a glue function: those of its longest signature. */
export function glueParams(plans: readonly KernelPlan[]): readonly string[] {
  const longest = plans.reduce<readonly ParamPlan[]>(
    (most, { params }) => (params.length > most.length ? params : most),
    [],
  )
  return localNames(
    longest.map(param => param.name),
    [],
  )
}

function writeCase(plan: KernelPlan, index: number, names: Names): string {
  const { params, tags, runtime } = names
  const guards = plan.params.map((param, n) =>
    writeGuard(params[n] ?? '', tags[n] ?? '', param.type, runtime),
  )
  const call = usesMemory(plan) ? writeRun(plan, index, names) : writeCall(plan, index, names)
  return guards.length > 0 ? `if (${guards.join(' && ')}) ${call}` : call
}

function usesMemory({ params, result, allocates }: KernelPlan): boolean {
  return allocates || isArray(result) || params.some(({ type }) => isArray(type))
}

/** A call without arrays: nothing to copy, so nothing but the counter stands around it. */
function writeCall(plan: KernelPlan, index: number, names: Names): string {
  const { kernel, result, error, runtime } = names
  const args = plan.params.map(({ type }, n) => (type === 'bool' ? `+${names.params[n]}` : names.params[n]))
  const value = writeResult(`${kernel}.f[${index}](${args.join(', ')})`, plan.result)
  if (!plan.mayTrap) return `{ ${kernel}.wasm++; return ${value} }`
  return (
    `try { const ${result} = ${value}; ${kernel}.wasm++; return ${result} } ` +
    `catch (${error}) { return ${runtime}.leave(${kernel}, ${index}, ${error}) }`
  )
}

/** A call with arrays, which the runtime lays out and copies around it. */
function writeRun(plan: KernelPlan, index: number, names: Names): string {
  const { kernel, entry, at, heap, runtime } = names
  const arrays: string[] = []
  const args = plan.params.map(({ type }, n) => {
    const name = names.params[n] ?? ''
    if (!isArray(type)) return type === 'bool' ? `+${name}` : name
    const pointer = `${at}[${arrays.length}]`
    arrays.push(name)
    return `${pointer}, ${name}.length`
  })
  if (plan.allocates) args.push(heap)
  const value = writeResult(`${entry}(${args.join(', ')})`, plan.result)
  const call = `(${entry}, ${at}, ${heap}) => ${value}`
  return `return ${runtime}.run(${kernel}, ${index}, [${arrays.join(', ')}], ${call})`
}
