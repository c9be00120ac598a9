import type * as t from '@babel/types'
import type { ObjectType, ParamType } from '../../ir/signature.js'
import { isWhole } from '../../ir/signature.js'
import { isNestedArray, nestedArray, rowKind } from '../../ir/types.js'
import type { Alternatives, ReadField } from './alternatives.js'
import { all, distinct, objectsOf, typeKey } from './alternatives.js'
import type { TypeScope } from './type-scope.js'
import { plainArray } from './type-words.js'

/** The fields an object type or interface lists; methods and index signatures are none. */
export function readFields(scope: TypeScope, members: readonly t.TSTypeElement[]): readonly ReadField[] {
  return members.flatMap(member => {
    if (member.type !== 'TSPropertySignature' || member.computed === true) return []
    const name = keyName(member.key)
    const type = member.typeAnnotation?.typeAnnotation
    if (name === null || type === undefined) return []
    return [fieldOf(scope, name, type, member.optional === true)]
  })
}

/** A field with the type written for it. */
export function fieldOf(scope: TypeScope, name: string, type: t.TSType, isOptional: boolean): ReadField {
  return { name, types: scope.read(scope, type), isOptional: isOptional || allowsNothing(type) }
}

/** A name or string that stands for a property. */
export function keyName(key: t.Node): string | null {
  if (key.type === 'Identifier') return key.name
  if (key.type === 'StringLiteral') return key.value
  return key.type === 'NumericLiteral' ? String(key.value) : null
}

/** An ordinary array, whose elements must all be of one kind: numbers, booleans, or arrays of them. */
export function arrayOf(element: Alternatives): Alternatives {
  const nested = (element ?? []).map(({ type }) => nestedArray(type))
  if (nested.length > 0 && nested.every(kind => kind !== null)) return nested.map(type => ({ type }))
  const [only, ...others] = element ?? []
  if (only === undefined || others.length > 0 || !isWhole(only)) return null
  const kind = only.promised === undefined ? plainArray(only.type) : null
  return kind && [{ type: kind }]
}

/** A tuple: an ordinary array where all its elements are of one kind, else an object with the fields `0`, `1` … */
export function readTuple(scope: TypeScope, type: t.TSTupleType): Alternatives {
  const elements = type.elementTypes.map(element =>
    element.type === 'TSNamedTupleMember'
      ? { type: element.elementType, isOptional: element.optional }
      : { type: element, isOptional: element.type === 'TSOptionalType' },
  )
  if (elements.some(element => element.type.type === 'TSRestType')) return null
  const fields = elements.map((element, i) => fieldOf(scope, String(i), element.type, element.isOptional))
  const types = all(fields.map(field => field.types))
  return arrayOf(types && distinct(types)) ?? objectsOf(fields)
}

/**
 * `A & B`: all fields of both. A number with a brand (`number & { __brand: 'px' }`) is a number: the brand is for the
 * type checker alone.
 */
export function mergeObjects(parts: readonly Alternatives[]): Alternatives {
  const plain = parts.filter(part => part?.some(({ type }) => type !== 'object'))
  if (plain.length > 0) return plain.length === 1 ? (plain[0] ?? null) : common(plain)
  if (parts.some(part => part === null)) return null
  const merged = parts.flatMap(part => firstObject(part)?.fields ?? [])
  const last = merged.filter((field, i) => !merged.slice(i + 1).some(({ name }) => name === field.name))
  return last.length === 0 ? [] : [{ type: 'object', fields: last }]
}

/** What every part allows. */
function common(parts: readonly Alternatives[]): Alternatives {
  const [first, ...others] = parts
  return (first ?? []).filter(type =>
    others.every(other => other?.some(candidate => typeKey(candidate) === typeKey(type))),
  )
}

function firstObject(part: Alternatives): ObjectType | undefined {
  return part?.find((type): type is ObjectType => type.type === 'object')
}

/** `T['x']`, `T['x' | 'y']`, `T[number]`, `T[keyof …]`: the types of those fields, or of all. */
export function selectField(object: Alternatives, index: t.TSType): Alternatives {
  const names = literalNames(index)
  const types: ParamType[] = []
  for (const type of object ?? []) {
    if (type.type === 'number[]') types.push({ type: 'number' })
    else if (type.type === 'boolean[]') types.push({ type: 'boolean' })
    else if (isNestedArray(type.type)) types.push({ type: rowKind(type.type) })
    else if (type.type !== 'object') return null
    else {
      const fields = type.fields.filter(({ name }) => names === null || names.includes(name))
      types.push(...fields.map(({ value }) => value))
    }
  }
  return types.length > 0 ? distinct(types) : null
}

/** The names in `'a' | 'b'`; `null` for anything wider. */
export function literalNames(type: t.TSType): readonly string[] | null {
  if (type.type === 'TSLiteralType') {
    const { literal } = type
    if (literal.type === 'StringLiteral') return [literal.value]
    return literal.type === 'NumericLiteral' ? [String(literal.value)] : null
  }
  if (type.type !== 'TSUnionType') return null
  const parts = type.types.map(literalNames)
  return parts.every(part => part !== null) ? parts.flat() : null
}

/** Whether a type has `undefined` or `null` among its alternatives, as it is written. */
export function allowsNothing(type: t.TSType): boolean {
  if (type.type === 'TSUndefinedKeyword' || type.type === 'TSNullKeyword') return true
  return type.type === 'TSUnionType' && type.types.some(allowsNothing)
}
