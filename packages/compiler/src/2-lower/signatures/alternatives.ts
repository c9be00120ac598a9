import type { FieldType, FieldValue, ObjectType, ParamType } from '../../ir/signature.js'

/**
 * The types a value may have as its annotation says: empty where that says nothing (`any`, a type that could not be
 * read), `null` where something that cannot be compiled is among them. `undefined` and `null` do not count; such calls
 * stay in JavaScript.
 */
export type Alternatives = readonly ParamType[] | null

/** What several parts of a union may be together. */
export function all(parts: readonly Alternatives[]): Alternatives {
  const known = parts.filter(part => part !== null)
  return known.length === parts.length ? known.flat() : null
}

/** The alternatives without repetitions. */
export function distinct(types: readonly ParamType[]): readonly ParamType[] {
  const keys = types.map(typeKey)
  return types.filter((_, i) => keys.indexOf(keys[i] ?? '') === i)
}

/** A text that is the same for the same types only. */
export function typeKey(type: ParamType): string {
  if (type.type === 'function') return `function ${type.gives}`
  if (type.type === 'nothing') return type.as
  if (type.type === 'text') return JSON.stringify(type.text)
  if (type.type !== 'object') return `${type.type} ${type.promised ?? ''}`
  return `${type.host ?? ''}{${type.fields.map(field => `${field.name}${field.isOptional ? '?' : ''}: ${typeKey(field.value)}`).join()}}`
}

/** A field as an annotation gives it: with every type it may have. */
export interface ReadField {
  readonly name: string
  readonly types: Alternatives
  readonly isOptional: boolean
}

// Objects whose fields leave open more than this many combinations are read by the first of them.
const mostObjects = 4

/**
 * The objects with these fields, one per combination of the fields' types. Fields that cannot be compiled are left out:
 * a function that uses one is refused where it does.
 */
export function objectsOf(fields: readonly ReadField[]): readonly ObjectType[] {
  const known = fields.map(field => ({ ...field, types: field.types?.filter(isFieldValue) ?? [] }))
  const usable = known.filter(({ types }) => types.length > 0)
  const count = usable.reduce((product, { types }) => product * types.length, 1)
  let combinations: readonly (readonly FieldType[])[] = [[]]
  for (const { name, types, isOptional } of usable) {
    const values = count > mostObjects ? types.slice(0, 1) : types
    combinations = combinations.flatMap(head => values.map(value => [...head, { name, value, isOptional }]))
  }
  return combinations.map(list => ({ type: 'object', fields: list }))
}

function isFieldValue(type: ParamType): type is FieldValue {
  return type.type !== 'function'
}
