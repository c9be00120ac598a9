import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { KernelPlan } from '../abi/kernel-plan.js'
import { isArray } from '../ir/types.js'

/** Whether calls of a signature copy arrays. */
export function copies({ params, result, outputs }: KernelPlan): boolean {
  return [...params, ...outputs].some(({ type }) => isArray(type)) || isArray(result)
}

/** Whether the runtime may compare its calls with JavaScript: those that copy, and those it weighs that enter memory. */
function races(plan: KernelPlan): boolean {
  return copies(plan) || (plan.allocates && (plan.callbacks ?? []).length > 0)
}

/**
 * Whether calls of a kernel may run in Wasm many at a time, and many as JavaScript, to be compared: where none copies, so that
 * the runtime does not time each. JavaScript that calls itself would take part of a call for one.
 */
export function runsInBursts(plans: readonly KernelPlan[]): boolean {
  return plans.every(plan => !copies(plan) && !plan.isRecursive)
}

/** Text around the JavaScript of a kernel. */
export interface Turns {
  /** Before the kernel is asked. */
  readonly declare: string
  /** A statement for where it said `miss`. */
  readonly ask: string
  /** Before and behind the JavaScript. */
  readonly open: string
  readonly close: string
}

/** How the JavaScript of a kernel may run. */
export interface Manner {
  /** Whether it is never compared with the kernel. */
  readonly stays: boolean
  /** Whether it cannot stand in a block of its own. */
  readonly isBare?: boolean
}

/**
 * Writes how the JavaScript of a kernel is timed where the runtime compares it with the kernel, and how it ends where it is
 * given random numbers again; no text where neither happens. The JavaScript stands in a block of its own then, which nothing
 * in it can tell.
 */
export function writeTurns(
  plans: readonly KernelPlan[],
  { stays, isBare = false }: Manner,
  runtime: string,
): Turns {
  const scales = !stays && !isBare && plans.some(races) ? `${runtime}_t` : null
  const end = plans.some(plan => plan.draws) ? endOfDraws(runtime) : null
  const names = [scales, end].flatMap(name => name ?? [])
  if (names.length === 0) return { declare: '', ask: '', open: '', close: '' }
  const last = [
    ...(scales ? [`if (${scales}) ${runtime}.endTurn(${scales})`] : []),
    ...(end ? [`if (${end}) ${end}()`] : []),
  ]
  return {
    declare: `let ${names.join(', ')}; `,
    ask: scales ? ` ${scales} = ${runtime}.turn();` : '',
    // What is drawn again ends by itself behind the last, but not where an error comes before it.
    ...(isBare ? { open: '', close: '' } : { open: ' try {', close: ` } finally { ${last.join('; ')} }` }),
  }
}

/** The variable for what ends that `Math.random` gives the same again. */
export function endOfDraws(runtime: string): string {
  return `${runtime}_u`
}

/**
 * Whether a function declares a name twice in a way that only the outermost block of a function allows, so that its body
 * cannot stand in a block of its own.
 */
export function declaresTwice({ node, scope }: NodePath<t.Function>): boolean {
  if (node.body.type !== 'BlockStatement') return false
  return node.body.body.some(statement => {
    if (statement.type !== 'FunctionDeclaration' || !statement.id) return false
    const binding = scope.getOwnBinding(statement.id.name)
    return binding?.path.node !== statement || !binding.constant
  })
}
