import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../ir/marked-function.js'
import type { FollowContext } from './follow-target.js'
import { followTarget, isDiagnostic, readCallOptions } from './follow-target.js'
import { isJit } from './jit-binding.js'
import { nameOf } from './mark-site.js'
import type { OptionReading } from './option-set.js'
import { pathWithoutTypes } from './without-types.js'

/** One call of `jit` that asks for something its function does not have yet. */
export interface JitCall {
  readonly path: NodePath<t.CallExpression>
  readonly name: string
  readonly reading: OptionReading
  /** The function to compile; `null` where the diagnostics say why there is none to see. */
  readonly target: { readonly path: NodePath<t.Function>; readonly module: ParsedModule } | null
}

/** Finds the calls of `jit`. One that adds nothing to a function already marked stays the identity it is. */
export function findJitCalls(module: ParsedModule, context: FollowContext): readonly JitCall[] {
  const calls: JitCall[] = []
  module.program.traverse({
    CallExpression(path) {
      if (!isJit(path.get('callee')) || path.parentPath.isDecorator()) return
      const call = readCall(path, module, context)
      if (call !== null) calls.push(call)
    },
  })
  return calls
}

function readCall(
  path: NodePath<t.CallExpression>,
  module: ParsedModule,
  context: FollowContext,
): JitCall | null {
  const target = followTarget(path, module, context)
  if (isDiagnostic(target)) {
    const name = nameInCall(path)
    const { options, diagnostics } = readCallOptions(path, module, name)
    return { path, name, reading: { options, diagnostics: [...diagnostics, target] }, target: null }
  }
  const ownName = nameOf(target.path)
  const name = hasName(ownName) ? ownName : nameInCall(path)
  const { options, diagnostics } = readCallOptions(path, module, name)
  const adds = diagnostics.length > 0 || Object.keys(options).length > 0
  if (target.isMarked && !adds) return null
  return { path, name, reading: { options: { ...target.options, ...options }, diagnostics }, target }
}

/** The name in `jit(name)`, else that of what the call's result goes to. */
function nameInCall(call: NodePath<t.CallExpression>): string {
  const [argument] = call.get('arguments')
  const node = argument && pathWithoutTypes(argument).node
  return node?.type === 'Identifier' ? node.name : nameOf(call)
}

function hasName(name: string): boolean {
  return name !== 'anonymous' && name !== 'default'
}
