import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { TypedArrayName } from '../../ir/types.js'
import { isTypedArray } from '../../ir/types.js'
import { unwrap } from '../node-kinds.js'
import { builtinName } from './builtins.js'
import { forEachNode } from './walk-nodes.js'

type KindsByField = ReadonlyMap<string, ReadonlySet<TypedArrayName>>

const known = new WeakMap<ParsedModule, KindsByField>()

/**
 * Which typed arrays a module makes for fields of a name, whatever the object is: `state.window = new Uint8Array(n)` says
 * what `window` of an object without a type most likely is.
 */
export function assignedKinds(module: ParsedModule): KindsByField {
  const before = known.get(module)
  if (before !== undefined) return before
  const kinds = new Map<string, Set<TypedArrayName>>()
  forEachNode(module.program.node, node => {
    const { name, value } = fieldAssigned(node)
    const made = value && unwrap(value)
    const kind = made?.type === 'NewExpression' ? builtinName(module, made.callee) : null
    if (name !== null && kind !== null && isTypedArray(kind))
      kinds.set(name, (kinds.get(name) ?? new Set<TypedArrayName>()).add(kind))
    return true
  })
  known.set(module, kinds)
  return kinds
}

function fieldAssigned(node: t.Node): {
  readonly name: string | null
  readonly value?: t.Node | null | undefined
} {
  switch (node.type) {
    case 'AssignmentExpression': {
      const { left, right } = node
      const isField = node.operator === '=' && left.type === 'MemberExpression' && !left.computed
      return { name: isField ? nameIn(left.property) : null, value: right }
    }
    case 'ObjectProperty':
    case 'ClassProperty':
      return { name: node.computed === true ? null : nameIn(node.key), value: node.value }
    default:
      return { name: null }
  }
}

function nameIn(key: t.Node): string | null {
  return key.type === 'Identifier' ? key.name : null
}
