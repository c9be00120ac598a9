import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { readField, writeField } from './fields.js'
import { constantKey } from './property-key.js'
import type { FunctionValue, ObjectValue, StaticValue, Value } from './value.js'

/** `object.name` where lowering knows the object by its parts; a getter is called. */
export function readMember(
  fn: FunctionContext,
  holder: StaticValue,
  node: t.MemberExpression,
  at: SourceRange,
): Value {
  const object = objectOf(fn, holder, node)
  const name = memberName(fn, node)
  const getter = accessor(object, 'get', name)
  if (getter !== undefined) {
    return fn.inline({ callee: getter, args: [], receiver: object, use: 'value', at })
  }
  return readField(fn, object, name, at) ?? refuse(diagnose('lower/unknown-field', at, name))
}

/** `object.name = value`; a setter is called. */
export function writeMember(
  fn: FunctionContext,
  holder: StaticValue,
  node: t.MemberExpression,
  value: Value,
  at: SourceRange,
): void {
  const object = objectOf(fn, holder, node)
  const name = memberName(fn, node)
  const setter = accessor(object, 'set', name)
  if (setter !== undefined) {
    fn.inline({ callee: setter, args: [value], receiver: object, use: 'effect', at })
    return
  }
  // Without a setter the write throws.
  if (accessor(object, 'get', name) !== undefined)
    unsupported(node, at, `Assigning to the getter \`${name}\``)
  writeField(fn, object, name, value, at)
}

function memberName(fn: FunctionContext, node: t.MemberExpression): string {
  const name = constantKey(fn, node.property, node.computed)
  return name ?? unsupported(node, fn.at(node), 'An index that is not constant into a short array')
}

function objectOf(fn: FunctionContext, holder: StaticValue, node: t.MemberExpression): ObjectValue {
  if (holder.kind === 'object') return holder
  return unsupported(node, fn.at(node), `A property of a ${holder.kind}`)
}

function accessor(object: ObjectValue, kind: 'get' | 'set', name: string): FunctionValue | undefined {
  return object.accessors.find(({ node, name: own }) => own === name && 'kind' in node && node.kind === kind)
}
