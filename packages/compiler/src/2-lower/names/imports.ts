import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { unwrap } from '../node-kinds.js'
import { bindingOf } from './bindings.js'
import type { Exported } from './exports.js'
import { findExport, findLocal } from './exports.js'

/** What a name stands for once imports and re-exports are followed. */
export type Declared =
  /** A variable, function or class of some module. */
  | { readonly kind: 'binding'; readonly module: ParsedModule; readonly binding: Binding }
  | Exclude<Exported, { readonly kind: 'local' }>

/**
 * The declaration behind a plain name, or behind `ns.name` where `ns` is a namespace import; `null` for a global and
 * for properties of anything else.
 */
export function declarationBehind(module: ParsedModule, expression: t.Node): Declared | null {
  const node = unwrap(expression)
  if (node.type === 'Identifier') {
    const binding = bindingOf(module, node)
    return binding === undefined ? null : followBinding(module, binding)
  }
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null
  const holder = declarationBehind(module, node.object)
  if (holder?.kind === 'unread') return holder
  return holder?.kind === 'namespace' ? settle(findExport(holder.module, node.property.name)) : null
}

/** Follows an import to what it names; any other variable stands for itself. */
export function followBinding(module: ParsedModule, binding: Binding): Declared {
  if (binding.kind !== 'module') return { kind: 'binding', module, binding }
  return settle(findLocal(module, binding.identifier.name))
}

/** A name of another module is looked up among its variables; those have no imports left to follow. */
function settle(exported: Exported): Declared {
  if (exported.kind !== 'local') return exported
  const binding = exported.module.program.scope.getBinding(exported.name)
  return binding === undefined ? { kind: 'missing' } : { kind: 'binding', module: exported.module, binding }
}
