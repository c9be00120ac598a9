import type { KernelPlan } from '../abi/kernel-plan.js'
import type { CallbackSource } from '../ir/kernel.js'
import { leafKey, leafName } from '../ir/leaf.js'
import type { SourceRange } from '../ir/source-range.js'
import type { EditList } from './edit-list.js'
import type { GlueNames } from './glue-names.js'

/** The variable through which the JavaScript of a marked function calls a function outside it that its kernels call too. */
export interface HostedVariable {
  readonly name: string
  readonly gives: 'number' | 'boolean' | null
  /** Declares it. */
  readonly declare: string
  /** What it stands in the place of. */
  readonly calls: readonly SourceRange[]
}

/** A variable for each function outside that kernels call: a call that starts over puts into it what repeats the answers. */
export function claimHosted(plans: readonly KernelPlan[], names: GlueNames): readonly HostedVariable[] {
  const variables = new Map<string, HostedVariable>()
  for (const { source, gives, hosted } of plans.flatMap(plan => plan.callbacks ?? [])) {
    const key = leafKey(source)
    if (hosted === undefined || variables.has(key)) continue
    const called = leafName(source)
    const name = names.claim(`call_${called}`)
    variables.set(key, { name, gives, declare: declare(name, called, hosted.binds), calls: hosted.calls })
  }
  return [...variables.values()]
}

/** Has the text of a marked function call what the variables hold. */
export function placeHosted(edits: EditList, variables: readonly HostedVariable[]): void {
  for (const { name, calls } of variables) for (const { start, end } of calls) edits.replace(start, end, name)
}

/** What a kernel is given to call for a function called `name` in the glue. */
export function writeAsked({ source, hosted }: CallbackSource, name: string): string {
  return hosted?.binds === 'live' ? forwardTo(leafName(source)) : name
}

/** A function that asks for a variable at each call. */
function forwardTo(name: string): string {
  return `(...a) => ${name}(...a)`
}

/** A constant may be before its declaration, where reading it throws: then it is read where it is called. */
function declare(name: string, called: string, binds: 'declared' | 'initialized' | 'live'): string {
  if (binds === 'declared') return `let ${name} = ${called}; `
  const later = `${name} = ${forwardTo(called)}`
  return binds === 'live' ? `let ${later}; ` : `let ${name}; try { ${name} = ${called} } catch { ${later} } `
}
