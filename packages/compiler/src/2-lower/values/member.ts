import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { SourceRange } from '../../ir/source-range.js'
import { constant } from '../expressions/make-expr.js'
import type { FunctionContext } from '../function-context.js'
import { unsupported } from '../unsupported.js'
import { classMethod, staticConstant } from './class-members.js'
import { readField, setOwnField, writeField } from './fields.js'
import { givenMethod } from './given-method.js'
import { isGiven } from './given-object.js'
import { noteWrite } from './life.js'
import { isNothing } from './optional.js'
import { certainObject } from './optional-object.js'
import { partHolder, partIndex, readPart } from './parts.js'
import { constantKey } from './property-key.js'
import type { ClassValue, FunctionValue, ObjectValue, StaticValue, Value } from './value.js'

/** `object.name` where lowering knows the object by its parts; a getter is called. */
export function readMember(
  fn: FunctionContext,
  holder: StaticValue,
  node: t.MemberExpression,
  at: SourceRange,
): Value {
  const tuple = partHolder(fn, holder, node)
  if (tuple !== null) return readPart(fn, tuple, partIndex(fn, tuple, node), node)
  const name = memberName(fn, node)
  if (holder.kind === 'class') return readStatic(fn, holder, name, at)
  const object = objectOf(fn, holder, node)
  const own = readField(fn, object, name, at)
  if (own !== undefined) return own
  const getter = accessor(fn, object, 'get', name) ?? givenMethod(fn, object, 'get', name, at)
  if (getter !== undefined) {
    return fn.inline({ callee: getter, args: [], receiver: object, use: 'value', at })
  }
  const method = methodOf(fn, object, name) ?? givenMethod(fn, object, 'method', name, at)
  return method ?? refuse(unknownField(fn, object, node, name))
}

/** `object.name = value`; a setter is called. `isFirst`: it happens in every construction of the object. */
export function writeMember(
  fn: FunctionContext,
  holder: StaticValue,
  node: t.MemberExpression,
  value: Value,
  at: SourceRange,
  isFirst = false,
): void {
  const object = objectOf(fn, holder, node)
  const name = memberName(fn, node)
  if (object.fields.has(name)) return writeField(fn, object, name, value, at)
  const setter = accessor(fn, object, 'set', name)
  if (setter !== undefined) {
    fn.inline({ callee: setter, args: [value], receiver: object, use: 'effect', at })
    return
  }
  // Without a setter the write throws; a field would hide the method from then on.
  const hidden = accessor(fn, object, 'get', name) ?? methodOf(fn, object, name)
  if (hidden !== undefined) unsupported(node, at, `Assigning to the method or getter \`${name}\``)
  if (isFirst) {
    noteWrite(object, name, at)
    return setOwnField(fn, object, name, value, at)
  }
  writeField(fn, object, name, value, at)
}

/** Of an object that is passed in under a name, with the type to write for it, as the field's use has it. */
function unknownField(
  fn: FunctionContext,
  object: ObjectValue,
  { object: holder, end }: t.MemberExpression,
  name: string,
): Diagnostic {
  const at = { ...fn.at(holder), end: end ?? 0 }
  if (!isGiven(object)) return diagnose('lower/unknown-field', at, name, '')
  if (holder.type !== 'Identifier') return diagnose('lower/unknown-field', at, name, 'given')
  const use = fn.module.source.slice(end ?? 0)
  // What is called is a method, which no type would help.
  if (/^\s*\(/.test(use)) return diagnose('lower/unknown-field', at, name, 'given', holder.name)
  const isArray = /^\s*(?:\.length\b|\[)/.test(use)
  const type = `${holder.name}: { ${name}: ${isArray ? 'Float64Array' : 'number'} }`
  return diagnose('lower/unknown-field', at, name, 'given', holder.name, type)
}

function methodOf(fn: FunctionContext, { shape }: ObjectValue, name: string): FunctionValue | undefined {
  return typeof shape === 'string' ? undefined : classMethod(fn, shape, 'method', name)
}

function readStatic(fn: FunctionContext, cls: ClassValue, name: string, at: SourceRange): Value {
  const getter = classMethod(fn, cls, 'get', name, true)
  if (getter !== undefined) return fn.inline({ callee: getter, args: [], receiver: cls, use: 'value', at })
  const value = staticConstant(fn, cls, name)
  if (value !== undefined) return constant(value, at)
  const method = classMethod(fn, cls, 'method', name, true)
  return method ?? refuse(diagnose('lower/unknown-field', at, name, ''))
}

function memberName(fn: FunctionContext, node: t.MemberExpression): string {
  const name = constantKey(fn, node.property, node.computed)
  return name ?? unsupported(node, fn.at(node), 'An index that is not constant into a short array')
}

function objectOf(fn: FunctionContext, holder: StaticValue, node: t.MemberExpression): ObjectValue {
  if (holder.kind === 'object') return holder
  if (holder.kind === 'optional-object') return certainObject(fn, holder, fn.at(node))
  const what = isNothing(holder) ? 'what may be missing' : `a ${holder.kind}`
  return unsupported(node, fn.at(node), `A property of ${what}`)
}

function accessor(
  fn: FunctionContext,
  object: ObjectValue,
  kind: 'get' | 'set',
  name: string,
): FunctionValue | undefined {
  if (typeof object.shape !== 'string') return classMethod(fn, object.shape, kind, name)
  return object.accessors.find(({ node, name: own }) => own === name && 'kind' in node && node.kind === kind)
}
