import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { ModuleResolver } from '../ir/module-resolver.js'
import type { Mark } from './mark.js'
import { rangeOf } from './node-range.js'
import type { OptionReading, OptionSet } from './option-set.js'
import { readOptionObject } from './read-option-object.js'
import { resolveTarget } from './resolve-target.js'

/** What finding the target of a call needs to know of other modules. */
export interface FollowContext {
  readonly resolve: ModuleResolver
  /** The mark a function carries where it is written. */
  readonly markOf: (path: NodePath<t.Function>, module: ParsedModule) => Mark | undefined
}

/** The function a call of `jit` is about. */
export interface FollowedTarget {
  readonly path: NodePath<t.Function>
  readonly module: ParsedModule
  /** Whether a marker or an inner call of `jit` asks for it already, and with which options. */
  readonly isMarked: boolean
  readonly options: OptionSet
}

/** Follows the first argument of a `jit` call to its function, through inner calls of `jit`; or says why not. */
export function followTarget(
  call: NodePath<t.CallExpression>,
  module: ParsedModule,
  context: FollowContext,
  outer: ReadonlySet<t.Node> = new Set(),
): FollowedTarget | Diagnostic {
  const [argument] = call.get('arguments')
  const at = rangeOf(argument?.node ?? call.node, module)
  if (argument === undefined) return unresolved(at, 'this call passes nothing')
  const found = resolveTarget(argument, module, context.resolve)
  switch (found.kind) {
    case 'function': {
      const mark = context.markOf(found.path, found.module)
      return { ...found, isMarked: mark !== undefined, options: mark?.reading.options ?? {} }
    }
    case 'jit-call': {
      if (outer.has(found.path.node)) return unresolved(at, 'this one is defined by itself')
      const inner = followTarget(found.path, found.module, context, new Set([...outer, found.path.node]))
      if (isDiagnostic(inner)) return { ...inner, at }
      const { options } = readCallOptions(found.path, found.module, '')
      return { ...inner, isMarked: true, options: { ...inner.options, ...options } }
    }
    case 'namespace':
      return unresolved(at, 'a whole module is not one')
    case 'unknown':
      return unresolved(at, found.why)
    case 'unread':
      return diagnose('find/unresolved-import', at, found.name, found.specifier)
  }
}

/** Tells a reason from a target. */
export function isDiagnostic(answer: FollowedTarget | Diagnostic): answer is Diagnostic {
  return 'code' in answer
}

/** Reads the second argument of a `jit` call. */
export function readCallOptions(
  call: NodePath<t.CallExpression>,
  module: ParsedModule,
  name: string,
): OptionReading {
  const [, options] = call.get('arguments')
  return options === undefined ? { options: {}, diagnostics: [] } : readOptionObject(options, module, name)
}

function unresolved(at: Diagnostic['at'], why: string): Diagnostic {
  return diagnose('find/unresolved-target', at, why)
}
