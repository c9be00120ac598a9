import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { bindingOf, homeOf } from '../names/bindings.js'
import { functionBehind } from '../names/find-function.js'
import { forEachNode } from '../names/walk-nodes.js'
import { isWithin } from '../node-kinds.js'

/** What a function uses of those around it, itself and through the functions there that it names. */
export interface Captured {
  /** Variables in the order of the text. */
  readonly variables: readonly Binding[]
  /** The function, and those around it that it may call: nothing else runs while it does. */
  readonly bodies: readonly t.Function[]
  /** Whether it can come to call itself. */
  readonly isRecursive: boolean
  /** Whether `this` or `super` is that of a function around it. */
  readonly usesReceiver: boolean
}

/** Finds what a function uses of the functions in `homes`, which are around it. */
export function capturedVariables(
  module: ParsedModule,
  node: t.Function,
  homes: ReadonlySet<t.Node>,
): Captured {
  const variables = new Set<Binding>()
  const bodies = [node]
  let [isRecursive, usesReceiver] = [false, false]
  // Grows while it is walked.
  for (const body of bodies) {
    forEachNode(body, inner => {
      if (inner.type === 'ThisExpression' || inner.type === 'Super') usesReceiver = true
      const binding = inner.type === 'Identifier' ? bindingOf(module, inner) : undefined
      const home = binding && homeOf(binding)
      if (!binding || !home) return true
      const behind = functionBehind(module, binding)
      if (behind?.node === node && inner !== binding.identifier) isRecursive = true
      if (!homes.has(home)) return true
      variables.add(binding)
      if (behind && !bodies.includes(behind.node)) bodies.push(behind.node)
      return true
    })
  }
  const inOrder = [...variables].sort((a, b) => (a.identifier.start ?? 0) - (b.identifier.start ?? 0))
  return { variables: inOrder, bodies, isRecursive, usesReceiver }
}

/** Whether a variable is assigned in one of these functions. */
export function isAssignedIn(binding: Binding, bodies: readonly t.Function[]): boolean {
  return binding.constantViolations.some(({ node }) => bodies.some(body => isWithin(node, body)))
}
