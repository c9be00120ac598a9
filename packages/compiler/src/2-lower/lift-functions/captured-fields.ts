import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { FunctionContext } from '../function-context.js'
import { isElementWrite } from '../names/table-uses.js'
import { isWithin, outermost } from '../node-kinds.js'
import { constantKey } from '../values/property-key.js'
import type { ObjectValue } from '../values/value.js'
import type { CellType, Given } from './lifted.js'

/**
 * The fields of an object that functions use, one by one; `null` where they use it in any other way, where it has a part
 * that is no number or array, or where another name for it is used as well.
 */
export function capturedFields(
  fn: FunctionContext,
  binding: Binding,
  object: ObjectValue,
  bodies: readonly t.Function[],
): readonly Given[] | null {
  if (!binding.constant || typeof object.shape !== 'string' || object.accessors.length > 0) return null
  // Another function's copy of its fields may be written to.
  if (object.life.isShared) return null
  object.life.isWritten = true
  const fields = new Map<string, Given>()
  for (const path of binding.referencePaths) {
    if (!bodies.some(body => isWithin(path.node, body))) continue
    const use = outermost(path)
    const name = fieldNamed(fn, use)
    const place = name === null ? undefined : object.fields.get(name)
    if (name === null || place?.kind !== 'variable') return null
    const type = fn.likelyType(place.local)
    const isAssigned = fields.get(name)?.kind === 'cell' || isElementWrite(use)
    const holds = isAssigned ? cellType(type) : null
    if (isAssigned && holds === null) return null
    const source = { binding, field: name }
    fields.set(name, holds === null ? { kind: 'value', ...source, type } : { kind: 'cell', ...source, holds })
  }
  return [...fields.values()]
}

/** What a cell for values of a type holds; `null` where there is none. */
export function cellType(type: string): CellType | null {
  if (type === 'boolean') return type
  return type === 'number' || type === 'dyn' ? 'number' : null
}

function fieldNamed(fn: FunctionContext, use: NodePath): string | null {
  const { parent, key } = use
  if (parent.type !== 'MemberExpression' || key !== 'object') return null
  const { parentPath } = use
  // A method would see the whole object.
  if (parentPath && outermost(parentPath).key === 'callee') return null
  return constantKey(fn, parent.property, parent.computed)
}
