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

/**
 * Writes how the JavaScript of a kernel is timed where the runtime compares it with the kernel; no text where it never
 * does. The JavaScript stands in a block of its own then, which nothing in it can tell.
 */
export function writeTurns(plans: readonly KernelPlan[], stays: boolean, runtime: string): Turns {
  if (stays || !plans.some(races)) return { declare: '', ask: '', open: '', close: '' }
  const scales = `${runtime}_t`
  return {
    declare: `let ${scales}; `,
    ask: ` ${scales} = ${runtime}.turn();`,
    open: ' try {',
    close: ` } finally { if (${scales}) ${runtime}.endTurn(${scales}) }`,
  }
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
